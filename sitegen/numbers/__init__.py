"""Figures as numbers: read and written, with the intervals that rounding leaves, in Chinese numerals."""

"""Mechanics of texts: punctuation, brackets, blanks, dates, computations written out."""

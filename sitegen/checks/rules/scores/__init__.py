"""SCORE: weights, marks, totals and grades."""

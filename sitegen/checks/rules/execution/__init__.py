"""SCORE: how much of a budget was spent, and the marks for it."""

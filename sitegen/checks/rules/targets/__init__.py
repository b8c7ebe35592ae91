"""SCORE: targets of indicators, and what was reached."""

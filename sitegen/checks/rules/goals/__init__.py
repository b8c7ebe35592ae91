"""GOAL: goals as texts, and what was done of them."""

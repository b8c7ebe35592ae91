"""Finders of relations between parts and wholes: lists, sums, balances, what is told twice."""

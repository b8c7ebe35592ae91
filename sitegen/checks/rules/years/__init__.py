"""YEAR: one year beside another."""

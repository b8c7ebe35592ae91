"""Marks and grades that texts tell."""

"""Finders of relations between numbers of things, and what they cost."""

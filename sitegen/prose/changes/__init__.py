"""Finders of relations between years, and between amounts that words compare."""

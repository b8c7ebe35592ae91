"""Statements of texts tied to facts, and how each of them ends."""

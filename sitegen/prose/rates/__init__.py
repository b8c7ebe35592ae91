"""Finders of relations between rates and what they are of: shares, completion, mixtures."""

"""Texts made from figures that agree, slips in them, and what must be said of either."""

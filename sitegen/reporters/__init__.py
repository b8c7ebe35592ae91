"""Diagnostics to text and JSON for people and programs.

Knows diagnostics and counts, given as plain data. Must not know the model of a site.
"""

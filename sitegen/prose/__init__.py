"""Figures in running text: what sentences say of them, and which cannot all be right.

Knows the words of the field and arithmetic. Must not know forms, facts or rules: it needs no table.
"""

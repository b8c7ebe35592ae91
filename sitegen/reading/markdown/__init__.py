"""Markdown to prose: blocks, inline words, links, footnotes, references to figures, each with its place.

Knows the dialect of CommonMark that a narrative is written in. Must not know how lines are mended before.
"""

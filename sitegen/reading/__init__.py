"""Bytes to source text, YAML to nodes, Markdown to prose, formulas to trees.

Knows the syntax of files and every place in them. Must not know forms or what a key means.
"""

"""A tree of files, put in place of the one that is public, whole or not at all.

Knows trees of files and digests. Must not know what the files are.
"""

"""A site as it is loaded: which reports there are, and what checking each of them came to.

Knows settings, forms and reports by their heads, and what is remembered of them. Must not know pages.
"""

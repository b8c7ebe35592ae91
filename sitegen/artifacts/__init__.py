"""The files that are published: which there are, and what each is made from.

Knows pages, data, PDFs and search indexes by their paths. Must not know how they get to their place.
"""

"""YAML to a tree of raw texts with their places, and what the parser complains about in the words of a clerk."""

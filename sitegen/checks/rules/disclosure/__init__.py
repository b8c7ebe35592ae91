"""DISC: what the law wants disclosed, when, and how."""

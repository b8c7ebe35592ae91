"""The fonts of the official copy, and the part of them that a document uses."""

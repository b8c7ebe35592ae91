"""What earlier runs made and found out, and whether it still holds.

Knows files, records and digests. Must not know what they say.
"""

"""Finished pages, looked over before they are published.

Knows HTML as tags and attributes. Must not know forms or reports.
"""

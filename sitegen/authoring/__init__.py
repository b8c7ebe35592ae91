"""Help for those who write: blank reports, mended slips, JSON Schemas for editors, a first site.

Knows forms. Must not know reports that exist, rules or pages.
"""

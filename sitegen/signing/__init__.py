"""Signatures of PDFs: putting them there, and looking at them.

Knows pyHanko, certificates and PAdES (ETSI EN 319 142-1). Must not know sites or reports.
"""

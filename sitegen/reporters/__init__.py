"""Diagnostics to documents for people and programs: JSON, SARIF, JUnit, HTML, the words of a CI service.

Knows diagnostics and counts, given as plain data. Must not know the model of a site.
"""

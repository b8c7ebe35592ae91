"""The rules, one a file: `RULE` with its documentation, and `check`.

A rule knows one thing that can be wrong with a report. It must not know another rule, nor files.
"""

"""Personal data in a text: numbers, addresses and plates that belong to somebody.

Every text is written evenly once (`writing`), then a few detectors look at it (`numbers`, `contacts`); what
people say around a number is in `words`. Nothing here knows reports, files or findings.
"""

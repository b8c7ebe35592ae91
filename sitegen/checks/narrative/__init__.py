"""What sentences say of a report's figures: names and quantities found, tied, and compared.

Knows how Chinese reports speak of amounts. What is not said plainly is left alone: a claim that
might mean something else is no claim.
"""

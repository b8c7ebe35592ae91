"""Quantities that by their nature cannot be otherwise: proportions, counted things, what adds up with time."""

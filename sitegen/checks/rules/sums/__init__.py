"""SUM: sums, limits and other identities of figures."""

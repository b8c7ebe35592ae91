"""The parts of a report that are scored, and where their marks stand."""

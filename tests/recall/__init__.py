"""How good the checks are: errors seeded into clean reports, found or missed. `make recall` runs it."""

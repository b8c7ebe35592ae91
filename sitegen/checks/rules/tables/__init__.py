"""TAB: what tables of a report say of one another."""

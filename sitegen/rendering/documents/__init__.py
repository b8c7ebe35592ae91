"""Reports as documents that are printed: one alone, many in a volume."""

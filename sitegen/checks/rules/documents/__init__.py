"""DOC: one report beside another."""

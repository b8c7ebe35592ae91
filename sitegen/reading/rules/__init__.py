"""Documentation of what can be wrong with files as they are written, by what finds it."""

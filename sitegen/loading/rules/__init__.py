"""Documentation of what can be wrong with what files say, by what it is said of."""

"""The commands of `sitegen`, by what they are for: names, options and help."""

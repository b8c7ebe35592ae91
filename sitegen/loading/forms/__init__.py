"""Form files to `Form`s: keys validated, 继承 worked in, names and formulas settled."""

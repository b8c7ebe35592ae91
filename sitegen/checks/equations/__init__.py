"""Equations over facts: a form's formulas computed, repeated over rows and columns, and those that names imply."""

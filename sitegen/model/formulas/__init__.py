"""What the numbers and names in a form's formulas mean, and in which units: whether two of them go together."""

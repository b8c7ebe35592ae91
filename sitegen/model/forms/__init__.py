"""A form: sections, fields, tables, formulas; and the form as the report of one year uses it."""

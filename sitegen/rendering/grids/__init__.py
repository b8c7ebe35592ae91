"""Tables on pages and on paper: headers, rows, cells, widths."""

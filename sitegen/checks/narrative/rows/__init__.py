"""What texts tell of rows by the rows' own names: results, targets, shares, dates, means."""

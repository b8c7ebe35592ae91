"""What commands do with documents of Word, Excel and others."""

"""What a name, a column or a year in a text can mean among a report's figures."""

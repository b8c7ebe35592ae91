"""Personal data in what a site has: in its files, in its reports with all that belongs to them."""

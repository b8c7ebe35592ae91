"""What checking a report came to, what a site tells of it elsewhere, and which reports are public."""

"""Report files to `Report`s: cells and narrative read against the form, attachments searched, gaps told."""

"""The pages of a site other than reports: each module knows one kind, as a view without any HTML."""

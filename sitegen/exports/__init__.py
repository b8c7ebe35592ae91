"""Reports as open data. Must not know pages, rules, nor where files are put."""

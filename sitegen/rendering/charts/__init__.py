"""Charts: which a report gets, what they show and say, and where every bar lies."""

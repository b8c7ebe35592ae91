"""Full-text search of the finished site: what is indexed, and the proof that it can be found."""

"""TEXT: language, and what texts say of figures."""

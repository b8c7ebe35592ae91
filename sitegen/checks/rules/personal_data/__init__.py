"""PRIV: what must not be published about persons."""

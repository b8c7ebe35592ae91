"""The pages beside those of the reports themselves, each kind a module, as views without any HTML."""

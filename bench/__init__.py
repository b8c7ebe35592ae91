"""Measurements. Speed is looked at here, never asserted in tests."""

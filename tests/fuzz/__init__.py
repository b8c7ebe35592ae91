"""Fuzzing: whatever is put in, nothing raises, hangs or grows. `make fuzz` runs it for long, test_smoke for a moment."""

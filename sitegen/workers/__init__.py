"""Work in processes of its own.

Knows processes, and their limits of time and memory. Must not know the work.
"""

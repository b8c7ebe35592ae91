"""Rules over what was loaded, and the engine that runs them.

Knows reports, identities and explanations. Must not know files, YAML, pages or terminals.
"""

"""The command line: arguments, choice of reporter, exit codes.

Knows how people and CI call sitegen. Must not know how anything is done: each command calls one
function of a lower floor and prints what comes back. Heavy modules are imported by the command that
needs them, so that `sitegen --help` answers at once.
"""

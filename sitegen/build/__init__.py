"""From a checked site to files: what is made, making it, looking it over, putting it in place.

Knows outputs as paths and bytes. Must not know how the command line or a browser asks for them.
"""

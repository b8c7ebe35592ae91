"""sitegen builds public performance disclosure (绩效公开) sites from YAML and Markdown.

This module knows the version and nothing else, so that importing the package costs nothing.
"""

__version__ = "0.1.0"

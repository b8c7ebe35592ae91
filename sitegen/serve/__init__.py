"""A preview on this machine: change → pipeline → the browser reloads, or shows the findings.

Knows livereload and the pipeline. It is for the clerk's own machine only and never published.
"""

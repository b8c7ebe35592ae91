"""From a checked site to HTML: pages, and documents to be printed.

Knows pages, tables and documents. Must not know rules or files of content: it is given a site and
its verdicts. Templates see frozen views only, never the model.
"""

"""Whether what lies beside a site was put there by us.

Knows keys, links, owners and version control. Must not know what is in a file.
"""

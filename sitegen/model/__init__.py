"""What a site is made of, as frozen data: forms, formulas, reports, narratives, the site.

Knows no file, no YAML, no HTML. Each stage of the pipeline has a type of its own here.
"""

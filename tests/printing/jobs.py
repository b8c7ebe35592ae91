"""Documents made by hand, for what no report happens to have."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sitegen.printing.job import PrintJob

NOWHERE = Path("/nonexistent")


def job(
    body: str, css: str = "", folder: Path = NOWHERE, url: str = "https://example.org/reports/x/"
) -> PrintJob:
    """A page with this body."""
    html = (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>试验</title></head>'
        f"<body><h1>试验</h1>{body}</body></html>"
    )
    return PrintJob(html, css, url, (("", folder),), date(2026, 1, 1))

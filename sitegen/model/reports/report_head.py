"""What tells a report from all others.

Must not know what is in a report.
"""

from __future__ import annotations

from typing import NamedTuple


class ReportHead(NamedTuple):
    """What tells a report from all others; `form` and `department` are ids, `folder` is relative to the site's
    root.
    """

    year: int
    department: str
    slug: str
    form: str
    folder: str

    @property
    def key(self) -> str:
        """`年度/部门/标识`, unique in a site."""
        return f"{self.year}/{self.department}/{self.slug}"

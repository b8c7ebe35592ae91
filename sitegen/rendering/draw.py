"""Views to HTML.

Knows which template draws which view. Must not know the model: a page depends on its view and the
theme, and on nothing else.
"""

from __future__ import annotations

from jinja2 import Environment

from sitegen.rendering.parts import PageView
from sitegen.rendering.views import ReportView


def page(templates: Environment, view: PageView) -> str:
    """Any page but a report: by the template called as its kind, if the theme has one."""
    return templates.select_template((f"{view.kind}.html", "page.html")).render(view=view)


def report_page(templates: Environment, view: ReportView) -> str:
    """The page of a report."""
    return templates.get_template("report.html").render(view=view)

"""Views to HTML.

Knows which template draws which view. Must not know the model: a page depends on its view and the
theme, and on nothing else.
"""

from __future__ import annotations

from jinja2 import Environment

from sitegen.rendering.views import DepartmentView, HomeView, ReportView, YearView


def home_page(templates: Environment, view: HomeView) -> str:
    """The home page."""
    return templates.get_template("home.html").render(view=view)


def department_page(templates: Environment, view: DepartmentView) -> str:
    """The page of a department."""
    return templates.get_template("department.html").render(view=view)


def year_page(templates: Environment, view: YearView) -> str:
    """The page of a year."""
    return templates.get_template("year.html").render(view=view)


def report_page(templates: Environment, view: ReportView) -> str:
    """The page of a report."""
    return templates.get_template("report.html").render(view=view)

"""What axe-core finds on a page of the tests: one set of rules and one way to ask for all of them.

Knows axe-core and pages of Playwright. Must not know what is on a page.
"""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # The same rules look at the same elements; only what passed or does not apply is no longer described.
    "resultTypes": ["violations"],
}

# Only violations come back: describing a large page took as long as examining it.
RUN = """async options => {
  if (typeof window.axe?.run !== 'function') return null;
  const { violations } = await window.axe.run(options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}"""


def violations(page: Page) -> list[str]:
    """Rule and first element of each violation in the page as it is now.

    axe-core is put into a page when it is first asked; it holds nothing from one run to the next.
    Playwright evaluates outside the page's policy, which need not be weakened.
    """
    found = page.evaluate(RUN, OPTIONS)
    if found is None:
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(RUN, OPTIONS)
    return found

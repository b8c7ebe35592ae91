"""Settings of Pelican, and a reader for reports, whose tables its own metadata cannot hold."""

# mypy: ignore-errors
# Read in an environment of its own, which alone has these packages.

from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown
from pelican.readers import BaseReader

SITENAME = "示例市绩效公开"
SITEURL = ""
PATH = "content"
THEME = "theme"
THEME_STATIC_PATHS = []
STATIC_PATHS = []
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-CN"
DEFAULT_PAGINATION = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = "departments/{slug}/index.html"
CATEGORY_URL = "departments/{slug}/"
TAG_SAVE_AS = "years/{slug}/index.html"
TAG_URL = "years/{slug}/"
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"


class ReportReader(BaseReader):
    """Front matter in YAML, then Markdown."""

    enabled = True
    file_extensions = ("md",)

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._markdown = Markdown()

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """HTML and metadata of the report at `source_path`."""
        _, head, text = Path(source_path).read_text(encoding="utf-8").split("---\n", 2)
        found = yaml.load(head, Loader=yaml.CSafeLoader)
        metadata = {name: self.process_metadata(name, value) for name, value in found.items()}
        return self._markdown.reset().convert(text), metadata


READERS = {"md": ReportReader}

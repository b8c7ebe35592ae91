"""Themes: templates, style sheets and other files that decide how pages look.

Knows the folders of a theme and which of several files wins. A theme is trusted code: whoever can
change it can change every page. Must not know what is in its files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sitegen import lazy_re as re
from sitegen.diagnostics import Diagnostic, Rule, Severity
from sitegen.rendering import urls
from sitegen.source import Place

DEFAULT = "gov"

NO_THEME = Rule(
    "SITE104",
    "theme-missing",
    Severity.ERROR,
    "找不到主题",
    checks="site.yaml 里“主题”写的主题要存在：themes/ 下的同名目录，或 sitegen 自带的 gov。",
    why="没有主题就不知道页面该是什么样子。",
    example="主题: gov2    （没有 themes/gov2）",
    remedy="改成 gov，或把主题放进 themes/ 下的同名目录。",
)
RULES = (NO_THEME,)

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; of the `folders`, the first that has a file wins. Each may hold `templates/`,
    `assets/` (published), `styles/` and `scripts/` (parts of those) and `print/` (style sheets of PDFs).
    """

    name: str
    folders: tuple[Path, ...]

    @property
    def templates(self) -> tuple[Path, ...]:
        """Where templates are looked for."""
        return tuple(folder / "templates" for folder in self.folders)

    def file(self, path: str) -> Path:
        """The file at `path`; raises FileNotFoundError."""
        for folder in self.folders:
            if (folder / path).is_file():
                return folder / path
        raise FileNotFoundError(path)

    @property
    def assets(self) -> dict[str, Path]:
        """Path on the site → file, for everything that pages need beside themselves."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            root = folder / "assets"
            for path in sorted(root.rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    found.setdefault(urls.asset(path.relative_to(root).as_posix()), path)
        return dict(sorted(found.items()))


def find_theme(root: Path, name: str) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """The theme `name` of the site below `root`, or None and why. What a site's own theme lacks
    comes from the bundled one.
    """
    bundled = _bundled()
    candidates = [root / "themes" / name, bundled / name] if _NAME.fullmatch(name) else []
    own = [folder for folder in candidates if folder.is_dir()]
    if not own:
        message = f"没有叫“{name}”的主题。"
        return None, (NO_THEME.found(Place("content/site.yaml", 1, 1), message),)
    folders = [*own, bundled / DEFAULT]
    return Theme(name, tuple(dict.fromkeys(folder.resolve() for folder in folders))), ()


def _bundled() -> Path:
    """Inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"

"""What building prints: what was made, what a preview came to.

Knows how a build looks at a terminal. Must not compute anything.
"""

from __future__ import annotations

from pathlib import Path

from sitegen.cache.database import Database
from sitegen.cache.last_build import LastBuild
from sitegen.cache.prune import today
from sitegen.cli.output import deliver, findings
from sitegen.cli.releases import print_kept
from sitegen.cli.terminal import console
from sitegen.pipeline import Built
from sitegen.trust.own_files import FOLDER
from sitegen.trust.seal import find_seal
from sitegen.visible import shown

MOST_LISTED = 100
"""Pages, or PDFs, that are listed by name: a person wants to see what was made, not ten thousand lines."""


def print_built(built: Built) -> None:
    """What was made and where, or that nothing was."""
    out = console()
    if not built.published:
        out.print("有问题没有解决，没有生成；原有的输出没有改动。", style="bold red")
        return
    for kind, paths in (("页面  ", built.pages), ("PDF   ", built.documents)):
        for path in paths[:MOST_LISTED]:
            out.print(f"{kind}{shown(path)}")
        if len(paths) > MOST_LISTED:
            out.print(f"{kind}……另有 {len(paths) - MOST_LISTED} 个")
    if built.release is not None:
        print_kept(built.release, built.output)
    out.print(
        f"已生成 {len(built.pages)} 个页面、{len(built.documents)} 个 PDF、{built.others} 个其他文件，"
        f"在 {shown(built.output)}。用浏览器打开 {shown(built.output / 'index.html')} 查看。",
        style="bold green",
    )


def note_standing(root: Path, built: Built) -> None:
    """Let the next build know what this one came to, if there is nothing to be mended: then it need not even
    look whether nothing has changed.
    """
    if built.inputs is None or any(found.open for found in built.checked.diagnostics):
        return
    said = "".join(block.plain for block in findings(built.checked)).rstrip("\n")
    database = Database(root / FOLDER, today().toordinal(), find_seal())
    built.inputs.note(database, LastBuild(len(built.pages), len(built.documents), built.others, said))
    database.close()


def print_preview(built: Built) -> None:
    """One line after every build of a preview, and the findings if it failed."""
    if built.published:
        console().print("已更新。", style="green")
    else:
        deliver(findings(built.checked))

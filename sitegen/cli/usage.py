"""Wrong calls in Chinese.

Knows click's ways to refuse a call. Must not know our commands.
"""

from __future__ import annotations

import click

from sitegen import lazy_re as re

_WRITTEN = re.compile(r"'([^']*)'")
"""What was written, where click quotes it."""


def in_chinese(error: click.ClickException) -> str:
    """What is wrong with the call, in one sentence. Our own refusals are Chinese already."""
    match error:
        case click.NoSuchOption():
            known = "、".join(error.possibilities or ())
            return f"没有 {error.option_name} 这个选项。" + (f"是不是 {known}？" if known else "")
        case click.MissingParameter():
            return f"缺少 {_name(error)}。"
        case click.BadParameter():
            return f"{_name(error)} 的写法不对：{_wanted(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面缺少内容，或不能带内容。"
        case click.BadArgumentUsage():
            return f"参数不对：{error.message}"
        case click.UsageError() if error.message.startswith("No such command"):
            return f"没有 {error.message.split(chr(39))[1]} 这个命令。"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return f"多了参数：{error.message.rpartition('(')[2].rstrip(')')}"
    return error.format_message()


def _wanted(error: click.BadParameter) -> str:
    """What the parameter should be, and what was written, for click's own types."""
    kind = error.param.type if error.param is not None else None
    written = _WRITTEN.search(error.message)
    shown = f"，写的是“{written[1]}”" if written is not None else ""
    match kind:
        case click.IntRange():
            low, high = kind.min, kind.max
            bounds = f"{low} 到 {high} 之间的" if high is not None else f"不小于 {low} 的"
            return f"应当是{bounds}整数{'' if low is None else '，不带别的字'}{shown}。"
        case click.types.IntParamType():
            return f"应当是整数{shown}。"
        case click.DateTime():
            return f"应当是日期，如 2021-06-30{shown}。"
        case click.Choice():
            return f"只能是 {'、'.join(map(str, kind.choices))}{shown}。"
        case click.Path():
            return _path(error.message, shown)
    return error.message


def _path(message: str, shown: str) -> str:
    reasons = {
        "does not exist": "没有这个文件或文件夹",
        "is a directory": "要写文件，这是文件夹",
        "is a file": "要写文件夹，这是文件",
        "is not readable": "没有读取的权限",
        "is not writable": "没有写入的权限",
    }
    reason = next((words for said, words in reasons.items() if said in message), message)
    return f"{reason}{shown}。"


def hint(error: click.ClickException) -> str:
    """Where to look the call up."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context is not None else "sitegen"
    return f"用法见：{command} --help"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "参数")
    return (
        "、".join(error.param.opts)
        if isinstance(error.param, click.Option)
        else error.param.human_readable_name
    )

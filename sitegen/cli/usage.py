"""Wrong calls in Chinese.

Knows click's ways to refuse a call. Must not know our commands.
"""

from __future__ import annotations

import click


def in_chinese(error: click.ClickException) -> str:
    """What is wrong with the call, in one sentence. Our own refusals are Chinese already."""
    match error:
        case click.NoSuchOption():
            known = "、".join(error.possibilities or ())
            return f"没有 {error.option_name} 这个选项。" + (f"是不是 {known}？" if known else "")
        case click.MissingParameter():
            return f"缺少 {_name(error)}。"
        case click.BadParameter():
            return f"{_name(error)} 的写法不对：{error.message}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面缺少内容，或不能带内容。"
        case click.BadArgumentUsage():
            return f"参数不对：{error.message}"
        case click.UsageError() if error.message.startswith("No such command"):
            return f"没有 {error.message.split(chr(39))[1]} 这个命令。"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return f"多了参数：{error.message.rpartition('(')[2].rstrip(')')}"
    return error.format_message()


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

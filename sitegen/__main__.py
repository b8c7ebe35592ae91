"""`python -m sitegen` and the `sitegen` command.

Knows that whatever goes wrong must end in a clear line and exit code 2, never a traceback. Nothing of ours is
imported before somebody waits for Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import sys

YOUNG = 50_000
"""Objects after which garbage is looked for. Python's 700 are made, and kept, by every import."""

USAGE = 2
"""As `cli.terminal.Exit.USAGE`."""


def main() -> None:
    """Run the command line."""
    gc.set_threshold(YOUNG)
    try:
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = _say("已中断。")
    except BrokenPipeError:
        code = 0  # the reader of our output (head, less) has gone; nothing is left to say
    except OSError as error:
        from sitegen.machine.os_errors import in_words  # noqa: PLC0415
        from sitegen.visible import shown  # noqa: PLC0415

        code = _say(
            f"读写{f' {shown(error.filename)} ' if error.filename else '输入输出'}时出错：{in_words(error)}。"
        )
    except MemoryError:
        code = _say(
            "内存不够，没有做完，原有的输出没有改动。请关掉别的程序，或用 --jobs 1 少开进程，再运行一次。"
        )
    except Exception as error:
        if os.environ.get("SITEGEN_TRACEBACK"):
            raise
        code = _say(
            f"sitegen 内部出错（{type(error).__name__}: {error}）。这不是报告的问题，原有的输出没有改动。\n"
            "请带上 SITEGEN_TRACEBACK=1 再运行一次，把输出报告给 sitegen 的维护者。"
        )
    from sitegen.cli import streams  # noqa: PLC0415

    streams.silence()
    sys.exit(code)


def _run() -> int:
    """The exit code of what was called."""
    from sitegen.cli import streams  # noqa: PLC0415

    streams.make_usable()

    import click  # noqa: PLC0415

    from sitegen.cli.main import cli  # noqa: PLC0415
    from sitegen.cli.usage import hint, in_chinese  # noqa: PLC0415

    try:
        code = cli(prog_name="sitegen", standalone_mode=False)
    except click.Abort:
        return _say("已中断。")
    except click.ClickException as error:
        return _say(f"{in_chinese(error)}\n{hint(error)}")
    return code if isinstance(code, int) else 0


def _say(message: str) -> int:
    """Exit code 2 with `message`, for whoever can read it."""
    from sitegen.visible import printed  # noqa: PLC0415

    try:
        print(printed(message), file=sys.stderr, flush=True)
    except (OSError, ValueError, AttributeError):
        return USAGE
    return USAGE


if __name__ == "__main__":
    main()

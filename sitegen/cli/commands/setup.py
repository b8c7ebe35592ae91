"""What the machine needs.

Knows names of commands, options and help. Must not do the work.
"""

from __future__ import annotations

import click

from sitegen.cli.terminal import ChineseCommand, Exit


@click.command(cls=ChineseCommand)
@click.pass_context
def doctor(context: click.Context) -> None:
    """查看运行所需的软件和字体：有没有，缺了会怎样，怎么装。"""
    from sitegen.cli import output

    context.exit(Exit.CLEAN if output.print_parts() else Exit.FINDINGS)

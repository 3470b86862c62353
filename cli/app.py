"""The ``zhengtu`` command: what all commands share.

Results go to standard output, messages to standard error. Exit codes: 0 done,
1 the work failed, 2 wrong use.
"""

import io
import os
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, NoReturn

import typer

from . import (
    agency,
    bottlenecks,
    build,
    demo,
    diff,
    export,
    infer,
    ledger,
    parse,
    query,
    review,
    sparql,
    validate,
    view,
    what_if,
)

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Zhengtu 政图: Chinese government work-plan notices as a knowledge graph.

    把政府工作计划类公文转换为知识图谱：谁牵头、谁配合、依据什么、达到什么目标。

    \b
    Try: zhengtu demo
    """,
)
app.command("build")(build.build)
app.command("parse")(parse.parse)
app.command("review")(review.review)
app.command("agency")(agency.agency)
app.command("authority")(agency.authority)
app.command("infer")(infer.infer)
app.command("queries")(query.queries)
app.command("query")(query.query)
app.command("sparql")(sparql.sparql)
app.command("validate")(validate.validate)
app.command("bottlenecks")(bottlenecks.bottlenecks)
app.command("what-if")(what_if.what_if)
app.command("ledger")(ledger.ledger)
app.command("diff")(diff.diff)
app.command("view")(view.view)
app.command("export")(export.export)
app.command("demo")(demo.demo)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        print(f"zhengtu {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _fail(message: object, code: int) -> NoReturn:
    from ..graph.text import visible

    print(f"zhengtu: {visible(str(message))}", file=sys.stderr)
    sys.exit(code)


def _need_no_empty(arguments: Sequence[str]) -> None:
    """Refuses an argument of no characters: a shell gives one for a variable that is not set.

    As a path it would mean the current folder, which nobody has named.

    Raises:
        UsageError: if there is one.
    """
    from .errors import UsageError

    for before, argument in pairwise(("", *arguments)):
        if not argument or re.fullmatch("--[a-z-]+=", argument):
            option = argument.rstrip("=") or (before if before.startswith("-") else "")
            what = f"what follows {option}" if option else "one of the arguments"
            raise UsageError(f"{what} is empty; give a value, or leave it out")


def _silence_exit() -> None:
    """Keeps the flush at exit from failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Runs the command line; what goes wrong becomes one line and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A locale such as C or GBK cannot write every character of a notice; a terminal's own encoding is kept.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        _need_no_empty(sys.argv[1:])
        app(standalone_mode=True)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing more to say.
        _silence_exit()
        sys.exit(1)
    except KeyboardInterrupt:
        _fail("interrupted", 130)
    except OSError as error:
        _silence_exit()
        _fail(f"the output cannot be written ({error.strerror}); check the disk", 1)
    except Exception as error:
        from .errors import explain

        told = explain(error)
        if told is None:
            raise
        _fail(*told)

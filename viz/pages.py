"""Makes self-contained pages: everything inline, nothing fetched, no script but ours.

A page says in its Content-Security-Policy which scripts and styles it has, by
their hashes, so that words of a notice would not run even where a template failed
to escape them.
"""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["asset", "policy", "render"]


def render(template: str, /, **values: object) -> str:
    """A page from a template of `viz/templates`; values are escaped."""
    return _environment().get_template(template).render(values)


def asset(name: str) -> str:
    """The text of a file of `viz/templates`, such as a script or a style sheet of ours."""
    return (files(__name__.rpartition(".")[0]) / "templates" / name).read_text(encoding="utf-8")


def policy(scripts: Iterable[str], style: str) -> str:
    """The Content-Security-Policy of a page that runs these inline scripts, with this style sheet, and nothing else."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

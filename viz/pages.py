"""Makes self-contained pages: everything inline, nothing fetched, no script but ours.

A page says in its Content-Security-Policy which scripts may run, by their
hashes, so that words of a notice would not run even where a template failed
to escape them.
"""

import base64
import hashlib
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


def policy(scripts: list[str]) -> str:
    """The Content-Security-Policy of a page that runs these inline scripts and nothing else."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

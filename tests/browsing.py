"""Pages of ours in a browser, with no server to be had: what the slow tests of pages share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page


@contextmanager
def opened(browser: "Browser", path: Path, address: str = "", **options: Any) -> Iterator["Page"]:
    """A page; what it asks of any server, logs, throws or pops up, and what its policy refuses, fails the test."""
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    wrong: list[str] = []

    def refuse(dialog: "Dialog") -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda r: None if r.url.split("?")[0].split("#")[0] == path.as_uri() else wrong.append(r.url))
    page.on("console", lambda m: wrong.append(m.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", refuse)
    page.add_init_script(
        "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective))"
    )
    page.goto(f"{path.as_uri()}{address}")
    yield page
    assert page.evaluate("violations") == []
    context.close()
    assert wrong == []

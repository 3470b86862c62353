"""The examples in the docstrings of the public verbs run, and each verb has one."""

import doctest
import inspect
from importlib import import_module
from pathlib import Path

import pytest
import zhengtu

ROOT = Path(__file__).resolve().parent.parent


def test_the_package() -> None:
    result = doctest.testmod(zhengtu)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("name", sorted({name for name in zhengtu.__all__ if not name.startswith("__")}))
def test_each_verb_has_an_example_that_holds(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    thing = getattr(zhengtu, name)
    if inspect.isclass(thing):
        assert issubclass(thing, Exception)
        return
    (test,) = doctest.DocTestFinder(recurse=False).find(thing, name, module=import_module(thing.__module__))
    assert test.examples, f"{name} has no example"
    result = doctest.DocTestRunner().run(test)
    assert not result.failed


def test_names_are_listed_and_found() -> None:
    assert {name for name in zhengtu.__all__ if not name.startswith("__")} <= set(dir(zhengtu))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        zhengtu.nothing  # noqa: B018

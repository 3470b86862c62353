"""The version of this software, which provenance names; ``pyproject.toml`` says the same."""

from typing import Final

__all__ = ["__version__"]

__version__: Final = "0.1.0"

"""Text that XML, and the databases behind it, can hold."""

import re
from typing import Final

__all__ = ["legal"]

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no Char of XML 1.0 (section 2.2): control characters, lone surrogates, U+FFFE and U+FFFF."""


def legal(text: str) -> str:
    """A text in which each character that XML 1.0 forbids is the replacement character; the length stays."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)

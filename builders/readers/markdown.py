"""Markdown files: CommonMark with tables, as HTML to the reader of web pages.

Source: CommonMark 0.31 and the tables of GitHub Flavored Markdown (§4.10), but for what Chinese needs:
paragraphs are indented, which makes no code of them; lines break where the file breaks them; stars set words
in bold also beside Chinese signs (**牵头单位：**省财政厅), where CommonMark asks for a space between words.
"""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markdown_it.token import Token

from . import web
from .blocks import Block, Paragraph
from .encoding import decode

__all__ = ["blocks"]

_MAX_NESTING: Final = 40
"""Lists and quotes in each other; a list counts twice."""

# A rule (---) may also begin a text; what follows it is then no key.
_FRONT_MATTER: Final = re.compile(
    r"\s*---[ \t]*\n(?=[^\s#>*|:-][^:\n]*:(?:[ \t]|$))(?:.*\n)*?(?:---|\.\.\.)[ \t]*$", re.M
)

_WIDE: Final = re.compile("[\u2014\u2018-\u201d\u2026\u2e80-\uffef\U00020000-\U0003ffff]")


def blocks(name: str, data: bytes) -> list[Block]:
    """The paragraphs and tables of a Markdown file; the items of its lists have the numbers that they are shown with.

    Raises:
        NoticeError: if it is in no known encoding or is no text.
    """
    text = re.sub("\r\n?", "\n", decode(name, data)[0])
    if front := _FRONT_MATTER.match(text):
        text = text[front.end() :]
    markdown = _parser()
    tokens = markdown.parse(text)
    # markdown-it drops what is nested deeper; text with so many signs before its lines is no Markdown.
    if any(token.level >= _MAX_NESTING - 1 for token in tokens):
        return [Paragraph(line) for line in text.split("\n") if line.strip()]
    return web.blocks_of_html(markdown.renderer.render(_numbered(tokens), markdown.options, {}))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"breaks": True, "html": True, "maxNesting": _MAX_NESTING})
    # A note without spaces, [1]: 见附件, would be taken for the address of a link and not be shown.
    parser.enable("table").disable(["code", "reference"])
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Lets stars begin and end bold words beside a Chinese sign, too."""
    known, start = len(state.delimiters), state.pos
    if not emphasis.tokenize(state, silent):
        return False
    before, after = state.src[max(start - 1, 0) : start], state.src[state.pos : state.pos + 1]
    if state.src[start] == "*" and (_WIDE.match(before) or _WIDE.match(after)):
        for delimiter in state.delimiters[known:]:
            delimiter.open = delimiter.open or bool(after.strip())
            delimiter.close = delimiter.close or bool(before.strip())
    return True


def _numbered(tokens: list[Token]) -> list[Token]:
    """The numbers of lists as text with the sign behind them, since 1) stands below 1. in a notice.

    Markdown counts for itself where an author writes 1. 1. 1.; where a number is missing, it stays missing.
    """
    result: list[Token] = []
    lists: list[int | None] = []
    for at, token in enumerate(tokens):
        result.append(token)
        if token.type in ("ordered_list_open", "bullet_list_open"):
            lists.append(0 if token.tag == "ol" else None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and (last := lists[-1]) is not None:
            lists[-1] = max(last + 1, int(token.info))
            number = Token("text", "", 0, content=f"{lists[-1]}{token.markup} ")
            first = tokens[at + 2] if at + 2 < len(tokens) else None
            if first is not None and first.type == "inline" and first.level == token.level + 2:
                first.children = [number, *(first.children or [])]
            else:
                result.append(Token("inline", "", 0, children=[number]))
        if token.tag in ("ol", "li"):
            token.tag = "div"
    return result

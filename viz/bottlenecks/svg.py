"""Makes a drawing of matplotlib fit for a page whose security policy allows no inline style.

Style attributes become presentation attributes, which no policy forbids, and
classes, so that the page's style sheet can give other colours in the dark and
on paper. Words are put in last, as text: matplotlib never sees them, so that no
word of a notice is a formula, and no glyph can be missing from its fonts.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree import ElementTree

__all__ = ["FONTS", "place", "tidied"]

FONTS: Final = "system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
_SVG: Final = "http://www.w3.org/2000/svg"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_PLACE: Final = re.compile(r"@(\d+)")
_ONLY_IN_PLACE: Final = re.compile(r"url\(#(.+)\)")
# XML has no place for these, not even escaped.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def place(number: int) -> str:
    """What to draw where the text of this number will stand."""
    return f"@{number}"


def tidied(
    svg: bytes, *, key: str, title: str, description: str, texts: Sequence[str], colours: Mapping[str, str]
) -> str:
    """The drawing as one element for an HTML page, or for a file of its own.

    Args:
        svg: as matplotlib writes it, with `svg.fonttype` none.
        key: what its ids begin with, so that several drawings can stand on a page.
        title: for the reader who does not see it; plain text.
        description: what it shows, as plain text.
        texts: what stands at each `place`, by number.
        colours: names of the colours, by their value such as #1d4f91; what has one of them gets the classes
            ``fill-NAME`` or ``stroke-NAME``.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own drawing: words come in below)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        _restyle(element, colours)
        if element.tag == "text" and (found := _PLACE.fullmatch(element.text or "")):
            element.text = _words(texts[int(found[1])])
    for element in list(root):
        if element.tag == "metadata" or element.find("style") is not None:
            root.remove(element)
    _rename(root, key)
    shown = {"viewBox": root.get("viewBox", ""), "xmlns": _SVG, "role": "img", "font-family": FONTS}
    root.attrib = {**shown, "aria-labelledby": f"{key}-title", "aria-describedby": f"{key}-description"}
    for number, (tag, name, text) in enumerate((("title", "title", title), ("desc", "description", description))):
        element = ElementTree.Element(tag, id=f"{key}-{name}")
        element.text = _words(text)
        root.insert(number, element)
    return ElementTree.tostring(root, encoding="unicode")


def _words(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _restyle(element: ElementTree.Element, colours: Mapping[str, str]) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() and name.strip() != "font-family":
            element.set(name.strip(), value.strip())
    classes = [
        f"{name}-{colours[element.get(name, '')]}" for name in ("fill", "stroke") if element.get(name, "") in colours
    ]
    if classes:
        element.set("class", " ".join(classes))


def _rename(root: ElementTree.Element, key: str) -> None:
    """Ids that something refers to begin with the key; others go."""
    links = [(e, e.attrib.pop(_LINK)) for e in root.iter() if _LINK in e.attrib]
    clips = [(e, found[1]) for e in root.iter() if (found := _ONLY_IN_PLACE.fullmatch(e.get("clip-path", "")))]
    used = {link[1:] for _, link in links} | {name for _, name in clips}
    for element in root.iter():
        name = element.attrib.pop("id", "")
        if name in used:
            element.set("id", f"{key}-{name}")
    for element, link in links:
        element.set("href", f"#{key}-{link[1:]}")
    for element, name in clips:
        element.set("clip-path", f"url(#{key}-{name})")

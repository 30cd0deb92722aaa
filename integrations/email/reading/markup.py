"""HTML of a mail: made harmless to show, and as plain text."""

import re
from html.parser import HTMLParser

import nh3

# No picture, no link, no style, no form: nothing is loaded, and nothing can be pressed.
_TAGS = frozenset(
    {"b", "blockquote", "br", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i"}
    | {"li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "u", "ul"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_GONE = {"script", "style", "title", "head", "template", "noscript"}
LONGEST = 1_000_000
# Elements in elements in elements: past this it takes the square of their number.
_DEEPEST = 3_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Those that end by themselves where the next begins, or that hold nothing.
_ENDS_ITSELF = frozenset(
    {"area", "base", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta"}
    | {"option", "p", "td", "tfoot", "th", "thead", "tr", "wbr"}
)
_DEEPEST_QUOTE = 10
_PARAGRAPH = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre", "blockquote"}
)
_NEW_LINE = _PARAGRAPH | {"div", "br", "li", "tr", "hr"}
_ELEMENT = re.compile(r"<[^<>]*>")
_MANY_LINES = re.compile(r"\n{3,}")


def harmless(html: str) -> str:
    """As it may be shown; empty where it is built to bring a reader down."""
    html = html[:LONGEST]
    if _depth(html) > _DEEPEST:
        return ""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=_GONE,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes=set(),
        link_rel=None,
    )


def as_text(html: str) -> str:
    """Its words, a quote's lines marked with `>`; never raises for broken HTML."""
    if _depth(html[:LONGEST]) > _DEEPEST:
        return _ELEMENT.sub(" ", html[:LONGEST]).strip()
    reader = _Words()
    # What nh3 leaves is well-formed, and without what the parser takes long for.
    reader.feed(harmless(html))
    reader.close()
    return reader.text()


def _depth(html: str) -> int:
    deepest = depth = 0
    for end, name in _TAG.findall(html):
        if name.lower() not in _ENDS_ITSELF:
            depth = max(0, depth + (-1 if end else 1))
            deepest = max(deepest, depth)
    return deepest


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._depths: list[int] = [0]
        self._depth = 0

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self._new_line()
            self._depth = min(_DEEPEST_QUOTE, self._depth + 1)
            self._depths[-1] = self._depth
        elif tag == "br":
            self._start_line()
        elif tag in ("td", "th") and self._lines[-1].strip():
            self._lines[-1] += "  "
        elif tag in _NEW_LINE:
            self._new_line()
        if tag == "li":
            self._lines[-1] += "- "

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEW_LINE and tag != "br":
            self._new_line()
        if tag == "blockquote":
            self._depth = max(0, self._depth - 1)
            self._depths[-1] = self._depth
        if tag in _PARAGRAPH:
            self._start_line()

    def handle_data(self, data: str) -> None:
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        self._lines[-1] += words.lstrip() if not self._lines[-1] else words

    def text(self) -> str:
        marked = [
            f"{'> ' * depth}{line}".rstrip()
            for line, depth in zip(self._lines, self._depths, strict=True)
        ]
        return _MANY_LINES.sub("\n\n", "\n".join(marked)).strip()

    def _new_line(self) -> None:
        if self._lines[-1].strip():
            self._start_line()

    def _start_line(self) -> None:
        self._lines.append("")
        self._depths.append(self._depth)

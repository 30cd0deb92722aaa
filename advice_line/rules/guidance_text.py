"""The words of a page of guidance: Markdown, made into HTML that holds nothing but words.

Whatever is typed, no script, style, frame or picture of another's comes of it: Markdown is read
without HTML, and what is made of it is cleaned by a list of what may stay. What an author meant and
does not get is said to them, by name and line, before it is saved (`amiss`).
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from advice_line.rules import guideline_codes, of_nobody

LONGEST = 60_000
FILES = re.compile(r"files/([0-9A-Z]{16})")
_SCHEMES = {"https", "mailto", "tel"}
_TAGS = {
    *("h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    *("a", "strong", "em", "s", "code", "pre", "blockquote", "hr", "br", "img"),
}
_ATTRIBUTES = {
    **{tag: {"class"} for tag in ("h2", "h3", "h4", "h5", "p", "ul", "ol", "table", "blockquote")},
    "ol": {"class", "start"},
    "th": {"scope"},
    "td": {"data-label"},
    "a": {"href"},
    "img": {"src", "alt", "class"},
}
_CLASSES = {
    "bullet_list_open": "nhsuk-list nhsuk-list--bullet",
    "ordered_list_open": "nhsuk-list nhsuk-list--number",
    "table_open": "al-table",
    "blockquote_open": "al-guidance__quote",
}
# The page's title is the one above.
_HIGHEST_HEADING, _LOWEST_HEADING = 2, 5
_TAG_NAME = re.compile(r"</?\s*([A-Za-z!][\w-]*)")


def html(markdown: str, at: str) -> str:
    """The page's HTML; `at` is its address, below which its files are."""
    reader = _reader()
    tokens = reader.parse(markdown)
    _dress(tokens, at)
    return nh3.clean(
        reader.renderer.render(tokens, reader.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def plain(markdown: str) -> str:
    """Its words alone, as a search reads them and a feed sums them up."""
    pieces = (each for token in _reader().parse(markdown) for each in token.children or ())
    return " ".join(each.content for each in pieces if each.content.strip())


def amiss(markdown: str) -> list[str]:
    """What of it cannot stand, a sentence each with the way to mend it."""
    if len(markdown) > LONGEST:
        return [f"The text has more than {LONGEST} characters. Make two pages of it."]
    found = [*_not_words(markdown), *guideline_codes.amiss(markdown), *_patients(markdown)]
    return list(dict.fromkeys(found))


def _not_words(markdown: str) -> Iterator[str]:
    """Read once more with HTML and with every link, so that each can be named."""
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.validateLink = _any_link  # type: ignore[method-assign] # as its guide says
    for token in reader.parse(markdown):
        line = token.map[0] + 1 if token.map else 1
        for each in (token, *(token.children or ())):
            if said := _said_of(each):
                yield f"Line {line}: {said}"


def _said_of(token: Token) -> str | None:
    if token.type in ("html_block", "html_inline"):
        found = _TAG_NAME.search(token.content)
        name = found[1] if found else "!"
        return f"HTML such as <{name.lower()}> is not taken. Write it in Markdown."
    if token.type == "image" and not FILES.fullmatch(str(token.attrs.get("src", ""))):
        return (
            "a picture from elsewhere is not shown: whoever serves it would learn who reads this. "
            "Add it to the page as a file."
        )
    address = str(token.attrs.get("href", ""))
    if token.type == "link_open" and not _may_lead(address):
        scheme = urlsplit(address).scheme or "no scheme"
        return f"a link may begin with https://, mailto: or tel:, not with {scheme}."
    return None


def _any_link(url: str) -> bool:  # noqa: ARG001 # the name is the library's
    return True


def _may_lead(url: str) -> bool:
    """Within these pages, or openly elsewhere."""
    if FILES.fullmatch(url) or url.startswith("#"):
        return True
    if url.startswith("/"):
        return not url.startswith(("//", "/\\"))
    try:
        return urlsplit(url).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _patients(markdown: str) -> Iterator[str]:
    if of_nobody.names_a_patient(markdown):
        yield (
            "There is a number in it that is a patient's NHS number by its check digit. A page of "
            "guidance is of nobody: take it out."
        )


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.inline.ruler.before("link", "guideline", _guideline)
    reader.validateLink = _may_lead  # type: ignore[method-assign] # as its guide says
    return reader


def _guideline(state: StateInline, silent: bool) -> bool:
    found = guideline_codes.MARK.match(state.src, state.pos)
    code = guideline_codes.read(found[1]) if found else None
    if found is None or code is None:
        return False
    if not silent:
        state.push("link_open", "a", 1).attrs["href"] = code.address
        state.push("text", "", 0).content = code.words
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _dress(tokens: Sequence[Token], at: str) -> None:
    """In the classes of our pages; below the page's one heading of the first level."""
    heads: list[str] = []
    for place, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            level = min(max(int(token.tag[1]), _HIGHEST_HEADING), _LOWEST_HEADING)
            token.tag = f"h{level}"
            token.attrSet("class", f"nhsuk-heading-{'m' if level == _HIGHEST_HEADING else 's'}")
        elif token.type in _CLASSES:
            token.attrSet("class", _CLASSES[token.type])
        elif token.type == "thead_open":
            heads = []
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            heads.append(tokens[place + 1].content)
        elif token.type == "tr_open":
            cells = iter(heads)
        elif token.type == "td_open":
            token.attrSet("data-label", next(cells, ""))
        for each in token.children or ():
            _to_files(each, at)


def _to_files(token: Token, at: str) -> None:
    """To those of the page; of a picture that is none of them its description is left."""
    name = {"image": "src", "link_open": "href"}.get(token.type)
    if name is None:
        return
    ours = FILES.fullmatch(str(token.attrs.get(name, "")))
    if ours:
        token.attrSet(name, f"{at}/{token.attrs[name]}")
    if token.type == "image" and ours:
        token.attrSet("class", "al-guidance__picture")
    elif token.type == "image":
        token.type, token.tag, token.children = "text", "", None

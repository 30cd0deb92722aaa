"""How much room words take on a slide: lines by the widths of Arial, and texts split where a slide
is full.

PowerPoint breaks lines when it opens a file, and whoever writes one cannot ask it. Widths are those
of Helvetica, which Arial and Liberation Sans share; of other scripts the widest that is usual.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

# Renderers differ by some thousandths of a line; a template's own face may run wider than Arial.
SPARE = 1.04
LEADING = 1.22
_WIDE, _OTHER = 1300, 1000
_WORDS = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Para:
    """`size` and `gap` (above it) in points. A head stays with what it stands over."""

    text: str
    size: float
    bold: bool = False
    head: bool = False
    gap: float = 0.0

    @property
    def leading(self) -> float:
        return round(self.size * LEADING, 1)


def height(para: Para, width: float, *, first: bool = False) -> float:
    """In points; `first` on its slide, it needs no gap."""
    return len(lines(para, width)) * para.leading + (0.0 if first else para.gap)


# A text of twenty pages is asked about again for each slide that it fills.
@lru_cache(maxsize=8)
def lines(para: Para, width: float) -> tuple[str, ...]:
    """As a slide `width` points wide breaks them; joined, they are the text."""
    most = width / SPARE / para.size * 1000
    parts = para.text.split("\n")
    ends = ["\n"] * (len(parts) - 1) + [""]
    return tuple(
        line
        for part, end in zip(parts, ends, strict=True)
        for line in _ended(list(_broken(part, most, bold=para.bold)), end)
    )


def pages(paras: Sequence[Para], width: float, room: float) -> tuple[tuple[Para, ...], ...]:
    """Split over slides with `room` points of height each; nothing is left out."""
    made: list[tuple[Para, ...]] = []
    rest = list(paras)
    while rest:
        page, rest = _page(rest, width, room)
        made.append(tuple(page))
    return tuple(made)


def fitting(para: Para, width: float, room: float, sizes: Sequence[float], after: str = "") -> Para:
    """In the largest of `sizes` that fits, cut where not even the last does; `after` is never cut
    off its end."""
    for size in sizes:
        made = replace(para, text=para.text + after, size=size)
        if height(made, width, first=True) <= room:
            return made
    words = para.text.split(" ")
    while len(words) > 1:
        words.pop()
        made = replace(para, text=f"{' '.join(words)}…{after}", size=sizes[-1])
        if height(made, width, first=True) <= room:
            return made
    return replace(para, text=f"{para.text[:12]}…{after}", size=sizes[-1])


def _page(paras: list[Para], width: float, room: float) -> tuple[list[Para], list[Para]]:
    page: list[Para] = []
    for place, para in enumerate(paras):
        need = height(para, width, first=not page)
        if need <= room:
            page.append(para)
            room -= need
            continue
        kept, left = _split(para, width, room - (para.gap if page else 0.0), alone=not page)
        if kept:
            page.append(kept)
        rest = [left, *paras[place + 1 :]]
        while len(page) > 1 and page[-1].head:
            rest.insert(0, page.pop())
        return page, rest
    return page, []


def _split(para: Para, width: float, room: float, *, alone: bool) -> tuple[Para | None, Para]:
    """No line alone at the foot of a slide or at the head of the next, where that can be."""
    all_lines = lines(para, width)
    fit = int(room // para.leading)
    if len(all_lines) - fit == 1 and fit > 2:
        fit -= 1
    if para.head or fit < 2:
        if not alone:
            return None, para
        fit = max(fit, 1)
    kept, left = ("".join(some).rstrip() for some in (all_lines[:fit], all_lines[fit:]))
    return replace(para, text=kept), replace(para, text=left, gap=0.0)


def _ended(some: list[str], end: str) -> list[str]:
    return [*some[:-1], some[-1] + end]


def _broken(text: str, most: float, *, bold: bool) -> Iterator[str]:
    line, used = "", 0.0
    for word in _WORDS.findall(text):
        need = _wide(word.rstrip(), bold=bold)
        if line and used + need > most:
            yield line
            line, used = "", 0.0
        while need > most:
            cut = _cut(word, most, bold=bold)
            yield word[:cut]
            word = word[cut:]
            need = _wide(word.rstrip(), bold=bold)
        line += word
        used += _wide(word, bold=bold)
    yield line


def _cut(word: str, most: float, *, bold: bool) -> int:
    used = 0.0
    for place, letter in enumerate(word):
        used += _letter(letter, bold=bold)
        if used > most:
            return max(place, 1)
    return len(word)


@lru_cache(maxsize=4096)
def _wide(text: str, *, bold: bool) -> float:
    return sum(_letter(each, bold=bold) for each in text)


@cache
def _letter(letter: str, *, bold: bool) -> float:
    """In thousandths of the size."""
    if unicodedata.combining(letter):
        return 0.0
    known = _known(bold=bold).get(letter)
    if known is not None:
        return float(known)
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter and plain in _known(bold=bold):
        return float(_known(bold=bold)[plain])
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


@cache
def _known(*, bold: bool) -> dict[str, int]:
    # A large library, which whoever makes no slides has no use for.
    from fpdf.fonts import CORE_FONTS_CHARWIDTHS  # noqa: PLC0415

    known = CORE_FONTS_CHARWIDTHS["helveticaB" if bold else "helvetica"]
    # fpdf2's names of code points above 7E are those of Windows' Latin, not of Unicode.
    return {letter.encode("latin-1").decode("cp1252", "ignore"): w for letter, w in known.items()}

"""Charts as a page shows them: drawn twice, broad and for a phone, with icons, words and table."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from advice_line.audit.spc import (
    funnel_words,
    icon_scenes,
    over_time,
    parts,
    places,
    svg,
    words,
)
from advice_line.audit.spc.funnel import Funnel
from advice_line.audit.spc.parts import Size
from advice_line.audit.spc.points import Chart
from advice_line.audit.spc.scene import Scene
from advice_line.audit.spc.words import Note


@dataclass(frozen=True)
class Icon:
    drawn: Markup
    words: str


@dataclass(frozen=True)
class Charted:
    """`broad` and `narrow` are the same drawing, of which the stylesheet shows one. `heads` names
    the columns of `rows`."""

    title: str
    broad: Markup
    narrow: Markup
    icons: tuple[Icon, ...]
    marks: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def chart(
    of: Chart, title: str, key: str, notes: Sequence[Note] = (), size: Size = parts.BROAD
) -> Charted:
    """`key` is its own on the page: of letters, digits and hyphens. `size` is of the broad one."""
    marks = words.numbered(of, notes)
    broad, narrow = (over_time.scene(of, title, notes, size=each) for each in (size, parts.NARROW))
    return Charted(
        title=title,
        broad=_drawn(broad, f"{key}-broad"),
        narrow=_drawn(narrow, f"{key}-narrow"),
        icons=icons(of),
        marks=tuple((each.key, each.text) for each in marks),
        said=tuple(words.honest(of)),
        heads=("Period", "Value", "Mean", "Limits", "What it says"),
        rows=tuple((e.label, e.value, e.mean, e.limits, e.says) for e in words.rows(of, marks)),
    )


def funnel(of: Funnel, title: str, counted: str, key: str) -> Charted:
    """`counted` names what the numbers are of, such as "Answered calls"."""
    broad, narrow = (
        places.scene(of, title, counted, size=size) for size in (parts.BROAD, parts.NARROW)
    )
    return Charted(
        title=title,
        broad=_drawn(broad, f"{key}-broad"),
        narrow=_drawn(narrow, f"{key}-narrow"),
        icons=(),
        marks=tuple((e.spot.mark, e.spot.label or "") for e in of.placed if e.spot.mark),
        said=(funnel_words.UNRANKED,),
        heads=("Place", "Share", counted, "What it says"),
        rows=tuple((e.label, e.value, e.of, e.says) for e in funnel_words.rows(of)),
    )


def icons(of: Chart) -> tuple[Icon, ...]:
    found = []
    if of.variation:
        found.append(icon_scenes.variation(of.variation))
    if of.assurance:
        found.append(icon_scenes.assurance(of.assurance))
    return tuple(Icon(Markup(svg.ornament(each)), each.title) for each in found)  # noqa: S704


def _drawn(scene: Scene, key: str) -> Markup:
    # Its texts were escaped as they were drawn.
    return Markup(svg.svg(scene, key))  # noqa: S704

"""Where one may go within the audit, and how its addresses are made: line and period stand in them,
so that whoever gets one sees the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from advice_line.audit.shown.choosing import Choice
from advice_line.web.access import Visit
from advice_line.web.audit.addresses import PLACE
from advice_line.web.audit.wording import KINDS, capital
from advice_line.web.lines import LineChoice
from advice_line.web.rendering import NavItem
from advice_line.web.rota import places
from advice_line.web.route_table import ROUTES

# In their order; those that a service or a reader does not have are left out.
_PLACES = (
    (PLACE, "Overview"),
    (f"{PLACE}/compare", "Compare"),
    (f"{PLACE}/appropriateness", "Appropriateness"),
    (f"{PLACE}/reports", "Reports"),
    (f"{PLACE}/imaging", "Imaging counts"),
)


@dataclass(frozen=True)
class Chosen:
    """What stands above every page of the audit: the section's places, the lines, the kinds of
    period, and the periods beside the one that is shown. `nothing` says why it has no figures, and
    then `instead` leads to the nearest that may have some."""

    label: str
    key: str
    line: str
    sections: tuple[NavItem, ...]
    lines: tuple[LineChoice, ...]
    kinds: tuple[NavItem, ...]
    older: NavItem | None
    newer: NavItem | None
    cautions: tuple[str, ...]
    nothing: str | None
    instead: NavItem | None
    problem: str | None
    keeps: tuple[tuple[str, str], ...]


def chosen(
    visit: Visit, choice: Choice, path: str, more: Mapping[str, str | None] | None = None
) -> Chosen:
    """`more` are further fields of the page's address that the choice keeps."""
    kept = {name: value for name, value in (more or {}).items() if value}

    def at(line: str, period: str) -> str:
        return places.at(path, line=line, period=period, **kept)

    key, line = choice.period.key, choice.line.key
    beside = (choice.older, choice.newer, choice.instead)
    older, newer, instead = (
        NavItem(at(line, e.key), capital(e.label)) if e else None for e in beside
    )
    return Chosen(
        label=choice.period.label,
        key=key,
        line=line,
        sections=sections(visit, line, key),
        lines=tuple(
            LineChoice(each.name, at(each.key, key), each.key == line)
            for each in choice.lines
            if len(choice.lines) > 1
        ),
        kinds=tuple(
            NavItem(at(line, of.key), KINDS[kind], current=kind is choice.period.kind)
            for kind, of in choice.kinds.items()
        ),
        older=older,
        newer=newer,
        cautions=choice.cautions,
        nothing=choice.nothing,
        instead=instead,
        problem=choice.problem,
        keeps=tuple(kept.items()),
    )


def sections(visit: Visit, line: str, period: str | None = None) -> tuple[NavItem, ...]:
    """Of the whole audit; the one in which the reader is stands out. Without `period`, of a page
    that is of none."""
    within = [
        href
        for href, _ in _PLACES
        if f"{visit.path}/".startswith(f"{href}/") and (href != PLACE or visit.path == PLACE)
    ]
    return tuple(
        NavItem(places.at(href, line=line, period=period), label, current=href in within)
        for href, label in _PLACES
        if ("GET", href) in ROUTES and visit.actor.may(ROUTES["GET", href])
    )

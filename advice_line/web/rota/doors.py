"""Where the rota's page leads everybody on staff, and those who may change it."""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.tables.directory import Line
from advice_line.trust.roles import Action, Actor
from advice_line.web.lines import staying


@dataclass(frozen=True)
class Link:
    href: str
    label: str


def of_everybody(actor: Actor, line: Line, lines: Sequence[Line]) -> list[Link]:
    own = [Link("/rota/mine", "My shifts")] if actor.may(Action.CHANGE_OWN_DUTY) else []
    return [*own, *_links(_LOOKING, line, lines)]


def of_managers(line: Line, lines: Sequence[Line]) -> list[Link]:
    return _links(_CHANGING, line, lines)


def _links(places: Sequence[tuple[str, str]], line: Line, lines: Sequence[Line]) -> list[Link]:
    return [Link(staying(path, line, lines), label) for path, label in places]


_LOOKING = (
    ("/rota/month", "Month"),
    ("/rota/gaps", "Gaps"),
    ("/rota/history", "Who was on, and why"),
    ("/rota/files", "Files and calendars"),
)
_CHANGING = (
    ("/rota/cover", "Put somebody on"),
    ("/rota/absence", "Somebody is away"),
    ("/rota/patterns", "Patterns"),
    ("/rota/close", "Close the line"),
    ("/rota/day", "A day of its own"),
    ("/rota/standing", "What stands"),
    ("/rota/plan", "Plan a period"),
    ("/rota/fairness", "How duty is shared"),
)

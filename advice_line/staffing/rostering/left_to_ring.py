"""Who can still be rung while somebody is not, where that is one person or nobody."""

from collections.abc import Iterator
from datetime import datetime

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.rules.rota_notices import TIERS
from advice_line.staffing.changes.amending import every_rota
from rota.duty import Timetable
from rota.values import Duty

_CALL_BACK = "callers whom nobody takes are promised a call back"
Left = dict[str, Duty]


def said(work: Work, person: str, until: datetime) -> list[str]:
    """Of each line that they are on from now, for the times at which it is open."""
    names = {each.key: each.name for each in lookups.responders(work.session)}
    told: list[str] = []
    for line, timetable in every_rota(work).items():
        barred = lookups.barred(work.session, line)
        left = [*_left(timetable, person, work.now, until, barred)]
        told += _of_line(left, names)
    return list(dict.fromkeys(told))


def _left(
    timetable: Timetable, person: str, now: datetime, until: datetime, barred: frozenset[str]
) -> Iterator[Left]:
    """At each change of who is on or paused, those others who are rung, with their nearest tier."""
    edges = sorted({at for each in timetable.rota.pauses for at in (each.start, each.end)})
    for span in timetable.timeline(now, until):
        on = span.open and any(each.person_ref == person for each in span.duties)
        inside = [at for at in edges if span.start < at < span.end]
        for since in [span.start, *inside] if on else []:
            unrung = timetable.paused(since) | barred | {person}
            rung = [each for each in span.duties if each.person_ref not in unrung]
            nearest = sorted(rung, key=lambda each: each.tier.rank, reverse=True)
            yield {each.person_ref: each for each in nearest}


def _of_line(left: list[Left], names: dict[str, str]) -> Iterator[str]:
    nobody = sum(not each for each in left)
    if nobody:
        yield f"Nobody else can be rung {_how_long(nobody, left)}: {_CALL_BACK}."
    alone = [next(iter(each.values())) for each in left if len(each) == 1]
    for who in dict.fromkeys((each.person_ref, each.tier) for each in alone):
        count = sum((each.person_ref, each.tier) == who for each in alone)
        name, tier = names.get(who[0], who[0]), TIERS[who[1].value]
        yield f"Only {name} ({tier}) can be rung {_how_long(count, left)}."


def _how_long(count: int, left: list[Left]) -> str:
    return "meanwhile" if count == len(left) else "for a part of that time"

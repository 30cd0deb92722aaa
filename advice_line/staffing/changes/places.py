"""Places on a tier as they are at the moment at which somebody says that they take one: which are
empty, and who has one already. Nobody is thrown out who was put on since it was offered (H10)."""

from datetime import datetime

from advice_line.directory import lookups
from advice_line.errors import Conflict
from advice_line.ledger.work import Work
from rota import gaps, store
from rota.duty import Timetable
from rota.stretches import Stretch
from rota.values import Tier

UNCHANGED = "Nothing was changed."


def empty(work: Work, line: str, start: datetime, end: datetime) -> list[Stretch]:
    """When the line is open within the stretch, from now on, and nobody on tier 1 may be rung."""
    since, barred = max(start, work.now), lookups.barred(work.session, line)
    if since >= end:
        return []
    found = gaps.unmanned(store.timetable(work.session, line), since, end, without=barred)
    return [(each.start, each.end) for each in found]


def holders(
    work: Work, timetable: Timetable, tier: Tier, start: datetime, end: datetime
) -> list[str]:
    """The names of those who are on the tier within the stretch, in the order in which they are."""
    spans = timetable.timeline(start, end)
    on = [each.person_ref for span in spans for each in span.duties if each.tier is tier]
    people = {each.key: each.name for each in lookups.responders(work.session)}
    return [people[key] for key in dict.fromkeys(on) if key in people]


def had_by(names: list[str], otherwise: str) -> Conflict:
    """What is said to who is too late; `otherwise` where nobody has it."""
    said = f"Somebody is on already: {', '.join(names)}." if names else otherwise
    return Conflict(f"{said} {UNCHANGED}")

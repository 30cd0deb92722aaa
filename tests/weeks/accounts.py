"""What the service's own record says, held against the carrier's: nobody is lost on the way."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from advice_line.kinds import ContactEnded, PromiseState, TaskKind, TaskState
from tests.weeks.town import Town

OFFERED = frozenset(
    {
        ContactEnded.TALKED,
        ContactEnded.PROMISED,
        ContactEnded.MESSAGE,
        ContactEnded.DEFLECTED,
        ContactEnded.HUNG_UP,
    }
)
_OWED = frozenset(
    {TaskKind.RING_BACK, TaskKind.TRACE_CALLER, TaskKind.RING_PRACTICE, TaskKind.FOLLOW_UP}
)
_LADDER = 1


def unaccounted(town: Town) -> list[str]:
    """One sentence for each call or promise of which the two records do not agree, or which nobody
    owes anything."""
    queries = {
        contact["external_id"]: (query, contact)
        for query in town.world.queries()
        for contact in query["contacts"]
        if contact["direction"] == "in"
    }
    calls = {each.leg.sid for each in town.rung}
    said = [f"{sid}: the carrier has it, we have not" for sid in calls - queries.keys()]
    said += [f"{sid}: we have it, the carrier has not" for sid in queries.keys() - calls]
    for sid, (query, contact) in queries.items():
        said += [f"{sid} {query['reference']}: {each}" for each in _of_call(query, contact)]
    return said + _of_hours(town, [contact for _, contact in queries.values()])


def _of_call(query: dict[str, Any], contact: dict[str, Any]) -> Iterable[str]:
    if contact["ended"] not in OFFERED:
        yield f"ended as {contact['ended']}"
    left = contact["ended"] in (ContactEnded.HUNG_UP, ContactEnded.PROMISED, ContactEnded.MESSAGE)
    if left and not any(task["kind"] in _OWED for task in query["tasks"]):
        yield f"{contact['ended']}, and nobody was ever asked to ring back"
    for promise in query["promises"]:
        if promise["state"] == PromiseState.BROKEN and not _climbed(query):
            yield "a promise broke, and it has climbed to nobody"


def _climbed(query: dict[str, Any]) -> bool:
    owed = [task for task in query["tasks"] if task["kind"] in _OWED]
    return any(task["rung"] >= _LADDER or task["state"] != TaskState.OPEN for task in owed)


def _of_hours(town: Town, contacts: list[dict[str, Any]]) -> list[str]:
    """Per hour: offered = answered + promised + message + deflected + abandoned."""
    ours = Counter((each["started_at"][:13], each["ended"]) for each in contacts)
    carriers = Counter(each.leg.created.strftime("%Y-%m-%dT%H") for each in town.rung)
    by_hour = Counter[str]()
    for (hour, ended), count in ours.items():
        by_hour[hour] += count if ended in OFFERED else 0
    hours = carriers.keys() | by_hour.keys()
    return [
        f"{hour}: the carrier counts {carriers[hour]} calls, their ends are {by_hour[hour]}"
        for hour in sorted(hours)
        if carriers[hour] != by_hour[hour]
    ]

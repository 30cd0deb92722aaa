"""What the service's own record says, held against the carrier's: nobody is lost on the way."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
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
    queries = calls_of(town.world.queries())
    legs = town.world.carrier.exchange.legs.values()
    listed = [each for each in legs if each.direction == "inbound"]
    calls = {each.sid for each in listed}
    said = [f"{sid}: the carrier has it, we have not" for sid in calls - queries.keys()]
    said += [f"{sid}: we have it, the carrier has not" for sid in queries.keys() - calls]
    for sid, (query, contact) in queries.items():
        said += [f"{sid} {query['reference']}: {each}" for each in _of_call(query, contact)]
    began = (each.created for each in listed)
    return said + by_hour(began, [contact for _, contact in queries.values()])


def calls_of(
    queries: Iterable[dict[str, Any]],
) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """Query and contact by the carrier's id; what was taken on paper is no call of its list."""
    return {
        contact["external_id"]: (query, contact)
        for query in queries
        for contact in query["contacts"]
        if contact["direction"] == "in" and not contact["external_id"].startswith("paper:")
    }


def _of_call(query: dict[str, Any], contact: dict[str, Any]) -> Iterable[str]:
    if contact["ended"] not in OFFERED:
        yield f"ended as {contact['ended']}"
    yield from unkept(query, contact)


def unkept(query: dict[str, Any], contact: dict[str, Any]) -> Iterable[str]:
    """Whoever left without being served, to whom nobody owes a call; and a promise that broke and
    has climbed to nobody."""
    left = contact["ended"] in (ContactEnded.HUNG_UP, ContactEnded.PROMISED, ContactEnded.MESSAGE)
    if left and not any(task["kind"] in _OWED for task in query["tasks"]):
        yield f"{contact['ended']}, and nobody was ever asked to ring back"
    for promise in query["promises"]:
        if promise["state"] == PromiseState.BROKEN and not _climbed(query):
            yield "a promise broke, and it has climbed to nobody"


def _climbed(query: dict[str, Any]) -> bool:
    owed = [task for task in query["tasks"] if task["kind"] in _OWED]
    return any(task["rung"] >= _LADDER or task["state"] != TaskState.OPEN for task in owed)


def by_hour(
    listed: Iterable[datetime], contacts: Iterable[dict[str, Any]], ends: Collection[str] = OFFERED
) -> list[str]:
    """Per hour: offered = answered + promised + message + deflected + abandoned, where offered is
    when the carrier's list has calls begin. One sentence for each hour in which that is not so."""
    offered = Counter(began.strftime("%Y-%m-%dT%H") for began in listed)
    ended = Counter(each["started_at"][:13] for each in contacts if each["ended"] in ends)
    return [
        f"{hour}: the carrier counts {offered[hour]} calls, their ends are {ended[hour]}"
        for hour in sorted(offered.keys() | ended.keys())
        if offered[hour] != ended[hour]
    ]

"""What keeps a call from its row of the table of ends (rules/call_outcomes.py), in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from advice_line.kinds import OfferState, TaskState
from advice_line.rules.call_outcome import CallOutcome
from advice_line.rules.call_outcomes import ACCEPTED_IT, named

Query = Mapping[str, Any]


def words(row_name: str) -> str:
    """The row in short, as a step expects it."""
    row = named(row_name)
    ended = " or ".join(row.ended)
    return f"query {row.query}, contact {ended}, task {row.task} owned by {row.owner}"


def seen(query: Query) -> str:
    contact = query["contacts"][0]
    offers = ", ".join(each["state"] for each in query["offers"]) or "none"
    tasks = (
        ", ".join(f"{each['kind']} owned by {each['owner'] or 'nobody'}" for each in _open(query))
        or "none"
    )
    return (
        f"query {query['state']}, contact {contact['ended']}, offers {offers}, task {tasks}, "
        f"case {query['case']['state'] if query['case'] else 'none'}"
    )


def differences(query: Query, row_name: str) -> list[str]:
    """Nothing where the query of one call ended as its row says."""
    return list(_differences(query, named(row_name)))


def _differences(query: Query, row: CallOutcome) -> Iterator[str]:
    contact = query["contacts"][0]
    if query["state"] != row.query:
        yield f"the query is {query['state']}, not {row.query}"
    if contact["ended"] not in row.ended or contact["ended_at"] is None:
        yield f"the contact ended {contact['ended']}, not {' or '.join(row.ended)}"
    if query["case"] is None:
        yield "there is no case"
    yield from _offers(query, row)
    yield from _task(query, row)
    promises = [each["state"] for each in query["promises"]]
    if promises != (["open"] if row.promise else []):
        yield f"promises: {promises}"


def _offers(query: Query, row: CallOutcome) -> Iterator[str]:
    states = Counter(OfferState(each["state"]) for each in query["offers"])
    if strange := set(states) - row.offers:
        yield f"offers are {', '.join(sorted(strange))}"
    if row.one and states[row.one] != 1:
        yield f"{states[row.one]} offers are {row.one}, not one"


def _task(query: Query, row: CallOutcome) -> Iterator[str]:
    tasks = _open(query)
    if [each["kind"] for each in tasks] != [row.task]:
        yield f"tasks: {[each['kind'] for each in tasks]}, not {row.task}"
        return
    takers = [each["responder"] for each in query["offers"] if each["state"] == row.one]
    wanted = takers[0] if row.owner == ACCEPTED_IT and takers else None
    if tasks[0]["owner"] != wanted:
        yield f"the task is owned by {tasks[0]['owner']}, not {wanted}"


def _open(query: Query) -> list[Mapping[str, Any]]:
    return [each for each in query["tasks"] if each["state"] == TaskState.OPEN]

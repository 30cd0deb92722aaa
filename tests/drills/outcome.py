"""What a drill leaves behind, in a form in which two runs can be compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from advice_line.outgoing_kinds import NoticeKind, OutChannel
from tests.drills.site import Site

# Ids differ from run to run; so do instants, and with them how often a row was tried.
_IDS = frozenset({"id", "reference", "external_id", "attempts"})


# A person asks for another where a kill swallowed the answer: as often as there were kills.
_ASKED_FOR = frozenset({NoticeKind.FRESH_LINK, NoticeKind.SIGN_IN_CODE})


@dataclass(frozen=True)
class Outcome:
    """`kills` is how often the service was killed, `queries` are as `queries show` gives them, less
    ids and instants; `sent` is how often each SMS and mail of the outbox reached its vendor,
    `unlike` those of which two copies differ, `asked_for` how many links and codes a person asked
    for; `rung` is how often each phone was rung by us, `faults` what the carrier found wrong."""

    kills: int
    queries: list[Any]
    sent: dict[str, int]
    unlike: list[str]
    asked_for: int
    rung: dict[str, int]
    faults: list[str]

    @property
    def doubled(self) -> list[str]:
        """One name for each copy too many."""
        return [name for name, count in self.sent.items() for _ in range(count - 1)]


# Asked of a call, and not told to anybody.
_OF_CALLS = frozenset({OutChannel.CALL, OutChannel.LIVE_CALL})


def outcome_of(site: Site, varies: frozenset[str] = frozenset()) -> Outcome:
    """`varies` names what differs from run to run beside ids and instants."""
    rows = {row.public_id: row for row in site.outbox.rows() if row.channel not in _OF_CALLS}
    told = {key: row for key, row in rows.items() if row.kind not in _ASKED_FOR}
    copies = _copies(site, rows)
    return Outcome(
        kills=site.lives.kills,
        queries=[less_ids_and_instants(_less_asked_for(query), varies) for query in site.queries()],
        sent=_counted(told, copies),
        unlike=[rows[key].kind for key, each in copies.items() if len(set(each)) > 1],
        asked_for=len(rows) - len(told),
        rung=dict(
            Counter(
                leg.person
                for leg in site.carrier.exchange.legs.values()
                if leg.direction != "inbound"
            )
        ),
        faults=[fault.message for fault in site.carrier.faults],
    )


def differences(wanted: Outcome, left: Outcome) -> Iterator[str]:
    """What is lost or doubled. Only an SMS or a mail may have come once more, the same word for
    word, for each kill: it may have fallen between sending and writing down."""
    yield from _changed(_flat(wanted.queries, "queries"), _flat(left.queries, "queries"))
    if left.rung != wanted.rung:
        yield f"phones rung: {left.rung} instead of {wanted.rung}"
    if left.sent.keys() != wanted.sent.keys():
        yield f"notices: {sorted(left.sent)} instead of {sorted(wanted.sent)}"
    yield from (f"never sent: {name}" for name, count in left.sent.items() if not count)
    if len(left.doubled) > left.kills:
        yield f"{left.kills} kills, sent again: {left.doubled}"
    yield from (f"sent again in other words: {kind}" for kind in left.unlike)
    if left.asked_for - wanted.asked_for > left.kills:
        yield f"{left.kills} kills, {left.asked_for} links and codes had to be asked for"
    yield from (f"the carrier: {fault}" for fault in left.faults)


def less_ids_and_instants(value: Any, varies: frozenset[str] = frozenset()) -> Any:
    if isinstance(value, dict):
        return {
            name: less_ids_and_instants(held, varies)
            if not name.endswith("_at")
            else held is not None
            for name, held in value.items()
            if name not in _IDS | varies
        }
    if isinstance(value, list):
        return [less_ids_and_instants(each, varies) for each in value]
    return value


def _less_asked_for(query: dict[str, Any]) -> dict[str, Any]:
    """Nor what is asked of a call that goes on: how that stands by then differs each time."""
    outgoing = [
        row
        for row in query["outgoing"]
        if row["kind"] not in _ASKED_FOR and row["channel"] != OutChannel.LIVE_CALL
    ]
    return query | {"outgoing": outgoing}


def _changed(wanted: dict[str, Any], left: dict[str, Any]) -> Iterator[str]:
    for place in sorted(wanted.keys() | left.keys()):
        is_now, was = left.get(place, "nothing"), wanted.get(place, "nothing")
        if is_now != was:
            yield f"{place}: {is_now} instead of {was}"


def _flat(value: Any, place: str) -> dict[str, Any]:
    """Every leaf by where it stands: `queries.0.promises.0.state`."""
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = [("count", len(value)), *enumerate(value)]
    else:
        return {place: value}
    return {at: leaf for name, held in parts for at, leaf in _flat(held, f"{place}.{name}").items()}


def _copies(site: Site, rows: dict[str, Row[Any]]) -> dict[str, list[object]]:
    """For each row, everything its vendor was handed because of it."""
    found: dict[str, list[object]] = {public_id: [] for public_id in rows}
    for sms in site.carrier.network.messages.values():
        if sms.direction == "outbound-api":
            _of_row(found, sms.status_callback).append((sms.to_number, sms.body))
    for mail in site.mail.messages:
        _of_row(found, mail.header("Message-ID") or "").append(mail.raw)
    return found


def _of_row(found: dict[str, list[object]], words: str) -> list[object]:
    return next(copies for public_id, copies in found.items() if public_id in words)


def _counted(rows: dict[str, Row[Any]], copies: dict[str, list[object]]) -> dict[str, int]:
    """By kind, recipient and place among its like, since ids differ from run to run."""
    like: Counter[tuple[str, str]] = Counter()
    counted = {}
    for public_id, row in rows.items():
        name = row.kind, row.recipient
        like[name] += 1
        counted[" ".join((*name, str(like[name])))] = len(copies[public_id])
    return counted

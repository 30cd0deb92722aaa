"""What a drill leaves behind, in a form in which two runs can be compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from advice_line.desk import reading
from advice_line.kinds import OutChannel
from tests.drills.site import Site

# Ids differ from run to run; so do instants, and with them how often a row was tried.
_IDS = frozenset({"id", "reference", "external_id", "attempts"})


@dataclass(frozen=True)
class Outcome:
    """`kills` is how often the service was killed; `queries` are as `queries show` gives them, less ids and instants; `sent` is how often each
    SMS and mail of the outbox reached its vendor, `unlike` those of which two copies differ;
    `rung` is how often each phone was rung by a call of ours."""

    kills: int
    queries: list[Any]
    sent: dict[str, int]
    unlike: list[str]
    rung: dict[str, int]
    faults: list[str]

    @property
    def doubled(self) -> list[str]:
        """One name for each copy too many."""
        return [name for name, count in self.sent.items() for _ in range(count - 1)]


def outcome_of(site: Site) -> Outcome:
    with site.ledger.look("drill") as work:
        queries = [reading.as_json(work, query) for query in reading.listed(work)]
    rows = {row.public_id: row for row in site.outbox.rows() if row.channel != OutChannel.CALL}
    copies = _copies(site, rows)
    return Outcome(
        kills=site.lives.kills,
        queries=[less_ids_and_instants(query) for query in queries],
        sent=_counted(rows, copies),
        rung=dict(
            Counter(leg.person for leg in site.carrier.exchange.legs.values() if leg.direction == "outbound-api")
        ),
        unlike=[rows[key].kind for key, each in copies.items() if len(set(each)) > 1],
        faults=[fault.message for fault in site.carrier.faults],
    )


def differences(wanted: Outcome, left: Outcome) -> Iterator[str]:
    """What is lost or doubled. Only an SMS or a mail may have come once more, the same word for
    word, for each kill: it may have fallen between sending and writing down."""
    if left.queries != wanted.queries:
        yield f"queries differ: {left.queries} instead of {wanted.queries}"
    if left.rung != wanted.rung:
        yield f"phones rung: {left.rung} instead of {wanted.rung}"
    if left.sent.keys() != wanted.sent.keys():
        yield f"notices: {sorted(left.sent)} instead of {sorted(wanted.sent)}"
    yield from (f"never sent: {name}" for name, count in left.sent.items() if not count)
    if len(left.doubled) > left.kills:
        yield f"{left.kills} kills, sent again: {left.doubled}"
    yield from (f"sent again in other words: {name}" for name in left.unlike)
    yield from (f"the carrier: {fault}" for fault in left.faults)


def less_ids_and_instants(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: less_ids_and_instants(held) if not name.endswith("_at") else held is not None
            for name, held in value.items()
            if name not in _IDS
        }
    if isinstance(value, list):
        return [less_ids_and_instants(each) for each in value]
    return value


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

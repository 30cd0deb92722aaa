"""What happened to a written question between its claim and its advice, as others see it: ids,
times and fixed words, no word of anybody."""

from collections.abc import Callable
from typing import Any

from advice_line.desk.query import reading
from advice_line.ledger.work import Work
from advice_line.tables.attachments import Attachment
from advice_line.tables.clocks import PromisedDelay
from advice_line.tables.passing import AskedBack, PassOn
from advice_line.tables.queries import Query

Key = Callable[[int | None], str | None]


def as_json(work: Work, query: Query, key: Key) -> dict[str, Any]:
    """Further keys of a query's JSON; `key` is a responder's by their id."""
    return {
        "attachments": [_attachment(each) for each in reading.rows_of(work, Attachment, query)],
        "asked_back": [_asked(each, key) for each in reading.rows_of(work, AskedBack, query)],
        "passed_on": [_passed(each, key) for each in reading.rows_of(work, PassOn, query)],
        "delays": [_delay(each, key) for each in reading.rows_of(work, PromisedDelay, query)],
    }


def _attachment(row: Attachment) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "at": reading.stamp(row.made_at),
        "media_type": row.media_type,
        "size": row.size,
        "refused": row.refused,
    }


def _asked(row: AskedBack, key: Key) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "by": key(row.asked_by_id),
        "asked_at": reading.stamp(row.asked_at),
        "left_seconds": row.left_seconds,
        "answered_at": reading.stamp(row.answered_at),
        "dropped_at": reading.stamp(row.dropped_at),
    }


def _passed(row: PassOn, key: Key) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "from": key(row.from_id),
        "to": key(row.to_id),
        "reason": row.reason,
        "offered_at": reading.stamp(row.made_at),
        "state": row.state,
        "settled_at": reading.stamp(row.settled_at),
        "settled_by": key(row.settled_by_id),
    }


def _delay(row: PromisedDelay, key: Key) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "by": key(row.made_by_id),
        "made_at": reading.stamp(row.made_at),
        "instead_of": reading.stamp(row.instead_of),
        "due_at": reading.stamp(row.due_at),
        "reason": row.reason,
        "state": row.state,
        "settled_at": reading.stamp(row.settled_at),
    }

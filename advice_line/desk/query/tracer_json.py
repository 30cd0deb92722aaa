"""What came of the advice, as others see it: times and fixed words, no word of anybody."""

from collections.abc import Callable
from typing import Any

from advice_line.desk.query import reading
from advice_line.ledger.work import Work
from advice_line.tables.queries import Query
from advice_line.tables.tracers import Tracer, TracerAnswer

Key = Callable[[int | None], str | None]


def as_json(work: Work, query: Query, key: Key) -> dict[str, Any] | None:
    """None where nobody is asked about it; `key` is a responder's by their id."""
    tracer = next(iter(reading.rows_of(work, Tracer, query)), None)
    if tracer is None:
        return None
    answers = reading.rows_of(work, TracerAnswer, query)
    return {
        "id": tracer.public_id,
        "state": tracer.state,
        "begun_at": reading.stamp(tracer.begun_at),
        "asked": tracer.asked,
        "asked_at": reading.stamp(tracer.asked_at),
        "due_at": reading.stamp(tracer.act_at),
        "unreached_at": reading.stamp(tracer.unreached_at),
        "answers": [_answer(each, key) for each in answers],
    }


def revealed(work: Work, query: Query) -> list[dict[str, str | None]]:
    """What somebody wrote of it, answer by answer."""
    return [
        {
            "found": _opened(work, each.sealed_found, "tracer_answers.sealed_found"),
            "feedback": _opened(work, each.sealed_feedback, "tracer_answers.sealed_feedback"),
        }
        for each in reading.rows_of(work, TracerAnswer, query)
    ]


def _opened(work: Work, sealed: str | None, column: str) -> str | None:
    return None if sealed is None else work.vault.open(sealed, column)


def _answer(row: TracerAnswer, key: Key) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "at": reading.stamp(row.at),
        "source": row.source,
        "by": key(row.by_id),
        "outcome": row.outcome,
        "reason": row.reason,
        "avoided": row.avoided,
        "done_on": row.done_on.isoformat() if row.done_on else None,
    }

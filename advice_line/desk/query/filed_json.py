"""Where each version of the letter was put for the hospital's own record, as others see it."""

from typing import Any

from sqlmodel import col, select

from advice_line.desk.query import reading
from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice
from advice_line.tables.filings import Filing
from advice_line.tables.queries import Query


def as_json(work: Work, query: Query) -> list[dict[str, Any]]:
    """`filed_at` is when the record system said that it has it, and nothing else."""
    rows = (
        select(Filing, Advice.version)
        .join(Advice, col(Advice.id) == col(Filing.advice_id))
        .where(col(Filing.query_id) == query.id)
        .order_by(col(Filing.id))
    )
    return [_one(row, version) for row, version in work.session.exec(rows)]


def _one(row: Filing, version: int) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "version": version,
        "edition": row.edition,
        "place": row.place,
        "put_at": reading.stamp(row.put_at),
        "handed_at": reading.stamp(row.handed_at),
        "filed_at": reading.stamp(row.taken_at),
        "failed_at": reading.stamp(row.failed_at),
        "failure": row.failure,
    }

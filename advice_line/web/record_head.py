"""Whose record it is, as it stands at the head of each of its pages."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.staff.opening import Open
from advice_line.kinds import Urgency
from advice_line.web import labels, naming, words


@dataclass(frozen=True)
class RecordHead:
    path: str
    reference: str
    asked_by: str
    phone: str | None
    arrived_at: datetime
    talked: str | None
    urgency_asked: str | None
    late_entry: bool
    wrote: bool


def of(seen: Open) -> RecordHead:
    row, asked = seen.query, seen.query.urgency_asked
    talked = seen.talked_seconds
    return RecordHead(
        path=f"/desk/{row.reference}",
        reference=row.reference,
        asked_by=naming.of(seen),
        phone=seen.number,
        arrived_at=seen.arrived_at,
        talked=words.waiting_in_words(talked / 60) if talked else None,
        urgency_asked=labels.URGENCY_ASKED[Urgency(asked)] if asked else None,
        late_entry=row.late_entry,
        wrote=seen.written is not None,
    )

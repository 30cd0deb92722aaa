"""What a file came to, as it is kept until somebody accepts it."""

from datetime import datetime
from typing import Any

from rota.exchange.importing import Found, Note, Shift
from rota.rendering import instant
from rota.values import Tier

Json = dict[str, Any]


def to_json(found: Found) -> Json:
    return {
        "shape": found.shape,
        "shifts": [_shift(each) for each in found.shifts],
        "problems": [_note(each) for each in found.problems],
        "notes": [_note(each) for each in found.notes],
    }


def from_json(kept: Json) -> Found:
    return Found(
        kept["shape"],
        tuple(_read_shift(each) for each in kept["shifts"]),
        tuple(Note(**each) for each in kept["problems"]),
        tuple(Note(**each) for each in kept["notes"]),
    )


def _shift(shift: Shift) -> Json:
    return {
        "rows": list(shift.rows),
        "tier": shift.tier.value,
        "who": list(shift.who),
        "supervisor": shift.supervisor,
        "start": instant(shift.start),
        "end": instant(shift.end),
    }


def _read_shift(kept: Json) -> Shift:
    return Shift(
        tuple(kept["rows"]),
        Tier(kept["tier"]),
        tuple(kept["who"]),
        kept["supervisor"],
        datetime.fromisoformat(kept["start"]),
        datetime.fromisoformat(kept["end"]),
    )


def _note(note: Note) -> Json:
    return {"row": note.row, "column": note.column, "message": note.message}

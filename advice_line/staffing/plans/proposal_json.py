"""A proposal's sessions as they are kept until somebody accepts or refuses them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from advice_line.staffing.plans.planned import Proposed, Refused
from rota.plans.open_sessions import OpenSession
from rota.rendering import instant
from rota.values import Cover, Tier

Json = dict[str, Any]


def to_json(sessions: Sequence[OpenSession], proposed: Sequence[Proposed]) -> Json:
    rows = [_row(*each) for each in zip(sessions, proposed, strict=True)]
    return {"sessions": rows}


def proposed(content: Json) -> tuple[Proposed, ...]:
    return tuple(_proposed(each) for each in content["sessions"])


def sessions(content: Json) -> tuple[OpenSession, ...]:
    return tuple(
        OpenSession(
            row["slot"],
            Tier(row["tier"]),
            datetime.fromisoformat(row["from"]),
            datetime.fromisoformat(row["to"]),
            row["supervisor"],
        )
        for row in content["sessions"]
    )


def covers(content: Json) -> tuple[Cover, ...]:
    """What accepting the proposal puts on the rota; a session without anybody is left open."""
    people = {row["slot"]: row["person"] for row in content["sessions"] if row["person"]}
    return tuple(
        Cover(
            f"plan-{each.key}",
            each.tier,
            (people[each.key],),
            each.start,
            each.end,
            None if each.supervisor == people[each.key] else each.supervisor,
        )
        for each in sessions(content)
        if each.key in people
    )


def _row(session: OpenSession, each: Proposed) -> Json:
    return {
        "slot": each.slot,
        "tier": each.tier,
        "from": instant(each.start),
        "to": instant(each.end),
        "supervisor": session.supervisor,
        "unsocial": each.unsocial,
        "person": each.person,
        "name": each.name,
        "why": each.why,
        "could": list(each.could),
        "others": [{"person": r.person, "name": r.name, "why": r.why} for r in each.others],
        "edited": each.edited,
        "breaches": list(each.breaches),
    }


def _proposed(row: Json) -> Proposed:
    return Proposed(
        slot=row["slot"],
        tier=row["tier"],
        start=datetime.fromisoformat(row["from"]),
        end=datetime.fromisoformat(row["to"]),
        unsocial=row["unsocial"],
        person=row["person"],
        name=row["name"],
        why=row["why"],
        could=tuple(row["could"]),
        others=tuple(Refused(**each) for each in row["others"]),
        edited=row["edited"],
        breaches=tuple(row["breaches"]),
    )

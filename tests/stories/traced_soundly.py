"""What must hold of asking what came of advice, whichever story was told: somebody is asked of each
advice of a line that asks, until it is over and no longer."""

from typing import Any

from sqlmodel import col, select

from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tracers import Tracer
from advice_line.tracer_kinds import TracerState
from tests.stories.scene import Scene

_OVER = (TracerState.ANSWERED, TracerState.NO_ANSWER, TracerState.OFF)


def untraced(scene: Scene) -> list[str]:
    """One sentence for each rule that is broken."""
    found = [f"{query['reference']}: {said}" for query in scene.queries() for said in _of(query)]
    return found + _never_asked_about(scene)


def _of(query: dict[str, Any]) -> list[str]:
    tracer = query["tracer"]
    if tracer is None:
        return []
    if not query["advice"]:
        return ["nothing was advised, and somebody is asked what came of it"]
    if (tracer["state"] in _OVER) != (tracer["due_at"] is None):
        return [f"what came of it is {tracer['state']}, its next step {tracer['due_at']}"]
    return []


def _never_asked_about(scene: Scene) -> list[str]:
    with scene.ledger.look("test") as work:
        asking = [each.id for each in work.session.exec(select(Line)) if each.tracer_days]
        found = work.session.exec(
            select(Query.reference)
            .join(Advice, col(Advice.query_id) == col(Query.id))
            .join(Tracer, col(Tracer.query_id) == col(Query.id), isouter=True)
            .where(col(Query.line_id).in_(asking), col(Tracer.id).is_(None))
        )
        return [f"{each}: nobody is asked what came of it" for each in sorted(set(found))]

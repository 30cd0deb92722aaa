"""Who may answer a shared telephone: whoever is on duty on its line, and who else works there."""

from datetime import datetime, timedelta

from sqlmodel import Session

from advice_line.directory import lookups
from advice_line.staffing import on_duty
from advice_line.tables.directory import Responder
from rota import store

# Who stands on the rota within this time of now works on the line.
AROUND = timedelta(weeks=4)


def who(session: Session, line_key: str, now: datetime) -> list[Responder]:
    """Those on duty first, in the order in which they are rung, then the others by name; each once,
    and nobody who could not write down what they say (H09)."""
    found = {each.responder.key: each.responder for each in on_duty.who(session, line_key, now)}
    spans = store.timetable(session, line_key).timeline(now - AROUND, now + AROUND)
    rostered = {duty.person_ref for span in spans for duty in span.duties} - found.keys()
    people = lookups.responders_by_key(session, rostered).values()
    others = [each for each in people if lookups.may_be_rung(each, line_key)]
    return [*found.values(), *sorted(others, key=lambda each: each.name)]

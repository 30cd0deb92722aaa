"""What a query's page says of who does not want it to be taught, and of a legal hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.data_kinds import Objector
from advice_line.data_life.objecting import Objection
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action
from advice_line.web import labels
from advice_line.web.access import Visit
from advice_line.web.rendering import Choice

_WHO = {Objector.PATIENT: "The patient", Objector.REQUESTER: "Who asked"}


@dataclass(frozen=True)
class Teaching:
    """`always`: the patient's number is known, so that all of their queries can be taken out."""

    objections: Sequence[Objection]
    may_write: bool
    always: bool
    choices: Sequence[Choice]
    held_since: datetime | None


def shown(visit: Visit, reference: str, of: Query) -> Teaching:
    doors, may = visit.site.data_life, visit.actor.may(Action.OBJECT_TO_TEACHING)
    since = doors.holds.of_query(visit.actor, reference)
    return Teaching(
        objections=doors.objections.of_query(visit.actor, reference) if may else (),
        may_write=may,
        always=of.patient_hash is not None,
        choices=labels.choices(_WHO),
        held_since=since[0] if since else None,
    )

"""Who reads the rota, and what of it is shown to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from advice_line.directory import lookups
from advice_line.kinds import StaffRole
from advice_line.ledger.work import Work
from advice_line.staffing.rostering.shown import Away, Shift
from advice_line.tables.directory import Responder
from advice_line.trust.roles import Action, Actor
from rota.values import Absence, Duty


@dataclass(frozen=True)
class Reader:
    """For whom it is laid out: their key, and whether reasons of absences are shown to them. Of the
    `people`, those who are `barred` from a line may stand on its rota and are not rung."""

    key: str | None
    may_change: bool
    people: Mapping[str, Responder]

    def barred(self, line: str) -> frozenset[str]:
        people = self.people.items()
        return frozenset(key for key, each in people if not lookups.may_be_rung(each, line))

    def shift(self, line: str, duty: Duty, start: datetime, end: datetime) -> Shift:
        person = self.people.get(duty.person_ref)
        return Shift(
            line=line,
            tier=duty.tier.value,
            person=duty.person_ref,
            name=person.name if person else duty.person_ref,
            start=start,
            end=end,
            source=duty.source,
            supervisor=duty.supervisor,
            mine=duty.person_ref == self.key,
            advanced=person is not None and person.role == StaffRole.ADVANCED_PRACTITIONER,
        )

    def away(self, absence: Absence) -> Away:
        person = self.people.get(absence.person_ref)
        told = self.may_change or absence.person_ref == self.key
        return Away(
            key=absence.key,
            person=absence.person_ref,
            name=person.name if person else absence.person_ref,
            start=absence.start,
            end=absence.end,
            kind=absence.kind if told else None,
        )


def reader_of(work: Work, by: Actor, line: str | None = None) -> Reader:
    """Of the rota of one line, or of every line of theirs."""
    people = {each.key: each for each in lookups.responders(work.session)}
    own = next((key for key, each in people.items() if each.id == by.responder_id), None)
    return Reader(own, by.may(Action.CHANGE_ROTA, line), people)

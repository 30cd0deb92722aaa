"""The door of who sees to a letter that its practice has not received, or cannot act upon: whom
they ring, and that it was spoken and read back."""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.desk.letter import letters
from advice_line.desk.query import reading, theirs
from advice_line.desk.receipts import acknowledged, ladder, said
from advice_line.desk.receipts.acknowledged import Word
from advice_line.directory import lookups
from advice_line.kinds import Acknowledgement, AlertWord, TaskKind
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.directory import Organisation
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"


@dataclass(frozen=True)
class Unreceived:
    """`practice` are its numbers, the clinicians' bypass first; `provider` and its number are of
    who acts for it while it is closed, where it is closed now and they are to be rung. `cannot_act`
    is who says that nobody can act on the newest version, and why; `since` what somebody said after
    that. `version` is the newest, which is read out."""

    to_ring: bool
    practice: Sequence[str]
    provider: str | None
    provider_number: str | None
    cannot_act: Word | None
    since: Word | None
    version: int


class Spoken:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def unreceived(self, by: Actor, reference: str) -> Unreceived | None:
        """None where nothing is to be seen to."""
        require(by, Action.SEE_QUERY)
        with self._ledger.look(by.label) as work:
            return _unreceived(work, theirs.query(work, by, Action.SEE_QUERY, reference))

    def read_back(self, by: Actor, reference: str, name: str, token: str, *, version: int) -> None:
        """Of that version. Raises `errors.Invalid` without a name and where another was written
        since, `errors.Conflict` where nothing was advised."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                said.spoken(work, query, name, by=by.responder_id, version=version)


def _unreceived(work: Work, query: Query) -> Unreceived | None:
    owed = {task.kind for task in reading.open_tasks(work, query)}
    advice = letters.newest(work, query.id or 0)
    if advice is None or not (owed & set(said.SPOKEN) or advice.sealed_cannot_act):
        return None
    organisation = _organisation(work, query)
    critical = query.urgency_set == AlertWord.CRITICAL and TaskKind.RING_PRACTICE in owed
    elsewhere = TaskKind.RING_PROVIDER in owed or critical
    closed = elsewhere and ladder.provider_now(work, query)
    words = acknowledged.words(work, advice)
    cannot = next((each for each in words if each.said is Acknowledgement.CANNOT_ACT), None)
    return Unreceived(
        to_ring=bool(owed & set(said.SPOKEN)),
        practice=tuple(_numbers(work, organisation)),
        provider=organisation.out_of_hours_name if closed and organisation else None,
        provider_number=organisation.out_of_hours_number if closed and organisation else None,
        cannot_act=cannot,
        since=words[-1] if cannot is not None and words[-1] is not cannot else None,
        version=advice.version,
    )


def _organisation(work: Work, query: Query) -> Organisation | None:
    if query.organisation_id is None:
        return None
    return lookups.organisation(work.session, query.organisation_id)


def _numbers(work: Work, organisation: Organisation | None) -> list[str]:
    if organisation is None:
        return []
    bypass = [organisation.bypass_number] if organisation.bypass_number else []
    return bypass + lookups.phones_of(work.session, organisation.id or 0)

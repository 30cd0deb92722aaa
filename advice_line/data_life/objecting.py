"""The door of objections to teaching: told to a member of staff, said by the requester on their own
question's page, or written down by information governance for all of a patient's queries, the later
ones too. Whoever said it may take it back, by the same way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.data_kinds import Objector
from advice_line.data_life import subjects
from advice_line.desk.query import theirs
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.data_life import TeachingObjection
from advice_line.tables.queries import Query
from advice_line.trust import links, objections
from advice_line.trust.roles import Action, Actor, require, require_all

OBJECTOR, ALWAYS = "objector", "always"
PAGE = "page"
_NO_NUMBER = "No patient's number is known here: only this query can be taken out."


@dataclass(frozen=True)
class Objection:
    """`reference` is None where it is for all of a patient's queries. `own_page`: the requester
    said so themselves, and alone can take it back."""

    id: str
    objector: Objector
    reference: str | None
    queries: int
    own_page: bool
    made_at: datetime
    made_by: str
    lifted_at: datetime | None
    lifted_by: str | None


class Objecting:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_query(self, by: Actor, reference: str) -> list[Objection]:
        """Those that stand on it. Raises `errors.NotFound`."""
        require(by, Action.OBJECT_TO_TEACHING)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.OBJECT_TO_TEACHING, reference)
            return [_shown(work, each) for each in objections.standing(work.session, query)]

    def told(self, by: Actor, reference: str, form: Mapping[str, str], once: str) -> None:
        """A patient or a requester has told a member of staff. `always` is for the patient's later
        queries too. Raises `errors.Invalid`, `errors.NotFound`."""
        require(by, Action.OBJECT_TO_TEACHING)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.OBJECT_TO_TEACHING, reference)
            objector = _objector(form)
            always = objector is Objector.PATIENT and form.get(ALWAYS) == "yes"
            if always and query.patient_hash is None:
                raise Invalid([Problem(ALWAYS, _NO_NUMBER)])
            of_patient = query.patient_hash if always else None
            if inbox.receive(work, PAGE, once) and not _said(work, query, objector, of_patient):
                _keep(work, by, objector, query, of_patient)

    def lift_on(self, by: Actor, reference: str, objection: str, once: str) -> None:
        """Whoever objected takes it back, of this query. Raises `errors.Conflict` for one that its
        requester wrote on their own page, `errors.NotFound` for another query's."""
        require(by, Action.OBJECT_TO_TEACHING)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.OBJECT_TO_TEACHING, reference)
            row = _one(work, objection)
            if row.id not in [each.id for each in objections.standing(work.session, query)]:
                raise NotFound
            _take_back(work, by, row, once)

    def lift_told(self, by: Actor, objection: str, once: str) -> None:
        """The same, of whatever line. Raises `errors.Conflict`, `errors.NotFound`."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label) as work:
            _take_back(work, by, _one(work, objection), once)

    def listed(self, by: Actor) -> list[Objection]:
        """The newest first, those that stand before those that do not."""
        require_all(by, Action.SEE_DATA_LIFE)
        with self._ledger.look(by.label) as work:
            wanted = select(TeachingObjection).order_by(col(TeachingObjection.id).desc())
            shown = [_shown(work, each) for each in work.session.exec(wanted)]
        return sorted(shown, key=lambda each: each.lifted_at is not None)

    def of_patient(self, by: Actor, form: Mapping[str, str], once: str) -> int:
        """For all of a patient's queries, by their number; how many there are now. Raises
        `errors.Invalid`."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label) as work:
            patient = subjects.patient_hash(work, form)
            if inbox.receive(work, PAGE, once):
                _keep(work, by, Objector.PATIENT, None, patient)
            return len(objections.of_patient(work, patient))

    def of_reference(self, by: Actor, form: Mapping[str, str], once: str) -> None:
        """For one query, of whatever line. Raises `errors.Invalid`."""
        require_all(by, Action.KEEP_DATA_LIFE)
        with self._ledger.work(by.label) as work:
            query, objector = subjects.query(work, form), _objector(form)
            if inbox.receive(work, PAGE, once) and not _said(work, query, objector, None):
                _keep(work, by, objector, query, None)

    def own(self, by: Actor, token: str) -> bool:
        """Whether the requester has objected on their own page, who has typed its code."""
        require(by, Action.READ_QUESTION)
        with self._ledger.look(by.label) as work:
            return bool(_own_standing(work, _own_query(work, by, token)))

    def say_own(self, by: Actor, token: str, *, objects: bool, once: str) -> None:
        """The requester does not want their question to be taught, or does not mind any more."""
        require(by, Action.WRITE_QUESTION)
        with self._ledger.work(by.label) as work:
            query = _own_query(work, by, token)
            if not inbox.receive(work, PAGE, once):
                return
            there = _own_standing(work, query)
            if objects and not there:
                _keep(work, by, Objector.REQUESTER, query, None, own_page=True)
            for each in [] if objects else there:
                _lift(work, by, each)


def _said(work: Work, query: Query, objector: Objector, patient: str | None) -> bool:
    """By the same, and as far as now: it is not written down twice."""
    standing = objections.standing(work.session, query)
    return any(
        each.objector == objector and not each.own_page and patient in (None, each.patient_hash)
        for each in standing
    )


def _take_back(work: Work, by: Actor, row: TeachingObjection, once: str) -> None:
    if row.own_page:
        raise Conflict("The requester said so on their own page: only they can take it back there.")
    if inbox.receive(work, PAGE, once):
        _lift(work, by, row)


def _keep(
    work: Work,
    by: Actor,
    objector: Objector,
    query: Query | None,
    patient: str | None,
    *,
    own_page: bool = False,
) -> None:
    row = work.add(
        TeachingObjection(
            objector=objector,
            query_id=query.id if query else None,
            patient_hash=patient,
            own_page=own_page,
            made_at=work.now,
            made_by=by.label,
            made_name=by.name or by.label,
        )
    )
    subject = f"objection:{row.public_id}"
    work.record("teaching.objected", query=row.query_id, subject=subject, by=objector)
    _hold_to(work, row)


def _lift(work: Work, by: Actor, row: TeachingObjection) -> None:
    to = {"lifted_at": work.now, "lifted_by": by.label, "lifted_name": by.name or by.label}
    if work.update(row, col(TeachingObjection.lifted_at).is_(None), **to):
        subject = f"objection:{row.public_id}"
        work.record("teaching.objection_lifted", query=row.query_id, subject=subject)
        _hold_to(work, row)


def _hold_to(work: Work, row: TeachingObjection) -> None:
    for query in _concerned(work, row):
        objections.hold_to(work, query)


def _concerned(work: Work, row: TeachingObjection) -> Sequence[Query]:
    of_patient = objections.of_patient(work, row.patient_hash) if row.patient_hash else []
    own = [work.session.get_one(Query, row.query_id)] if row.query_id else []
    return list({each.id: each for each in (*own, *of_patient)}.values())


def _one(work: Work, objection: str) -> TeachingObjection:
    wanted = select(TeachingObjection).where(col(TeachingObjection.public_id) == objection)
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found


def _objector(form: Mapping[str, str]) -> Objector:
    try:
        return Objector(form.get(OBJECTOR, ""))
    except ValueError:
        raise Invalid([Problem(OBJECTOR, "Say who objects.")]) from None


def _own_query(work: Work, by: Actor, token: str) -> Query:
    link = links.find(work.session, work.vault, token, links.LinkKind.QUESTION)
    if link.id != by.link_id:
        raise NotAllowed("Ask for a code first: it goes to where you asked from.")
    return work.session.get_one(Query, link.query_id)


def _own_standing(work: Work, query: Query) -> list[TeachingObjection]:
    return [each for each in objections.standing(work.session, query) if each.own_page]


def _shown(work: Work, row: TeachingObjection) -> Objection:
    query = work.session.get(Query, row.query_id) if row.query_id else None
    return Objection(
        id=row.public_id,
        objector=Objector(row.objector),
        reference=query.reference if query and row.patient_hash is None else None,
        queries=len(_concerned(work, row)),
        own_page=row.own_page,
        made_at=row.made_at,
        made_by=row.made_name,
        lifted_at=row.lifted_at,
        lifted_by=row.lifted_name,
    )

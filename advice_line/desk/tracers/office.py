"""The office's door to what nobody has answered: a list that nags nobody, and what the radiology
system says. Who answers from there sees the patient, and each look is in the trail."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col, select

from advice_line.desk.letter import letters
from advice_line.desk.query import looks, theirs
from advice_line.desk.tracers import answering, said
from advice_line.desk.tracers.said import Said
from advice_line.directory import lookups, within
from advice_line.errors import NotFound
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.letter import LetterPatient
from advice_line.rules import tracer_form, tracing
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tracers import Tracer
from advice_line.tracer_kinds import TracerSource, TracerState
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOST_SHOWN = 200
_OPEN = (TracerState.DUE, TracerState.ASKED, TracerState.NO_ANSWER)


@dataclass(frozen=True)
class Listed:
    """Without a patient. `unreached`: nobody could be asked, or what asked came back."""

    id: str
    reference: str
    organisation: str | None
    advised_at: datetime
    state: TracerState
    asked_at: datetime | None
    next_at: datetime | None
    unreached: bool
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Open:
    """`unanswered` are for the office to look up, the oldest first; `waiting` were asked."""

    unanswered: tuple[Listed, ...]
    waiting: tuple[Listed, ...]
    now: datetime


@dataclass(frozen=True)
class One:
    listed: Listed
    line: Line
    patient: LetterPatient | None = field(repr=False)
    test: str | None = field(repr=False)
    now: datetime


class TracersOffice:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def open(self, by: Actor) -> Open:
        """What nobody was reached for or has answered, and what was asked and waits."""
        require(by, Action.SEE_TRACERS)
        with self._ledger.look(by.label) as work:
            found = list(_listed(work, by, Action.SEE_TRACERS))
            unanswered = [each for each in found if _is_for_office(each)]
            waiting = [each for each in found if not _is_for_office(each)]
            return Open(tuple(unanswered), tuple(waiting), work.now)

    def look(self, by: Actor, tracer_id: str) -> One:
        """One with its patient, to find them in the radiology system. Raises `errors.NotFound`."""
        require(by, Action.SEE_TRACERS)
        with self._ledger.work(by.label) as work:
            tracer = _open(work, tracer_id)
            query = theirs.by_id(work, by, Action.SEE_TRACERS, tracer.query_id)
            subject = f"tracer:{tracer.public_id}"
            looks.saw(work, by, Action.SEE_TRACERS, "tracer.viewed", query, subject=subject)
            advice = letters.newest(work, tracer.query_id)
            letter = letters.letter(work, advice) if advice else None
            one = One(
                listed=_one(work, tracer, query),
                line=work.session.get_one(Line, query.line_id),
                patient=letter.patient if letter else None,
                test=letter.test_name if letter else None,
                now=work.now,
            )
            work.let_go()
            return one

    def answer(self, by: Actor, tracer_id: str, form: Mapping[str, str], once: str) -> None:
        """By what the radiology system says. Raises `errors.NotFound`, `errors.Invalid`, and
        `errors.Conflict` where somebody was first."""
        require(by, Action.SEE_TRACERS)
        with self._ledger.work(by.label) as work:
            tracer = answering.held(work, tracer_id)
            if tracer is None:
                raise NotFound("There is no such question.")
            query = theirs.by_id(work, by, Action.SEE_TRACERS, tracer.query_id)
            line = work.session.get_one(Line, query.line_id)
            calendar = on_duty.calendar(work.session, line.key)
            advised = tracing.day_of(calendar, tracer.begun_at)
            given = tracer_form.read_system(form, advised, tracing.day_of(calendar, work.now))
            if inbox.receive(work, PAGE, once):
                source = TracerSource.RADIOLOGY_SYSTEM
                answering.answered(work, tracer, given, source, by=by.responder_id)


def count(work: Work, by: Actor) -> int:
    """How many are the office's to look up on their lines."""
    return sum(_is_for_office(each) for each in _listed(work, by, Action.SEE_PROBLEMS))


def _is_for_office(each: Listed) -> bool:
    return each.unreached or each.state is TracerState.NO_ANSWER


def _open(work: Work, tracer_id: str) -> Tracer:
    wanted = select(Tracer).where(col(Tracer.public_id) == tracer_id)
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound("There is no such question.")
    return found


def _listed(work: Work, by: Actor, action: Action) -> Iterator[Listed]:
    """Save what nobody is to be asked about yet."""
    known = col(Tracer.asked_at).is_not(None) | col(Tracer.unreached_at).is_not(None)
    own = within.of_theirs(work.session, by, action, Query.line_id)
    wanted = (
        select(Tracer, Query)
        .join(Query, col(Query.id) == col(Tracer.query_id))
        .where(col(Tracer.state).in_(_OPEN), known, own)
        .order_by(col(Tracer.begun_at), col(Tracer.id))
        .limit(MOST_SHOWN)
    )
    for tracer, query in work.session.exec(wanted).all():
        yield _one(work, tracer, query)


def _one(work: Work, tracer: Tracer, query: Query) -> Listed:
    organisation = (
        lookups.organisation(work.session, query.organisation_id) if query.organisation_id else None
    )
    return Listed(
        id=tracer.public_id,
        reference=query.reference,
        organisation=organisation.name if organisation else None,
        advised_at=tracer.begun_at,
        state=TracerState(tracer.state),
        asked_at=tracer.asked_at,
        next_at=tracer.act_at,
        unreached=tracer.unreached_at is not None,
        said=said.of(work, query),
    )

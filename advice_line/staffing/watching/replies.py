"""What people on the rota answer by text: "1" by who was asked whether they can be reached, "TAKE"
by who was told of a gap. Whatever else comes is not for the rota, and is never read here."""

from contextlib import AbstractContextManager
from datetime import timedelta

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.errors import AdviceLineError, Busy
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.texts import TextCame
from advice_line.rota_kinds import FindingKind, Mark
from advice_line.rules import watch_notices
from advice_line.staffing import telling
from advice_line.staffing.rota_door import changing
from advice_line.staffing.watching import taking_gaps
from advice_line.tables.directory import Line, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.watch import ReachCheck, RotaFinding, RotaTelling
from advice_line.trust import sessions
from advice_line.trust.roles import CARRIER, Action, Actor, require

SOURCE = "text"
# A shift, and the hours before it: what was asked longer ago is not what is answered.
_LATELY = timedelta(hours=24)


class Replies:
    """The `RotaTexts` of the ports. A text's number says who sends it, which is enough here: it
    says that somebody is there, or puts them on duty, where the phone that is rung is that one."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def text_came(self, event: TextCame) -> str | None:
        require(CARRIER, Action.TAKE_CARRIER_EVENT)
        if event.sender is None or event.word not in (watch_notices.YES, watch_notices.TAKE):
            return None
        with self._ledger.look(CARRIER.label) as work:
            person = lookups.responder_by_mobile(work.session, event.sender)
        if person is None:
            return None
        actor = sessions.staff(person)
        try:
            with self._work(actor, event) as work:
                return _answered_once(work, actor, person, event)
        except Busy:
            raise
        except AdviceLineError as error:
            return error.sentence

    def _work(self, actor: Actor, event: TextCame) -> AbstractContextManager[Work]:
        takes = event.word == watch_notices.TAKE
        return changing(self._ledger, actor) if takes else self._ledger.work(actor.label)


def _answered_once(work: Work, actor: Actor, person: Responder, event: TextCame) -> str | None:
    if not inbox.receive(work, SOURCE, event.key):
        return inbox.answer_of(work, SOURCE, event.key)
    if event.word == watch_notices.YES:
        answer = _can_be_reached(work, person)
    else:
        answer = _takes(work, actor, person)
    if answer is not None:
        inbox.keep(work, SOURCE, event.key, answer)
    return answer


def _can_be_reached(work: Work, person: Responder) -> str | None:
    statement = (
        select(ReachCheck)
        .where(
            col(ReachCheck.person_id) == person.id,
            col(ReachCheck.asked_at) > work.now - _LATELY,
        )
        .order_by(col(ReachCheck.answered_at).is_not(None), col(ReachCheck.asked_at).desc())
    )
    check = work.session.exec(statement).first()
    if check is None:
        return None
    if work.update(check, col(ReachCheck.answered_at).is_(None), answered_at=work.now, act_at=None):
        work.record("reach.answered", subject=f"reach_check:{check.id}")
        _calm(work, check)
    line = work.session.get_one(Line, check.line_id)
    return watch_notices.thanks_for_answer(line.name, check.starts_at, work.now, line.time_zone)


def _calm(work: Work, check: ReachCheck) -> None:
    """Whoever heard that no answer came hears that it has come."""
    statement = select(Outgoing.person_id).where(
        col(Outgoing.kind) == NoticeKind.REACH_UNANSWERED, col(Outgoing.subject_id) == check.id
    )
    for person_id in work.session.exec(statement).all():
        person = lookups.responder(work.session, person_id or 0)
        if person is not None:
            once, kind = str(check.id), NoticeKind.REACH_ANSWERED
            telling.person(work, kind, person, once=once, subject=check.id)


def _takes(work: Work, actor: Actor, person: Responder) -> str | None:
    gaps = taking_gaps.told(work, person.id or 0)
    if not gaps:
        return _too_late(work, person)
    # The first may have been filled since they were told; then the next is meant.
    gap = next((each for each in gaps if taking_gaps.is_one_still(work, each)), gaps[0])
    taken, notes = taking_gaps.take(work, actor, person, gap, taking_gaps.LAST_HOUR)
    line = work.session.get_one(Line, gap.line_id)
    stretches = [(each.start, each.end) for each in taken]
    return watch_notices.taken(line.name, stretches, line.time_zone, notes)


def _too_late(work: Work, person: Responder) -> str | None:
    """None for who was told of no gap lately."""
    statement = (
        select(RotaFinding)
        .join(RotaTelling, col(RotaTelling.finding_id) == col(RotaFinding.id))
        .where(
            col(RotaTelling.person_id) == person.id,
            col(RotaTelling.mark) == Mark.HOUR,
            col(RotaTelling.told_at) > work.now - _LATELY,
            col(RotaFinding.kind) == FindingKind.UNMANNED,
        )
        .order_by(col(RotaTelling.told_at).desc())
    )
    gap = work.session.exec(statement).first()
    if gap is None:
        return None
    taker = lookups.responder(work.session, gap.taken_by_id) if gap.taken_by_id else None
    return watch_notices.too_late(taker.name if taker else None)

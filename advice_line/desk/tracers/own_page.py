"""The door of who is asked what came of advice: a link says nothing, a code to where it was sent
opens the page, which lists what is open for that person or practice and for nobody else (H20).
Looking at the link alone changes nothing; each answer is a button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from advice_line.desk.letter import letters
from advice_line.desk.tracers import answering, reach, said
from advice_line.desk.tracers.reach import Reach
from advice_line.desk.tracers.said import Said
from advice_line.errors import Conflict, Expired, Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.ports.letter import LetterPatient
from advice_line.rules import tracer_form
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.tracers import Tracer
from advice_line.tables.trust import AccessLink
from advice_line.tracer_kinds import TracerSource, TracerState
from advice_line.trust import behind_code, codes, links
from advice_line.trust.behind_code import Goes
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
MOST_SHOWN = 100
_OPEN = (TracerState.ASKED, TracerState.NO_ANSWER)
_WRITTEN_SINCE = (
    "Something was added to the advice after you opened this page. Read what stands there now, "
    "then say what came of it."
)
# A page that does not say what it had shown.
_FIRST = "1"
_GONE = "This is not open any more, or not yours. Look at the page again."


@dataclass(frozen=True)
class Seen:
    """What anybody who has the link may know. `sent_to` is a hint of where the code goes, None
    where none can be sent; `open` says whether anything waits for an answer."""

    line: Line
    channel: OutChannel | None
    sent_to: str | None
    open: bool
    expired: bool
    now: datetime


@dataclass(frozen=True)
class Asked:
    """One that is asked; `patient` is None of a general question, `version` that of the `advice`,
    `said` what was answered so far, `corrects` the answer that they may still correct."""

    id: str
    reference: str
    advised_at: datetime
    patient: LetterPatient | None = field(repr=False)
    version: int
    advice: str = field(repr=False)
    said: tuple[Said, ...] = field(repr=False)
    corrects: str | None


@dataclass(frozen=True)
class Own:
    """`reader` is who it is, as their answers name them."""

    line: Line
    reader: TracerSource
    open: tuple[Asked, ...]
    answered: tuple[Asked, ...]
    now: datetime


class OwnTracers:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, token: str) -> Seen:
        """Raises `errors.NotFound` for a link that is not one of these."""
        with self._ledger.look("public") as work:
            link = _link(work, token)
            query = work.session.get_one(Query, link.query_id)
            whom = _whom(work, link)
            seen = Seen(
                line=work.session.get_one(Line, query.line_id),
                channel=whom.channel if whom else None,
                sent_to=behind_code.hint(whom.to, whom.channel) if whom else None,
                open=whom is not None and bool(_open_ones(work, whom)),
                expired=not links.usable(link, work),
                now=work.now,
            )
            work.let_go()
            return seen

    def send_code(self, token: str, browser: str) -> None:
        """Raises `errors.Expired` or `errors.TooManyTries`."""
        with self._ledger.work("public") as work:
            link = _usable(work, token)
            whom = _whom(work, link)
            if whom is None:
                raise Expired
            purpose, notice = codes.Purpose.TRACERS, NoticeKind.TRACER_CODE
            behind_code.send_code(work, link, browser, _goes(whom), purpose, notice)

    def open(self, token: str, browser: str, typed: str) -> str:
        """The right code makes a session for this one page: its token, for a cookie. Raises
        `errors.Invalid` for a wrong code, `errors.Expired`, `errors.TooManyTries`."""
        with self._ledger.work("public") as work:
            link = _usable(work, token)
            purpose = codes.Purpose.TRACERS
            session = behind_code.opened(work, link, browser, typed, purpose)
            if session is not None:
                return session
        raise codes.wrong()

    def read(self, by: Actor, token: str) -> Own:
        """Raises `errors.NotAllowed` for a browser that has not typed its code."""
        require(by, Action.ANSWER_TRACER)
        with self._ledger.work(by.label) as work:
            link, whom = _own(work, by, token)
            waits, over = _open_ones(work, whom), _over(work, whom, link)
            for each in (*waits, *over):
                work.record(
                    "tracer.viewed", query=each.query_id, subject=f"tracer:{each.public_id}"
                )
            query = work.session.get_one(Query, link.query_id)
            own = Own(
                line=work.session.get_one(Line, query.line_id),
                reader=_source(whom),
                open=_shown(work, waits, whom),
                answered=_shown(work, over, whom),
                now=work.now,
            )
            work.let_go()
            return own

    def answer(
        self, by: Actor, token: str, tracer_id: str, form: Mapping[str, str], once: str
    ) -> None:
        """The same twice is taken once. Raises `errors.Invalid`, also where the advice that their
        page had shown is not the newest, and `errors.Conflict` where it is not open for them, and
        not theirs to correct."""
        require(by, Action.ANSWER_TRACER)
        given = tracer_form.read(form)
        with self._ledger.work(by.label) as work:
            _, whom = _own(work, by, token)
            tracer = answering.held(work, tracer_id)
            if tracer is None or not _is_theirs(work, tracer, whom):
                raise Conflict(_GONE)
            _refuse_older(work, tracer, form.get(tracer_form.VERSION, _FIRST))
            if inbox.receive(work, PAGE, once):
                corrects, source = form.get(tracer_form.CORRECTS, ""), _source(whom)
                answering.answered(work, tracer, given, source, corrects=corrects)

    def ask_fresh(self, token: str) -> bool:
        """A new link to whatever is open for them, to where they are asked now and nowhere else;
        none while one that was just sent is on its way. False where there is nobody to send it to,
        or nothing to answer."""
        with self._ledger.work("public") as work:
            link = _link(work, token)
            whom = _whom(work, link)
            if whom is None or not _open_ones(work, whom):
                return False
            fresh = behind_code.fresh_link(work, link)
            if fresh is not None:
                for each in _open_ones(work, whom):
                    work.update(each, link_id=fresh.id)
                about = fresh.id
                behind_code.send_link(work, fresh, NoticeKind.TRACER_ASKED, _goes(whom), about)
            return True


def _refuse_older(work: Work, tracer: Tracer, seen: str) -> None:
    """Done as advised, is said of advice that they have read."""
    advice = letters.newest(work, tracer.query_id)
    if advice is not None and seen != str(advice.version):
        raise Invalid([Problem(tracer_form.OUTCOME, _WRITTEN_SINCE)])


def _link(work: Work, token: str) -> AccessLink:
    return links.find(work.session, work.vault, token, links.LinkKind.TRACERS)


def _usable(work: Work, token: str) -> AccessLink:
    return behind_code.usable(work, _link(work, token))


def _whom(work: Work, link: AccessLink) -> Reach | None:
    """To whom the link was sent, as long as that is who would be asked: a practice whose query it
    was by a mistake reads nothing of it any more (H15)."""
    query = work.session.get_one(Query, link.query_id)
    found = reach.of(work, query)
    if found is None:
        return None
    practice = found.recipient is Recipient.ORGANISATION
    same = link.organisation_id == (query.organisation_id if practice else None)
    return found if same else None


def _own(work: Work, by: Actor, token: str) -> tuple[AccessLink, Reach]:
    """The session opens its own link's page only: forwarding a link forwards no access."""
    link = _link(work, token)
    whom = _whom(work, link)
    if link.id != by.link_id or whom is None:
        raise NotAllowed("Ask for a code first: it goes to where we asked you.")
    return link, whom


def _source(whom: Reach) -> TracerSource:
    practice = whom.recipient is Recipient.ORGANISATION
    return TracerSource.PRACTICE if practice else TracerSource.REQUESTER


def _over(work: Work, whom: Reach, link: AccessLink) -> list[Tracer]:
    """What this very link asked about and is not open any more."""
    return _of(work, whom, col(Tracer.state).not_in(_OPEN), col(Tracer.link_id) == link.id)


def _open_ones(work: Work, whom: Reach) -> list[Tracer]:
    return _of(work, whom, col(Tracer.state).in_(_OPEN))


def _of(work: Work, whom: Reach, *which: ColumnElement[bool]) -> list[Tracer]:
    """Of this person or practice and of nobody else (H20): by the mark, and by whom it would be
    asked today."""
    wanted = (
        select(Tracer)
        .where(col(Tracer.reach_mark) == whom.mark, col(Tracer.asked_at).is_not(None), *which)
        .order_by(col(Tracer.id).desc())
        .limit(MOST_SHOWN)
    )
    found = reversed(work.session.exec(wanted).all())
    return [each for each in found if _is_theirs(work, each, whom)]


def _is_theirs(work: Work, tracer: Tracer, whom: Reach) -> bool:
    query = work.session.get_one(Query, tracer.query_id)
    return tracer.asked_at is not None and reach.of(work, query) == whom


def _shown(work: Work, tracers: Sequence[Tracer], whom: Reach) -> tuple[Asked, ...]:
    return tuple(_asked(work, each, whom) for each in tracers)


def _asked(work: Work, tracer: Tracer, whom: Reach) -> Asked:
    query = work.session.get_one(Query, tracer.query_id)
    advice = letters.newest(work, tracer.query_id)
    if advice is None:
        raise NotFound
    letter, stands = letters.letter(work, advice), answering.newest(work, tracer)
    may = answering.may_correct(tracer, stands, _source(whom), work.now)
    return Asked(
        id=tracer.public_id,
        reference=query.reference,
        advised_at=tracer.begun_at,
        patient=letter.patient,
        version=advice.version,
        advice=letter.advice,
        said=said.of(work, query),
        corrects=stands.public_id if stands and may else None,
    )


def _goes(whom: Reach) -> Goes:
    return Goes(whom.channel, whom.recipient)

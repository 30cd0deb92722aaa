"""The practice's door to an alert: a link says that one is there, a code sent to the address on
file opens it, and a button says by name that a clinician acts, or that nobody can. Looking at the
link alone changes nothing."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import col

from advice_line.alert_kinds import AlertAnswer, AlertEnd
from advice_line.desk.alerting import ending, rows
from advice_line.desk.alerting.rows import CouldNot
from advice_line.errors import Invalid, NotAllowed, NotFound, Problem
from advice_line.kinds import AlertWord
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import phone_numbers
from advice_line.rules.fields import clean
from advice_line.rules.record import Patient
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import Line, Responder
from advice_line.tables.trust import AccessLink
from advice_line.trust import behind_code, codes, links, refusals
from advice_line.trust.roles import Action, Actor, require

_CLOSED = (
    "The code of this practice is closed: nothing is sent to its address, and what is said by this "
    "link ends no alert. Ring us: {number}."
)
PAGE = "page"
NAME, ANSWER, WHY = "answered_by", "answer", "cannot_act_reason"
LONGEST_NAME, LONGEST = 200, 2000


@dataclass(frozen=True)
class AlertWaiting:
    """What anybody holding the link may know: nothing of the patient."""

    reference: str
    word: AlertWord
    line: Line
    organisation: str
    sent_to: str
    expired: bool
    now: datetime


@dataclass(frozen=True)
class AlertOpened:
    reference: str
    word: AlertWord
    line: Line
    organisation: str
    patient: Patient = field(repr=False)
    words: str = field(repr=False)
    primary_site: str | None = field(repr=False)
    started_by: str
    started_at: datetime
    deadline_at: datetime
    answered: AlertAnswer | None
    answered_by: str | None
    answered_at: datetime | None
    could_not: CouldNot | None
    ended: AlertEnd | None
    reason: str | None = field(repr=False)
    now: datetime


class AlertBox:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, token: str) -> AlertWaiting:
        """Raises `errors.NotFound` for a link that is not one of ours."""
        with self._ledger.look("public") as work:
            link, alert = _link(work, token)
            organisation = rows.practice(work, alert)
            found = AlertWaiting(
                reference=alert.reference,
                word=AlertWord(alert.word),
                line=rows.line(work, alert),
                organisation=organisation.name,
                sent_to=behind_code.hint(organisation.email or ""),
                expired=not links.usable(link, work),
                now=work.now,
            )
            work.let_go()
            return found

    def send_code(self, token: str, browser: str) -> None:
        """Mail six figures to the address on file. Raises `errors.Expired`, `errors.TooManyTries`,
        and `errors.NotAllowed` where the code of the practice is closed."""
        with refusals.kept(self._ledger, "public", "alert", refusals.of_link(token)) as work:
            behind_code.send_code(work, _usable(work, token), browser, behind_code.TO_PRACTICE)

    def open(self, token: str, browser: str, typed: str) -> str:
        """The right code makes a session for this one alert: its token, for a cookie. This opens
        it; a scanner that follows the link cannot.

        Raises `errors.Invalid` for a wrong code, `errors.Expired`, `errors.TooManyTries`.
        """
        with refusals.kept(self._ledger, "public", "alert", refusals.of_link(token)) as work:
            session = behind_code.opened(work, _usable(work, token), browser, typed)
            if session is not None:
                opened(work, _link(work, token)[1])
                return session
        raise codes.wrong()

    def read(self, by: Actor, token: str) -> AlertOpened:
        """Raises `errors.NotAllowed` for a browser that has not typed this alert's code."""
        require(by, Action.READ_LETTER)
        with self._ledger.work(by.label) as work:
            alert = _own(work, by, token)
            opened(work, alert)
            work.record("alert.viewed", query=alert.query_id, subject=f"alert:{alert.public_id}")
            found = shown(work, alert)
            work.let_go()
            return found

    def answer(
        self, by: Actor, token: str, name: str, answer: str, why: str, form_token: str
    ) -> None:
        """By a named person. Raises `errors.Invalid` without a name, or without why nobody can
        act, and `errors.Conflict` to who cannot act where somebody was first."""
        require(by, Action.ACKNOWLEDGE)
        given, clean_name, reason = checked(name, answer, why)
        with self._ledger.work(by.label) as work:
            alert = rows.locked(work, _own(work, by, token).id or 0)
            refuse_closed(work, alert)
            if inbox.receive(work, PAGE, form_token):
                ending.answered(work, alert, given, clean_name, reason)

    def ask_fresh(self, token: str) -> bool:
        """A new link to the same alert, mailed to the address on file and nowhere else; none while
        one that was just sent is on its way. Always True: the practice has an address."""
        with self._ledger.work("public") as work:
            link, alert = _link(work, token)
            fresh = behind_code.fresh_link(work, link)
            if fresh is not None:
                to = behind_code.TO_PRACTICE
                behind_code.send_link(work, fresh, NoticeKind.ALERT, to, alert.id)
            return True


def shown(work: Work, alert: Alert) -> AlertOpened:
    words = rows.opened(work, alert.sealed_words, rows.WORDS)
    return AlertOpened(
        reference=alert.reference,
        word=AlertWord(alert.word),
        line=rows.line(work, alert),
        organisation=rows.practice(work, alert).name,
        patient=rows.patient(work, alert),
        words=words or "",
        primary_site=rows.opened(work, alert.sealed_primary_site, rows.SITE),
        started_by=work.session.get_one(Responder, alert.started_by_id).name,
        started_at=alert.started_at,
        deadline_at=alert.deadline_at,
        answered=AlertAnswer(alert.answered_as) if alert.answered_as else None,
        answered_by=rows.opened(work, alert.sealed_answered_by, rows.ANSWERED_BY),
        answered_at=alert.answered_at,
        could_not=rows.could_not(work, alert),
        ended=AlertEnd(alert.ended_as) if alert.ended_as else None,
        reason=rows.opened(work, alert.sealed_reason, rows.REASON),
        now=work.now,
    )


def checked(name: str, answer: str, why: str) -> tuple[AlertAnswer, str, str | None]:
    who, reason = " ".join(clean(name).split()), clean(why)
    problems = []
    if not who or len(who) > LONGEST_NAME:
        problems.append(Problem(NAME, "Write your name, so that we know who."))
    given = next((each for each in AlertAnswer if each == answer), None)
    if given is None:
        problems.append(Problem(ANSWER, "Choose one: a clinician will act, or nobody can act."))
    cannot = given is AlertAnswer.CANNOT_ACT
    if cannot and (not reason or len(reason) > LONGEST):
        problems.append(Problem(WHY, "Say in a few words why nobody can act on it."))
    if problems or given is None:
        raise Invalid(problems)
    return given, who, reason if cannot else None


def _link(work: Work, token: str) -> tuple[AccessLink, Alert]:
    link = links.find(work.session, work.vault, token, links.LinkKind.ALERT)
    alert = work.session.get(Alert, link.alert_id) if link.alert_id else None
    if alert is None:
        raise NotFound
    return link, alert


def _usable(work: Work, token: str) -> AccessLink:
    link, alert = _link(work, token)
    refuse_closed(work, alert)
    return behind_code.usable(work, link)


def refuse_closed(work: Work, alert: Alert) -> None:
    """Whoever reads there may be anybody, and their word would end it (H17)."""
    if rows.code_closed(work, alert):
        number = phone_numbers.in_groups(rows.line(work, alert).number)
        raise NotAllowed(_CLOSED.format(number=number))


def _own(work: Work, by: Actor, token: str) -> Alert:
    """The session opens its own link's alert only: forwarding a link forwards no access."""
    link, alert = _link(work, token)
    if link.id != by.link_id:
        raise NotAllowed("Ask for a code first: it goes to your practice's address.")
    return alert


def opened(work: Work, alert: Alert) -> None:
    if work.update(alert, col(Alert.opened_at).is_(None), opened_at=work.now):
        work.record("alert.opened", query=alert.query_id, subject=f"alert:{alert.public_id}")

"""Couriers: each takes an outgoing row of ids, makes its words from the rows as they are now, and
hands it to the vendor. No transaction is open while the vendor is spoken to."""

from collections.abc import Collection

from advice_line.call_kinds import AlarmKind
from advice_line.desk.alerting import facts as alert_facts
from advice_line.desk.filing import putting
from advice_line.desk.guards import alarms, dialling
from advice_line.desk.mailbox import back_again
from advice_line.desk.messages import stopping
from advice_line.desk.owed import untexted
from advice_line.desk.questions import capping, ringing
from advice_line.desk.receipts import facts
from advice_line.desk.ring_back import placed, trying
from advice_line.desk.sending import held, mailing, record_copies, texting
from advice_line.desk.sending.said import NO_ADDRESS
from advice_line.desk.tracers import asking
from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.calls import Placed, Telephone
from advice_line.ports.letter_document import DocumentWriter
from advice_line.ports.mail import Mail, MailSender
from advice_line.ports.notices import Receipt, Slip
from advice_line.rules import may_dial
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust.roles import SYSTEM

RING_RESPONDER_SECONDS = 25
# The carrier's own code for as many calls at once as the account may have.
LEGS_FULL = "10004"


def handed_over(work: Work, slip: Slip) -> None:
    """What else is true of a row that a courier has handed to who carries it."""
    facts.sent(work, slip)
    alert_facts.sent(work, slip)


class _Courier:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def lost(self, slip: Slip, code: str) -> None:
        """A letter, a new time or an answer that does not get through becomes somebody's task (H04,
        H23, H24)."""
        with self._ledger.work(SYSTEM.label) as work:
            work.record(
                "outgoing.dead",
                query=slip.query_id,
                subject=f"outgoing:{slip.public_id}",
                code=code,
            )
            untexted.owe(work, slip)
            alert_facts.lost(work, slip, code)
            facts.lost(work, slip, code, nowhere=code == NO_ADDRESS)
            putting.failed(work, slip, code)
            if code != facts.CODE_CLOSED:
                back_again.notice_lost(work, slip)
            asking.lost(work, slip)


class SmsCourier(_Courier):
    def __init__(self, ledger: Ledger, telephone: Telephone | None, public_url: str) -> None:
        super().__init__(ledger)
        self._telephone = telephone
        self._public_url = public_url

    def deliver(self, slip: Slip) -> Receipt | None:
        with self._ledger.look(SYSTEM.label) as work:
            held.refuse(work, slip)
        text = None if capping.holds(self._ledger, slip) else self._text(slip)
        if text is None:
            return None
        if stopping.refuses(self._ledger, slip, text.sender, text.to):
            self._stopped(slip)
            return None
        telephone = _on(self._telephone)
        return Receipt(
            telephone.send_sms(
                sender=text.sender, to=text.to, words=text.words, outgoing=slip.public_id
            )
        )

    def find(self, slip: Slip) -> Receipt | None:
        text = self._text(slip)
        if text is None or slip.first_tried_at is None:
            return None
        found = _on(self._telephone).find_sms(
            sender=text.sender, to=text.to, words=text.words, since=slip.first_tried_at
        )
        return Receipt(found) if found else None

    def _stopped(self, slip: Slip) -> None:
        """An answer, or what was asked back, that may not be texted is told another way (H04)."""
        with self._ledger.work(SYSTEM.label) as work:
            facts.lost(work, slip, stopping.FAILURE, nowhere=False)
            back_again.notice_lost(work, slip)

    def _text(self, slip: Slip) -> texting.Text | None:
        with self._ledger.look(SYSTEM.label) as work:
            return texting.text(work, slip, self._public_url)


class CallCourier(_Courier):
    """The responder's phone is rung, to ring somebody back or for a written question; what it hears
    is asked of the desk."""

    def __init__(
        self,
        ledger: Ledger,
        telephone: Telephone | None,
        countries: Collection[str] = may_dial.HOME,
    ) -> None:
        super().__init__(ledger)
        self._telephone = telephone
        self._countries = countries

    def deliver(self, slip: Slip) -> Receipt | None:
        with self._ledger.look(SYSTEM.label) as work:
            wanted = _wanted(work, slip)
        if wanted is None:
            self._not_rung(slip)
            return None
        show, to, seconds = wanted
        self._hold(to)
        try:
            call = _on(self._telephone).place_call(
                show=show,
                to=to,
                ring_seconds=seconds,
                attempt=slip.public_id,
                what=Placed.QUESTION if _is_question(slip) else Placed.BACK,
            )
        except DeliveryDelayed as error:
            self._perhaps_full(error)
            raise
        return Receipt(call, final=True)

    def _perhaps_full(self, error: DeliveryDelayed) -> None:
        """Tried again by itself; that the account is too small is for people to mend."""
        if error.code == LEGS_FULL:
            with self._ledger.work(SYSTEM.label) as work:
                once = f"{work.now:%Y-%m-%d}"
                alarms.happened(work, AlarmKind.LEGS_FULL, once, code=error.code)

    def find(self, slip: Slip) -> Receipt | None:
        if slip.first_tried_at is None:
            return None
        with self._ledger.look(SYSTEM.label) as work:
            show, to = _shown(work, slip), _rung(work, slip)
        found = _on(self._telephone).find_call(show=show, to=to, since=slip.first_tried_at)
        return Receipt(found, final=True) if found else None

    def lost(self, slip: Slip, code: str) -> None:
        self._not_rung(slip)
        super().lost(slip, code)

    def _not_rung(self, slip: Slip) -> None:
        with self._ledger.work(SYSTEM.label) as work:
            (ringing if _is_question(slip) else trying).not_rung(work, slip)

    def _hold(self, to: str) -> None:
        """Raises `errors.DeliveryRefused` for a number that may not be rung."""
        with self._ledger.work(SYSTEM.label) as work:
            why = dialling.refused(work, to, self._countries)
        if why is not None:
            raise DeliveryRefused(f"not_dialled_{why}")


def _wanted(work: Work, slip: Slip) -> tuple[str, str, int] | None:
    """Which number is shown, which is rung and for how many seconds; None where nobody is to be
    rung any more."""
    if _is_question(slip):
        seconds = ringing.seconds_of(work, slip)
    else:
        seconds = RING_RESPONDER_SECONDS if placed.wanted(work, slip) else None
    return None if seconds is None else (_shown(work, slip), _rung(work, slip), seconds)


def _is_question(slip: Slip) -> bool:
    return slip.kind == NoticeKind.QUESTION_CALL


def _rung(work: Work, slip: Slip) -> str:
    return ringing.rings(work, slip) if _is_question(slip) else placed.rings(work, slip)


def _shown(work: Work, slip: Slip) -> str:
    query = work.session.get_one(Query, slip.query_id)
    return work.session.get_one(Line, query.line_id).number


class MailCourier(_Courier):
    """`writer` makes what is mailed into the hospital's own record."""

    def __init__(
        self, ledger: Ledger, mail: MailSender | None, public_url: str, writer: DocumentWriter
    ) -> None:
        super().__init__(ledger)
        self._mail = mail
        self._public_url = public_url
        self._writer = writer

    def deliver(self, slip: Slip) -> Receipt | None:
        if capping.holds(self._ledger, slip):
            return None
        with self._ledger.look(SYSTEM.label) as work:
            mail = self._made(work, slip)
        if mail is None:
            return None
        if self._mail is None:
            raise DeliveryDelayed("mail is off")
        self._mail.send(mail)
        return Receipt(mail.message_id)

    def _made(self, work: Work, slip: Slip) -> Mail | None:
        if slip.kind == NoticeKind.RECORD_COPY:
            return record_copies.mail(work, slip, self._writer)
        return mailing.mail(work, slip, self._public_url)

    def find(self, _slip: Slip) -> Receipt | None:
        """SMTP cannot be asked: the mail goes once more under the same Message-ID."""
        return None


def _on(telephone: Telephone | None) -> Telephone:
    if telephone is None:
        raise DeliveryDelayed("telephone is off")
    return telephone

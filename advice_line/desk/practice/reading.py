"""The door of people of a practice to one thing that their practice asked or was told. What they
say of it is said by their name, which they do not type (H04); another practice's is not there."""

from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.alert_kinds import AlertAnswer
from advice_line.desk.alerting import box, ending, rows
from advice_line.desk.alerting.box import AlertOpened
from advice_line.desk.asking import own_words
from advice_line.desk.asking.own_words import Own
from advice_line.desk.letter import documents, letters
from advice_line.desk.practice import own, questions
from advice_line.desk.query import moving
from advice_line.desk.receipts import letterbox, reaching, received, said
from advice_line.desk.receipts.letterbox import Opened
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.kinds import Acknowledgement, QueryState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.letter_document import LetterDocument
from advice_line.rules import practice_form
from advice_line.tables.advice import Advice
from advice_line.tables.alerts import Alert
from advice_line.tables.practices import PracticeMember
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
_CLINICIAN = (
    "That a clinician acts on it is said by a clinician, signed in by their own name. You may say "
    "that it is received and filed."
)
_CLOSED = "The code of this practice is closed, so nothing that is said here ends what we ask."


@dataclass(frozen=True)
class Reader:
    """Who reads: as they sign, and whether they are a clinician."""

    signs: str
    clinical: bool


@dataclass(frozen=True)
class Asked:
    """What was asked and is not answered yet. `own` is None where nobody has shown that who asked
    is of this practice: then their words are theirs alone."""

    query: Query
    state: QueryState
    own: Own | None


class PracticeReading:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def reader(self, by: Actor) -> Reader:
        require(by, Action.SEE_PRACTICE)
        with self._ledger.look(by.label) as work:
            return _reader(own.member(work, by))

    def letter(self, by: Actor, reference: str) -> Opened | None:
        """The newest version, which is opened by this; None where nothing is advised yet.

        Raises `errors.NotFound`, another practice's included."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            query = moving.locked(work, questions.of_practice(work, by, reference).id or 0)
            advice = letters.newest(work, query.id or 0)
            return letterbox.opened(work, advice, of_asker=False) if advice else None

    def asked(self, by: Actor, reference: str) -> Asked:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            query = questions.of_practice(work, by, reference)
            known = questions.is_known(query)
            work.record("question.viewed", query=query.id)
            state = QueryState(query.state)
            found = Asked(query, state, own_words.of(work, query) if known else None)
            work.let_go()
            return found

    def document(self, by: Actor, reference: str) -> LetterDocument:
        """The newest version for a record. Raises `errors.NotFound`."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            advice = _advice(work, questions.of_practice(work, by, reference))
            received.viewed(work, advice)
            return documents.document(work, advice)

    def acknowledge(
        self, by: Actor, reference: str, how: str, version: int, why: str, once: str
    ) -> None:
        """As whoever is signed in. Raises `errors.Invalid` where a newer version has come or a word
        is missing, `errors.Conflict` after a word that stands above theirs, and
        `errors.NotAllowed` to who is no clinician and says that one acts."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            reader = _reader(own.member(work, by))
            query = moving.locked(work, questions.of_practice(work, by, reference).id or 0)
            given = received.checked(reader.signs, how, why)
            if given.how is Acknowledgement.CLINICIAN_WILL_ACT:
                _refuse_other(reader)
            advice = _advice(work, query)
            if reaching.code_closed(work, query):
                raise NotAllowed(_CLOSED)
            if advice.version != version:
                raise Invalid([Problem("version", "A newer version has come. Read it first.")])
            if inbox.receive(work, PAGE, once) and not received.keep(work, advice, given):
                received.refuse_other(work, advice, given)

    def helped(self, by: Actor, reference: str, *, yes: bool) -> None:
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            advice = _advice(work, questions.of_practice(work, by, reference))
            said.helpful(work, advice, of_asker=False, yes=yes)

    def alert(self, by: Actor, reference: str) -> AlertOpened:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            alert = _alert(work, by, reference)
            box.opened(work, alert)
            work.record("alert.viewed", query=alert.query_id, subject=f"alert:{alert.public_id}")
            found = box.shown(work, alert)
            work.let_go()
            return found

    def answer(self, by: Actor, reference: str, answer: str, why: str, once: str) -> None:
        """As whoever is signed in. Raises as `acknowledge` does."""
        require(by, Action.SEE_PRACTICE)
        with self._ledger.work(by.label) as work:
            reader = _reader(own.member(work, by))
            alert = rows.locked(work, _alert(work, by, reference).id or 0)
            given, name, reason = box.checked(reader.signs, answer, why)
            if given is AlertAnswer.WILL_ACT:
                _refuse_other(reader)
            box.refuse_closed(work, alert)
            if inbox.receive(work, PAGE, once):
                ending.answered(work, alert, given, name, reason)


def _reader(member: PracticeMember) -> Reader:
    return Reader(
        practice_form.signature(member.name, member.role), practice_form.clinical(member.role)
    )


def _refuse_other(reader: Reader) -> None:
    if not reader.clinical:
        raise Conflict(_CLINICIAN)


def _advice(work: Work, query: Query) -> Advice:
    advice = letters.newest(work, query.id or 0)
    if advice is None:
        raise NotFound
    return advice


def _alert(work: Work, by: Actor, reference: str) -> Alert:
    wanted = select(Alert).where(
        col(Alert.reference) == reference.strip().upper(),
        col(Alert.organisation_id) == own.member(work, by).organisation_id,
    )
    found = work.session.exec(wanted).first()
    if found is None:
        raise NotFound
    return found

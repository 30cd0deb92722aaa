"""The door of clinical systems: each does with a key what its organisation does on the pages, and
sees nothing of any other (H15)."""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import col, select

from advice_line.api_kinds import LetterForm
from advice_line.desk.asking import withdrawing
from advice_line.desk.letter import documents, letters
from advice_line.desk.owed import awaited
from advice_line.desk.query import moving
from advice_line.desk.questions import arriving, joining
from advice_line.desk.questions.asked import Asked
from advice_line.desk.receipts import received
from advice_line.desk.systems import own, raising, replays
from advice_line.errors import Conflict, NotFound
from advice_line.kinds import Channel
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.letter_document import DocumentWriter
from advice_line.rules import letter_text, raised
from advice_line.rules.said_by_system import Acknowledged, Written
from advice_line.tables.advice import Advice
from advice_line.tables.api_keys import ApiKey, LetterFetch
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

Json = dict[str, Any]
_CLOSED = "This question is closed. Ask anew if there is more."
_ASKED_OTHERWISE = "This was not asked through this API. Write where it was asked."
_NOT_ASKED = "Nothing is asked back now. Read the query again."


@dataclass(frozen=True)
class Fetched:
    reference: str
    version: int
    content: bytes = field(repr=False)


class Systems:
    def __init__(self, ledger: Ledger, fhir: DocumentWriter) -> None:
        self._ledger = ledger
        self._fhir = fhir

    def ask(self, by: Actor, key: str | None, body: object) -> Json:
        """A query of its own; what is sent again under the same key is answered as it was.

        Raises `errors.Invalid` with every problem; nothing is kept then.
        """
        require(by, Action.ASK_BY_SYSTEM)
        once, given, whose = replays.checked(key), raised.given(body), _organisation(by)
        sound = raising.sound_files(given)
        with self._ledger.work(by.label) as work:
            before = replays.before(work, whose, once, "ask", body)
            if before is not None:
                return before
            organisation = raising.organisation(work, whose)
            line, said = raising.read(work, given, sound)
            arrival = replays.arrival(work, whose, once)
            asked = raising.asked(work, organisation, said, sound, arrival)
            query, told = arriving.opened(work, line, asked, acknowledged=False)
            return replays.keep(work, whose, once, "ask", body, own.raised(work, told, query))

    def read(self, by: Actor, reference: str) -> Json:
        """Raises `errors.NotFound`, `errors.NotAllowed`."""
        require(by, Action.READ_BY_SYSTEM)
        with self._ledger.work(by.label) as work:
            query = own.query(work, _organisation(by), reference)
            own.refuse_closed(work, query)
            shown = own.shown(work, query)
            if own.asked_back_words(shown):
                work.record("question.viewed", query=query.id)
            return shown

    def changed(self, by: Actor, since: str | None, limit: int) -> Json:
        """Raises `errors.Invalid` for what is no cursor of ours."""
        require(by, Action.READ_BY_SYSTEM)
        with self._ledger.look(by.label) as work:
            return own.changed(work, _organisation(by), since, limit)

    def write(
        self, by: Actor, reference: str, key: str | None, body: object, *, answers: bool = False
    ) -> Json:
        """Words that join the query, or (`answers`) that answer what was asked back.

        Raises `errors.NotFound`, `errors.Invalid`, and `errors.Conflict` once it is closed, where
        nothing is asked back, or where the question was asked in another way.
        """
        require(by, Action.ASK_BY_SYSTEM)
        once, written, whose = replays.checked(key), Written.read(body), _organisation(by)
        with self._ledger.work(by.label) as work:
            query = own.query(work, whose, reference)
            what = f"{'answer' if answers else 'write'} {query.reference}"
            before = replays.before(work, whose, once, what, body)
            if before is not None:
                return before
            _refuse(work, query, answers=answers)
            asked = _added(work, whose, written.words, once)
            joining.added(work, work.session.get_one(Line, query.line_id), query, asked)
            return replays.keep(work, whose, once, what, body, own.kept(work, query))

    def withdraw(self, by: Actor, reference: str, key: str | None, body: object) -> Json:
        """Raises what `write` does, and `errors.Conflict` where it has been answered."""
        require(by, Action.ASK_BY_SYSTEM)
        once, written, whose = replays.checked(key), Written.read(body), _organisation(by)
        with self._ledger.work(by.label) as work:
            query = own.query(work, whose, reference)
            what = f"withdraw {query.reference}"
            before = replays.before(work, whose, once, what, body)
            if before is not None:
                return before
            _refuse_others(query)
            query = moving.locked(work, query.id or 0)
            words = withdrawing.words(written.words)
            withdrawing.withdrawn(work, query, _added(work, whose, words, once))
            return replays.keep(work, whose, once, what, body, own.kept(work, query))

    def letter(self, by: Actor, reference: str, version: int, form: LetterForm) -> Fetched:
        """That it was fetched is a fact of its own: nobody need have read it.

        Raises `errors.NotFound`, `errors.NotAllowed`.
        """
        require(by, Action.FETCH_LETTER)
        with self._ledger.work(by.label) as work:
            query = own.query(work, _organisation(by), reference)
            own.refuse_closed(work, query)
            advice = _version(work, query, version)
            content = self._content(work, advice, form)
            key = work.session.exec(
                select(ApiKey.id).where(col(ApiKey.public_id) == by.label.partition(":")[2])
            ).one()
            work.add(LetterFetch(advice_id=advice.id or 0, key_id=key or 0, at=work.now, form=form))
            subject = f"advice:{advice.public_id}"
            work.record("letter.fetched", query=query.id, subject=subject, form=form)
            return Fetched(query.reference, version, content)

    def acknowledge(
        self, by: Actor, reference: str, version: int, key: str | None, body: object
    ) -> Json:
        """A named clinician says that they will act, or cannot: the same step as on the page.

        Raises `errors.NotFound`, `errors.NotAllowed`, `errors.Invalid`, and `errors.Conflict` where
        a newer version has come meanwhile.
        """
        require(by, Action.ACKNOWLEDGE_BY_SYSTEM)
        once, whose = replays.checked(key), _organisation(by)
        said = Acknowledged.read(body)
        given = received.checked(said.name_and_role, said.acknowledgement, said.reason)
        with self._ledger.work(by.label) as work:
            query = moving.locked(work, own.query(work, whose, reference).id or 0)
            own.refuse_closed(work, query)
            what = f"acknowledge {query.reference} {version}"
            advice = _version(work, query, version)
            before = replays.before(work, whose, once, what, body)
            if before is not None:
                return before
            newest = letters.newest(work, query.id or 0)
            if newest is None or newest.version != version:
                raise Conflict("A newer version has come. Fetch and read it first.")
            if not received.keep(work, advice, given):
                received.refuse_other(work, advice, given)
            return replays.keep(work, whose, once, what, body, own.kept(work, query))

    def _content(self, work: Work, advice: Advice, form: LetterForm) -> bytes:
        if form is LetterForm.TEXT:
            return letter_text.plain(letters.letter(work, advice)).encode()
        document = documents.document(work, advice)
        return document.pdf if form is LetterForm.PDF else self._fhir.write(document)


def _organisation(by: Actor) -> int:
    if by.organisation_id is None:
        raise NotFound
    return by.organisation_id


def _refuse(work: Work, query: Query, *, answers: bool) -> None:
    _refuse_others(query)
    if not joining.may_join(work, query):
        raise Conflict(_CLOSED)
    if answers and awaited.open_of(work, query) is None:
        raise Conflict(_NOT_ASKED)


def _refuse_others(query: Query) -> None:
    if query.channel != Channel.API:
        raise Conflict(_ASKED_OTHERWISE)


def _added(work: Work, whose: int, words: str, once: str) -> Asked:
    organisation = raising.organisation(work, whose)
    return raising.added(organisation, words, replays.arrival(work, whose, once))


def _version(work: Work, query: Query, version: int) -> Advice:
    found = work.session.exec(
        select(Advice).where(col(Advice.query_id) == query.id, col(Advice.version) == version)
    ).first()
    if found is None:
        raise NotFound("Your organisation has no such letter.")
    return found

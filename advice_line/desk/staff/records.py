"""The responder's door: a query opened, taken, rung back, closed; its record from first word to
signature. What was typed is kept before it is judged, so that nothing a person gave is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from advice_line.desk.countersigning import said_late
from advice_line.desk.letter import letters
from advice_line.desk.messages import words_seen
from advice_line.desk.owed import practice_wanted, said_before, tracing
from advice_line.desk.owners import handing_over, taking
from advice_line.desk.query import looks, practices, theirs
from advice_line.desk.questions import passing_on
from advice_line.desk.record import casework, drafts
from advice_line.desk.ring_back import by_hand
from advice_line.desk.staff import destinations, keeping, opening, texts_unread, typed
from advice_line.directory import lookups
from advice_line.directory.guidance import suggested
from advice_line.errors import (
    Invalid,
    NotAllowed,
    Problem,
)
from advice_line.kinds import QueryState
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.record_kinds import ClosedAs
from advice_line.rules import closing, guidance_match, helpful
from advice_line.rules.record import Record
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.queries import Query
from advice_line.trust import sessions
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
# More pages of guidance than this nobody looks through while they write.
MOST_AT_HAND = 12


@dataclass(frozen=True)
class Signed:
    """What signing did; `sends_to` is None where no address is on file."""

    reference: str
    version: int
    sends_to: str | None


@dataclass(frozen=True)
class AtHand:
    phrases: tuple[str, ...]
    guidance: tuple[guidance_match.Page, ...]


class Records:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def open(self, by: Actor, reference: str, *, with_words: bool = False) -> opening.Open:
        """Every look at a query leaves a line in the trail, and another where it is shown
        `with_words`, which somebody has said or texted."""
        require(by, Action.SEE_QUERY)
        with self._ledger.work(by.label) as work:
            query = theirs.query(work, by, Action.SEE_QUERY, reference)
            looks.saw(work, by, Action.SEE_QUERY, "query.viewed", query)
            seen = opening.opened(work, query, _author(work, by))
            if with_words and seen.messages:
                work.record(texts_unread.SHOWN, query=query.id)
            work.let_go()
            return seen

    def organisations(self, by: Actor) -> list[Organisation]:
        """Whose query one may be said to be, by name."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.look(by.label) as work:
            return sorted(lookups.organisations(work.session), key=lambda each: each.name.lower())

    def at_hand(self, by: Actor, reference: str, question: str) -> AtHand:
        """What one tap writes into an answer: phrases of the line, local guidance in date (H25);
        where there is more of it than one looks through, what fits the question."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.WRITE_RECORD, reference)
            line = work.session.get_one(Line, query.line_id)
            today = work.now.astimezone(ZoneInfo(line.time_zone)).date()
            pages = suggested.pages(work.session, line.id)
            good = [each for each in pages if not each.overdue(today)]
            if len(good) > MOST_AT_HAND:
                good = guidance_match.offered(good, question, today)
            return AtHand(tuple(line.phrases), tuple(good))

    def hints(self, by: Actor, reference: str) -> tuple[str, ...]:
        """Gentle questions about the newest version, for its author; never a judgement."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.look(by.label) as work:
            newest = letters.newest(
                work, theirs.query(work, by, Action.WRITE_RECORD, reference).id or 0
            )
            if newest is None or newest.author_id != by.responder_id:
                return ()
            return helpful.hints(letters.record_of(work, newest))

    def mailed(self, by: Actor, reference: str) -> bool:
        """Whether the newest version was to go by mail; else somebody rings the practice."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.look(by.label) as work:
            newest = letters.newest(
                work, theirs.query(work, by, Action.WRITE_RECORD, reference).id or 0
            )
            return newest is not None and letters.mailed(work, newest)

    def keep(self, by: Actor, reference: str, form: Mapping[str, str]) -> drafts.Kept:
        """Keep a draft as it stands, right or wrong, beside what another page of theirs says."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            query = _own(work, by, reference)
            return keeping.keep(work, query, _author(work, by), form)

    def keep_late(self, session: str, reference: str, form: Mapping[str, str]) -> None:
        """Keep what was typed in a browser whose session has just run out, for whom it was.

        It opens nothing. Raises `errors.NotAllowed` when that cannot be told any more.
        """
        with self._ledger.work("public") as work:
            by = sessions.lapsed_staff(work.session, session, work.now)
            if by is None:
                raise NotAllowed
            keeping.keep(work, _own(work, by, reference), _author(work, by), form)
            work.record("draft.kept_late")

    def sign(self, by: Actor, reference: str, form: Mapping[str, str], token: str) -> Signed:
        """Sign the record; the same `token` signs once.

        Raises `errors.IdentifiersDiffer` when facts of the patient contradict and no reason was
        given, `errors.WordsCame` when its requester has added what the page had not shown,
        `errors.TypedElsewhere` when they have themselves on another page, or `errors.Invalid`, also
        when another version has come meanwhile. In each case the draft is kept.
        """
        require(by, Action.WRITE_RECORD)
        self.keep(by, reference, form)
        with self._ledger.work(by.label) as work:
            query, author = _own(work, by, reference), _author(work, by)
            if inbox.receive(work, PAGE, token):
                _refuse_overtaken(work, query, author, form)
                record = typed.read(work, query, author, form)
                key = form.get(practices.FIELD, "")
                practice_wanted.choose(work, query, key, author.id)
                _sign(work, query, author, record, _addendum_reason(form))
            else:
                drafts.drop(work, query, author.id or 0)
            newest = letters.newest(work, query.id or 0)
            assert newest is not None
            return Signed(query.reference, newest.version, opening.sends_to(work, query))

    def look_over(
        self, by: Actor, reference: str, form: Mapping[str, str]
    ) -> tuple[Record, destinations.Goes]:
        """The record as it would be signed, and where it goes, to be looked over once more (H02).
        Nothing is signed; the draft is kept. Raises what `sign` does."""
        require(by, Action.WRITE_RECORD)
        self.keep(by, reference, form)
        with self._ledger.look(by.label) as work:
            query = theirs.query(work, by, Action.WRITE_RECORD, reference)
            author = _author(work, by)
            _refuse_overtaken(work, query, author, form)
            chosen = form.get(practices.FIELD, "")
            if not practices.may_be_chosen(work, chosen):
                raise Invalid([Problem(practices.FIELD, practices.NO_SUCH)])
            record = typed.read(work, query, author, form)
            return record, destinations.of(work, query, chosen)

    def claim(self, by: Actor, reference: str) -> None:
        """Take a waiting query; raises `errors.AlreadyTaken` naming who was first (H10)."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            taking.claim(work, theirs.held(work, by, Action.CLAIM, reference), _author(work, by))

    def ring_back(self, by: Actor, reference: str, token: str) -> None:
        """Ring the responder's phone, then the requester, showing the line's number."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                by_hand.ring(work, query, _author(work, by))

    def said_of_call_back(self, by: Actor, reference: str, token: str, *, spoke: bool) -> None:
        """Of a call back that was over in a moment: whether they spoke, or a machine answered.
        Raises `errors.Conflict` where that is known already."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                by_hand.said(work, query, _author(work, by), spoke=spoke)

    def number_found(self, by: Actor, reference: str, number: str, token: str) -> None:
        """The number of a caller who left none. Raises `errors.AlreadyTaken` where a colleague has
        the query, `errors.Invalid` for what is no number."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if query.owner_id is not None and query.owner_id != by.responder_id:
                raise taking.already_taken(work, query, query.owner_id)
            if inbox.receive(work, PAGE, token):
                tracing.found(work, query, number, by=by.responder_id)

    def rang(self, by: Actor, reference: str, token: str) -> bool:
        """They talked on the responder's own phone: the promise is kept. Returns whether the
        record is owed now: it is, unless it was written first."""
        require(by, Action.CLAIM)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                taking.rang(work, query, _author(work, by))
            return query.state == QueryState.ACCEPTED

    def said_before(self, by: Actor, reference: str, words: str, token: str) -> None:
        """What they had said on the telephone before they passed the call on. Raises what
        `desk.said_before.write` does."""
        require(by, Action.WRITE_RECORD)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.WRITE_RECORD, reference)
            if inbox.receive(work, PAGE, token):
                said_before.write(work, query, by.responder_id or 0, words)
                said_late.owe(work, query, by.responder_id or 0)

    def close(
        self,
        by: Actor,
        reference: str,
        words: str,
        token: str,
        how: str = ClosedAs.OTHER,
        *,
        seen: str | None = None,
    ) -> None:
        """Close without advice, only by a person with a reason; `seen` is what their page had shown
        of the requester's words. Raises what `closing.read` and `taking.close` do, and
        `errors.WordsCame`."""
        require(by, Action.CLAIM)
        why = closing.read(how, words)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.CLAIM, reference)
            if inbox.receive(work, PAGE, token):
                words_seen.refuse_unseen(work, query, seen)
                live = opening.going_on(work, query)
                taking.close(work, query, _author(work, by), why, going_on=live)


def _author(work: Work, by: Actor) -> Responder:
    return work.session.get_one(Responder, by.responder_id)


def _own(work: Work, by: Actor, reference: str) -> Query:
    """The query, if it is this responder's; raises `errors.NotAllowed`."""
    query = theirs.held(work, by, Action.WRITE_RECORD, reference)
    if query.owner_id is None or query.owner_id != by.responder_id:
        owner = work.session.get(Responder, query.owner_id) if query.owner_id else None
        advised = letters.newest(work, query.id or 0) is not None
        named = owner.name if owner else None
        left = owner is not None and handing_over.may_be_taken(work, query)
        raise NotAllowed(opening.not_theirs(query, named, advised=advised, left=left))
    return query


def _sign(work: Work, query: Query, author: Responder, record: Record, reason: str | None) -> None:
    """Raises what `casework.sign` does; of what may not be written, with who could write it."""
    try:
        casework.sign(work, query, author, record, reason)
    except Invalid as error:
        outside = [each for each in error.problems if each.field == "within_scope"]
        if not outside:
            raise
        who = ", ".join(passing_on.in_scope(work, query)) or "nobody on this line"
        said = f"{outside[0].message} In whose scope it is: {who}. You can pass it on to them."
        raise Invalid([Problem("within_scope", said)]) from error


def _refuse_overtaken(work: Work, query: Query, author: Responder, form: Mapping[str, str]) -> None:
    """An addendum is a whole letter: what another page has added meanwhile would be lost in it. So
    would what its author has typed on another device; and what its requester has added meanwhile
    would be answered unread (H01)."""
    words_seen.refuse_unseen(work, query, form.get(words_seen.FIELD))
    drafts.refuse_unseen(work, query, author.id or 0, form)
    newest = letters.newest(work, query.id or 0)
    signed = newest.version if newest else 0
    if form.get(drafts.VERSION, str(signed)) != str(signed):
        said = (
            "Another version was signed since this page was opened, and nothing has been sent now. "
            "Read it in the query, bring over what is to stay, then save again."
        )
        raise Invalid([Problem("", said)])


def _addendum_reason(form: Mapping[str, str]) -> str | None:
    return (form.get(drafts.ADDENDUM_REASON) or "").strip() or None

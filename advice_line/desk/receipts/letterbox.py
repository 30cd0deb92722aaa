"""The practice's door: a link says that a reply is waiting, a code sent to the address on file
opens it, and a button says that it was received. Looking at the link alone changes nothing."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.letter import documents, letters
from advice_line.desk.query import moving
from advice_line.desk.receipts import acknowledged, reaching, received, said
from advice_line.directory import lookups
from advice_line.errors import Invalid, NotAllowed, NotFound, Problem
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.letter import Letter
from advice_line.ports.letter_document import LetterDocument
from advice_line.rules import phone_numbers
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.queries import Query
from advice_line.tables.trust import AccessLink
from advice_line.trust import behind_code, codes, links, refusals
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
_CLOSED = (
    "The code of this practice is closed, so no code is sent to its address. Ring the line: its "
    "number stands on this page."
)
_NOTHING_KEPT = (
    "The code of this practice is closed, so nothing that is said here ends what we ask about this "
    "advice. Ring us: {number}."
)


@dataclass(frozen=True)
class Waiting:
    """What anybody holding the link may know: nothing of the patient."""

    reference: str
    line: Line
    organisation: str
    sent_to: str
    expired: bool
    now: datetime


@dataclass(frozen=True)
class Opened:
    """`earlier` are the versions before it, the newest first."""

    letter: Letter
    earlier: tuple[Letter, ...]
    said: tuple[acknowledged.Word, ...]
    helpful: bool | None
    now: datetime


class Letterbox:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, token: str) -> Waiting:
        """Raises `errors.NotFound` for a link that is not one of ours."""
        with self._ledger.look("public") as work:
            link = _link(work, token)
            query = work.session.get_one(Query, link.query_id)
            line = lookups.line(work.session, query.line_id)
            organisation = work.session.get_one(Organisation, link.organisation_id)
            assert line is not None
            return Waiting(
                reference=query.reference,
                line=line,
                organisation=organisation.name,
                sent_to=behind_code.hint(organisation.email or ""),
                expired=not links.usable(link, work),
                now=work.now,
            )

    def send_code(self, token: str, browser: str) -> None:
        """Mail six figures to the address on file.

        Raises `errors.Expired` or `errors.TooManyTries`.
        """
        with refusals.kept(self._ledger, "public", "letter", refusals.of_link(token)) as work:
            behind_code.send_code(work, _usable(work, token), browser, behind_code.TO_PRACTICE)

    def open(self, token: str, browser: str, typed: str) -> str:
        """The right code makes a session for this one letter: its token, for a cookie.

        This opens the letter; a scanner that follows the link cannot.

        Raises `errors.Invalid` for a wrong code, `errors.Expired`, `errors.TooManyTries`.
        """
        with refusals.kept(self._ledger, "public", "letter", refusals.of_link(token)) as work:
            link = _usable(work, token)
            session = behind_code.opened(work, link, browser, typed)
            if session is not None:
                _opened(work, link)
                return session
        raise codes.wrong()

    def read(self, by: Actor, token: str) -> Opened:
        """The newest version; one that came after the code was typed is opened by this.

        Raises `errors.NotAllowed` for a browser that has not typed this letter's code.
        """
        require(by, Action.READ_LETTER)
        with self._ledger.work(by.label) as work:
            link = _own(work, by, token)
            return opened(work, _advice(work, link), of_asker=_is_askers(link))

    def document(self, by: Actor, token: str) -> LetterDocument:
        """The same version for another system's record; it is opened by this as by `read`."""
        require(by, Action.READ_LETTER)
        with self._ledger.work(by.label) as work:
            advice = _advice(work, _own(work, by, token))
            received.viewed(work, advice)
            return documents.document(work, advice)

    def acknowledge(
        self, by: Actor, token: str, name: str, how: str, version: int, form_token: str, why: str
    ) -> None:
        """Received, by a named person (H04): a clinician's word closes the loop, filing does not;
        that nobody can act on it, and `why`, makes it its author's again.

        Raises `errors.Invalid` without a name, or when a newer version has come meanwhile, and
        `errors.Conflict` to who comes after a word that stands above theirs.
        """
        require(by, Action.ACKNOWLEDGE)
        given = received.checked(name, how, why)
        with self._ledger.work(by.label) as work:
            link = _own(work, by, token)
            advice = _advice(work, link)
            _refuse_closed(work, link)
            if advice.version != version:
                raise Invalid([Problem("version", "A newer version has come. Read it first.")])
            if inbox.receive(work, PAGE, form_token) and not received.keep(work, advice, given):
                received.refuse_other(work, advice, given)

    def helped(self, by: Actor, token: str, *, yes: bool) -> None:
        """One tap, which may be changed; it says nothing of what was received."""
        require(by, Action.ACKNOWLEDGE)
        with self._ledger.work(by.label) as work:
            link = _own(work, by, token)
            advice = _advice(work, link)
            said.helpful(work, advice, of_asker=_is_askers(link), yes=yes)

    def ask_fresh(self, token: str) -> bool:
        """A new link to the same letter, mailed to the address on file and nowhere else; none
        while one that was just sent is on its way. Always True: the practice has an address."""
        with self._ledger.work("public") as work:
            link = _link(work, token)
            fresh = behind_code.fresh_link(work, link)
            if fresh is not None:
                advice = letters.newest(work, link.query_id or 0)
                about, to = advice.id if advice else None, behind_code.TO_PRACTICE
                behind_code.send_link(work, fresh, NoticeKind.LETTER_NOTICE, to, about)
            return True


def opened(work: Work, advice: Advice, *, of_asker: bool) -> Opened:
    """Shown to one of its readers, whom the trail names."""
    received.viewed(work, advice)
    tap = said.tapped(work, advice, of_asker=of_asker)
    return Opened(
        letter=letters.letter(work, advice),
        earlier=tuple(letters.letter(work, each) for each in letters.earlier(work, advice)),
        said=acknowledged.words(work, advice),
        helpful=tap.yes if tap is not None else None,
        now=work.now,
    )


def _link(work: Work, token: str) -> AccessLink:
    """Raises `errors.NotAllowed` to a practice whose letter it is no more: a number had said that
    it was theirs, and a person said otherwise (H15)."""
    link = links.find(work.session, work.vault, token, links.LinkKind.LETTER)
    _refuse_anothers(work.session.get_one(Query, link.query_id), link)
    return link


def _refuse_anothers(query: Query, link: AccessLink) -> None:
    """Who asked reads the answer whatever practice they are of."""
    if _is_askers(link):
        return
    if query.organisation_id != link.organisation_id:
        raise NotAllowed("This letter belongs to another practice. Please delete what you have.")


def _refuse_closed(work: Work, link: AccessLink) -> None:
    """Whoever has its letter open there may be anybody, and their word would end its silence; who
    asked has shown that it is they, or hears nothing either (H17)."""
    query = work.session.get_one(Query, link.query_id)
    gone = reaching.held(work, query) if _is_askers(link) else reaching.code_closed(work, query)
    if gone:
        number = work.session.get_one(Line, query.line_id).number
        raise NotAllowed(_NOTHING_KEPT.format(number=phone_numbers.in_groups(number)))


def _is_askers(link: AccessLink) -> bool:
    return link.kind == links.LinkKind.QUESTION


def _usable(work: Work, token: str) -> AccessLink:
    link = behind_code.usable(work, _link(work, token))
    if reaching.code_closed(work, work.session.get_one(Query, link.query_id)):
        raise NotAllowed(_CLOSED)
    return link


def _own(work: Work, by: Actor, token: str) -> AccessLink:
    """The session opens its own link's letter only: forwarding a link forwards no access."""
    link = _of_asker(work, token) or _link(work, token)
    if link.id != by.link_id:
        raise NotAllowed("Ask for a code first: it goes to your practice's address.")
    return link


def _of_asker(work: Work, token: str) -> AccessLink | None:
    """Where it is the link of who asked, to what they asked: its code was their own."""
    with suppress(NotFound):
        return links.find(work.session, work.vault, token, links.LinkKind.QUESTION)
    return None


def _advice(work: Work, link: AccessLink) -> Advice:
    # Asked again after the wait for the lock: the newest version may be for another practice.
    _refuse_anothers(moving.locked(work, link.query_id or 0), link)
    advice = letters.newest(work, link.query_id or 0)
    if advice is None:
        raise NotFound
    return advice


def _opened(work: Work, link: AccessLink) -> None:
    received.opened(work, _advice(work, link))

"""The door of a requester to what they asked: a link says nothing, a code to where they asked from
opens it, and what they do there is a button. Looking at the link alone changes nothing.

Where somebody asked by the form and has not shown that the address is theirs, the code alone works
only in the browser in which they asked; anywhere else a fact of the patient is asked beside it: a
mistyped address would open it to whoever has that (H15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.asking import confirming, given_files, own_words, proof, withdrawing
from advice_line.desk.query import moving, reading
from advice_line.desk.questions import arriving, joining, telling
from advice_line.desk.questions.asked import Asked, Asker, File
from advice_line.desk.receipts import reaching
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.kinds import Channel
from advice_line.ledger import inbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.rules.told import Told
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.tables.trust import AccessLink
from advice_line.trust import behind_code, codes, links, refusals, sessions
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"
FIELD = "words"
MOST = 8000
# The code goes as any other notice does, where it is no mail.
_BY_NOTICE = (OutChannel.SMS, OutChannel.CHAT)
_CLOSED = "This question is closed. Ask anew if there is more."


@dataclass(frozen=True)
class Seen:
    """What anybody who has the link may know. `sent_to` is a hint of where the code goes, None
    where none can be sent; `code_sent` that one is good in this browser; `elsewhere` that
    it is not where they asked, and nobody has shown yet that the address is theirs; `proof` is
    which fact of the patient is then asked beside the code."""

    told: Told
    line: Line
    channel: OutChannel | None
    sent_to: str | None
    code_sent: bool
    elsewhere: bool
    proof: str | None
    confirmed: bool
    expired: bool
    now: datetime


class OwnQuestions:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def knows(self, token: str) -> bool:
        """Whether this link is one of a requester to what they asked."""
        with self._ledger.look("public") as work:
            try:
                _link(work, token)
            except NotFound:
                return False
            return True

    def look(self, token: str, browser: str) -> Seen:
        """Raises `errors.NotFound` for a link that is not one of these."""
        with self._ledger.look("public") as work:
            link = _link(work, token)
            query = _query(work, link)
            channel, to = _way(work, query)
            elsewhere = not _trusted(work, query, browser)
            seen = Seen(
                told=arriving.told(work, query),
                line=work.session.get_one(Line, query.line_id),
                channel=channel,
                sent_to=behind_code.hint(to, channel) if to else None,
                code_sent=confirming.code_sent(work, to, browser),
                elsewhere=elsewhere,
                proof=proof.wanted(work, query) if elsewhere else None,
                confirmed=query.verified,
                expired=not links.usable(link, work),
                now=work.now,
            )
            work.let_go()
            return seen

    def send_code(self, token: str, browser: str) -> None:
        """Raises `errors.Expired`, `errors.TooManyTries`."""
        with self._ledger.work("public") as work:
            link, query = _usable(work, token)
            channel, to = _way(work, query)
            if channel is OutChannel.EMAIL and to is not None:
                confirming.send_code(work, to, browser, query.id)
            elif channel in _BY_NOTICE:
                _text_code(work, link, query, browser)

    def open(
        self, token: str, browser: str, typed: str, device: str | None, fact: str = ""
    ) -> tuple[str, str | None]:
        """The right code makes a session for this one question, and shows that the address is
        theirs: the session's token, and that of the browser where it remembers them. `fact` is
        what was typed of the patient, where that is asked too: a wrong one counts as a wrong code.

        Raises `errors.Invalid` for a wrong code, and what `send_code` does.
        """
        with refusals.kept(self._ledger, "public", "question", refusals.of_link(token)) as work:
            link, query = _usable(work, token)
            _, to = _way(work, query)
            known = _trusted(work, query, browser) or proof.given(work, query, fact)
            asked = not _trusted(work, query, browser) and proof.wanted(work, query)
            if _right(work, link, query, browser, typed if known else ""):
                remembers = _remember(work, query, to, browser, device)
                _is_theirs(work, query)
                return sessions.start_requester(work, link.id or 0), remembers
        raise proof.wrong() if asked else codes.wrong()

    def read(self, by: Actor, token: str) -> own_words.Own:
        """Raises `errors.NotAllowed` for a browser that has not typed its code."""
        require(by, Action.READ_QUESTION)
        with self._ledger.work(by.label) as work:
            query = _own(work, by, token)
            work.record("question.viewed", query=query.id)
            shown = own_words.of(work, query)
            work.let_go()
            return shown

    def write(self, by: Actor, token: str, words: str, files: Sequence[File], once: str) -> None:
        """What they add, or answer to what they were asked back.

        Raises `errors.Invalid`, and `errors.Conflict` once the query is closed.
        """
        require(by, Action.WRITE_QUESTION)
        sound = given_files.sound(files)
        _refuse(words, anything=bool(sound))
        with self._ledger.work(by.label) as work:
            query = _own(work, by, token)
            if not inbox.receive(work, PAGE, once):
                return
            if not joining.may_join(work, query):
                raise Conflict(_CLOSED)
            line = work.session.get_one(Line, query.line_id)
            joining.added(work, line, query, _asked(work, query, words.strip(), sound, once))

    def withdraw(self, by: Actor, token: str, reason: str, once: str) -> None:
        """Raises `errors.Conflict` where it has been answered, or we are ringing them."""
        require(by, Action.WRITE_QUESTION)
        with self._ledger.work(by.label) as work:
            query = moving.locked(work, _own(work, by, token).id or 0)
            if inbox.receive(work, PAGE, once):
                asked = _asked(work, query, withdrawing.words(reason), (), once)
                withdrawing.withdrawn(work, query, asked)


def _link(work: Work, token: str) -> AccessLink:
    return links.find(work.session, work.vault, token, links.LinkKind.QUESTION)


def _query(work: Work, link: AccessLink) -> Query:
    return work.session.get_one(Query, link.query_id)


def _usable(work: Work, token: str) -> tuple[AccessLink, Query]:
    link = _link(work, token)
    behind_code.usable(work, link)
    return link, _query(work, link)


def _is_theirs(work: Work, query: Query) -> None:
    """They have shown that the address is theirs, wherever they did."""
    if query.channel == Channel.FORM and not query.verified:
        work.update(query, verified=True)
        work.record("query.verified", query=query.id)


def _trusted(work: Work, query: Query, browser: str) -> bool:
    """What came by mail or text came from where the code goes."""
    by_form = query.channel == Channel.FORM
    return not by_form or query.verified or confirming.asked_here(work, query, browser)


def _own(work: Work, by: Actor, token: str) -> Query:
    link = _link(work, token)
    if link.id != by.link_id:
        raise NotAllowed("Ask for a code first: it goes to where you asked from.")
    return _query(work, link)


def _way(work: Work, query: Query) -> tuple[OutChannel | None, str | None]:
    """By which way a code reaches them, and where; by none where it would go to the address or the
    telephone on file of a practice whose code is closed (H17)."""
    way = reaching.WAYS.get(Channel(query.reply_channel)) if query.reply_channel else None
    if way is OutChannel.EMAIL and query.sealed_reply_to is not None:
        to = work.vault.open(query.sealed_reply_to, arriving.REPLY_TO).lower()
        return (None, None) if reaching.goes_to_closed(work, query, to) else (way, to)
    if way is OutChannel.SMS:
        number = reading.call_back_number(work, query)
        lost = number is not None and reaching.rings_closed(work, query, number)
        return (None, None) if lost else (way, number)
    if way is OutChannel.CHAT and query.sealed_reply_to is not None:
        return way, work.vault.open(query.sealed_reply_to, arriving.REPLY_TO)
    return None, None


def _text_code(work: Work, link: AccessLink, query: Query, browser: str) -> None:
    code = codes.make(work, codes.Purpose.QUESTION, browser, link=link.id)
    telling.asker(
        work, query, NoticeKind.QUESTION_CODE, once=f"code:{code.public_id}", subject=code.id
    )


def _right(work: Work, link: AccessLink, query: Query, browser: str, typed: str) -> bool:
    channel, to = _way(work, query)
    if channel is OutChannel.EMAIL:
        return confirming.right(work, browser, typed) == to
    code = codes.newest(work.session, codes.Purpose.QUESTION, browser, link=link.id)
    return codes.check(work, code, typed)


def _remember(
    work: Work, query: Query, to: str | None, browser: str, device: str | None
) -> str | None:
    """Only where they asked by the form: elsewhere a practice looks something up."""
    if to is None or not confirming.asked_here(work, query, browser):
        return None
    return confirming.confirmed(work, to, browser, device, {})


def _asked(work: Work, query: Query, words: str, files: Sequence[File], once: str) -> Asked:
    channel, to = _way(work, query)
    return Asked(
        channel=Channel.FORM,
        key=f"own:{once.rpartition(':')[2]}",
        asker=Asker(
            address=to if channel is OutChannel.EMAIL else None,
            number=to if channel is OutChannel.SMS else None,
            account=to if channel is OutChannel.CHAT else None,
            verified=query.verified,
        ),
        words=words,
        files=tuple(files),
    )


def _refuse(words: str, *, anything: bool) -> None:
    if not words.strip() and not anything:
        raise Invalid([Problem(FIELD, "Write what you want to tell us.")])
    if len(words) > MOST:
        raise Invalid([Problem(FIELD, f"There is room for {MOST:,} characters. Shorten it.")])

"""A colleague in the hospital asks from the chat: a query is opened with its urgency, and what it
is about is written on the page that they are given (decision 0036)."""

from dataclasses import replace

from sqlmodel import col, select

from advice_line.desk.chat import forms
from advice_line.desk.query import arrivals, reading
from advice_line.desk.questions import arriving, askers, joining
from advice_line.desk.questions.asked import Asked, Asker
from advice_line.directory import lookups
from advice_line.directory_kinds import IdentifiedBy
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Channel, QueryState, Urgency
from advice_line.ledger import inbox
from advice_line.ledger.work import Work
from advice_line.ports.chat_desk import ChatForm, DirectWords, Done, FormSent, Refused
from advice_line.rules import chat_words, notices
from advice_line.rules.record import Requester
from advice_line.tables.directory import Line
from advice_line.tables.messages import Message
from advice_line.tables.queries import Contact, Query
from advice_line.trust import links

_SOURCE = "chat"


def form(work: Work, channel: str) -> ChatForm | Refused:
    """Of the line in whose channel they are, else of each that has one."""
    lines = _lines(work)
    here = [each for each in lines if each.slack_channel == channel] or lines
    return forms.asking(here) if here else Refused(chat_words.NO_LINE)


def asked(work: Work, event: FormSent, public_url: str) -> Done:
    """The same once: a repeat is given the same page. Raises `errors.Invalid`."""
    line, urgency = _line(work, event), _urgency(event)
    if inbox.receive(work, _SOURCE, event.key):
        query = _opened(work, event, line, urgency)
        inbox.keep(work, _SOURCE, event.key, query.reference)
    else:
        query = reading.by_reference(work, inbox.answer_of(work, _SOURCE, event.key) or "")
    told = arriving.told(work, query)
    due = notices.by(told.due_at, told.now, told.time_zone)
    said = chat_words.KEPT.format(reference=query.reference, due=due)
    if line.chat_words:
        return Done(said, _page(work, query, public_url), chat_words.PAGE_LABEL)
    page = _page(work, query, public_url)
    return Done(f"{said} {chat_words.WRITE_IT}", page, chat_words.WRITE_LABEL)


def _opened(work: Work, event: FormSent, line: Line, urgency: Urgency) -> Query:
    query, _ = arriving.opened(
        work,
        line,
        Asked(
            channel=Channel.CHAT,
            key=f"chat:{event.key}",
            asker=_asker(work, event.account, event.address),
            words=event.fields.get(forms.WORDS, "") if line.chat_words else "",
            reply_by=Channel.CHAT,
            urgency=urgency,
            who=Requester(requester_name=event.name.strip()) if event.name.strip() else None,
        ),
    )
    links.make(work, links.LinkKind.QUESTION, query=query.id or 0, requester=query.requester_id)
    return query


def _page(work: Work, query: Query, public_url: str) -> str:
    link = links.newest_of_asker(work, query.id or 0)
    return f"{public_url}/q/{links.token(work.vault, link)}"


def written_to_us(work: Work, event: DirectWords) -> Done | Refused:
    """To the one open question of who writes, as another arrival of it; else they are told that
    nothing is read here. The same once: what has joined is not refused after its answer."""
    if event.outside:
        return Refused(chat_words.OUTSIDE)
    query = joined(work, event)
    if query is None:
        query = _only_open_of(work, event.account)
        if query is None or not joining.may_join(work, query):
            return Refused(chat_words.ASK_HERE)
        if inbox.receive(work, _SOURCE, f"direct:{event.key}"):
            added(work, query, event.account, key_of(event), event.words)
    said = chat_words.ADDED.format(reference=query.reference)
    return Done(" ".join([said, *_of_files(event), chat_words.NO_DETAILS]))


def _of_files(event: DirectWords) -> list[str]:
    return [chat_words.NO_FILES] if event.files else []


def key_of(event: DirectWords) -> str:
    """Of the arrival that these words are, where they join a question."""
    return f"chat:direct:{event.key}"


def added(work: Work, query: Query, account: str, key: str, words: str) -> Message:
    line, asker = work.session.get_one(Line, query.line_id), _asker(work, account)
    return joining.added(work, line, query, Asked(Channel.CHAT, key, asker, words))


def joined(work: Work, event: DirectWords) -> Query | None:
    """The question to which these words of theirs were added already."""
    mark = arrivals.address_mark(work, event.account)
    statement = (
        select(Query)
        .join(Contact, col(Contact.query_id) == col(Query.id))
        .where(col(Contact.external_id) == key_of(event), col(Contact.address_mark) == mark)
    )
    return work.session.exec(statement).first()


def _asker(work: Work, account: str, address: str | None = None) -> Asker:
    """An account of the hospital's own workspace is theirs; whose it is in the directory, its
    profile's address says."""
    known = askers.of_address(work, address) if address else Asker()
    return replace(
        known, identified_by=IdentifiedBy.ACCOUNT, address=None, account=account, verified=True
    )


# A word after the answer may be about another patient: it is asked anew (H20).
_OVER = (QueryState.ADVISED, QueryState.ACKNOWLEDGED, QueryState.CLOSED)


def _only_open_of(work: Work, account: str) -> Query | None:
    theirs = select(Contact.query_id).where(
        col(Contact.address_mark) == arrivals.address_mark(work, account)
    )
    statement = (
        select(Query).where(col(Query.id).in_(theirs), col(Query.state).not_in(_OVER)).limit(2)
    )
    found = work.session.exec(statement).all()
    return found[0] if len(found) == 1 else None


def _lines(work: Work) -> list[Line]:
    return [each for each in lookups.lines(work.session) if each.slack_channel]


def _line(work: Work, event: FormSent) -> Line:
    lines, key = _lines(work), event.fields.get(forms.LINE, "")
    if len(lines) == 1 and not key:
        return lines[0]
    found = next((each for each in lines if each.key == key), None)
    if found is None:
        raise Invalid([Problem(forms.LINE, "Choose which line you ask.")])
    return found


def _urgency(event: FormSent) -> Urgency:
    given = event.fields.get(forms.URGENCY, "")
    if given not in list(Urgency):
        raise Invalid([Problem(forms.URGENCY, "Choose when you need the answer.")])
    return Urgency(given)

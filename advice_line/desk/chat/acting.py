"""What a responder does about a query from its card, by the same steps as on a page (H10, H11)."""

from advice_line.call_kinds import Face
from advice_line.desk.chat import cards, forms
from advice_line.desk.owners import taking
from advice_line.desk.questions import passing_on
from advice_line.desk.questions.passing_on import Wanted
from advice_line.desk.staff import opening, texts_unread
from advice_line.errors import Conflict
from advice_line.ledger.work import Work
from advice_line.ports.chat import QueryAct
from advice_line.ports.chat_desk import ChatForm, Done, FormSent
from advice_line.rules import chat_words
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query


def chosen(
    work: Work, query: Query, person: Responder, act: QueryAct, public_url: str
) -> Done | ChatForm:
    """Raises what the steps of the page raise."""
    if act == QueryAct.CLAIM:
        return _claim(work, query, person, public_url)
    if act == QueryAct.CLOSE:
        _refuse_closing(work, query, person)
        return forms.closing(query)
    if act == QueryAct.PASS_ON:
        _refuse_not_theirs(work, query, person)
        return forms.passing(work, query)
    return _done(chat_words.ON_THE_PAGE, query, public_url)


def sent(work: Work, query: Query, person: Responder, event: FormSent, public_url: str) -> Done:
    """Raises what the steps of the page raise, and `errors.Invalid` for a field."""
    if event.act == QueryAct.CLOSE:
        why = forms.closed_because(event.fields.get(forms.REASON, ""))
        _refuse_unread(work, query, person)
        going_on = opening.going_on(work, query)
        taking.close(work, query, person, why, going_on=going_on)
        return _done(chat_words.CLOSED, query, public_url)
    if event.act == QueryAct.PASS_ON:
        passing_on.offer(work, query, person, _wanted(event))
        return _done(chat_words.OFFERED, query, public_url)
    return _done(chat_words.ON_THE_PAGE, query, public_url)


def is_theirs_already(query: Query, person: Responder, act: QueryAct | None) -> bool:
    """Whoever presses twice has what they wanted, whatever their card showed."""
    return act == QueryAct.CLAIM and query.owner_id == person.id and query.state in cards.OPEN


def _claim(work: Work, query: Query, person: Responder, public_url: str) -> Done:
    offered = passing_on.open_of(work, query)
    if offered is not None and passing_on.may_accept(offered, query, person):
        passing_on.accept(work, query, person)
    else:
        taking.claim(work, query, person, face=Face.CHAT)
    return _done(chat_words.CLAIMED, query, public_url)


def refuse_taken(work: Work, query: Query, person: Responder) -> None:
    """Raises `errors.AlreadyTaken` with who has it, where that is somebody else."""
    if query.owner_id is not None and query.owner_id != person.id:
        raise taking.already_taken(work, query, query.owner_id)


def _refuse_closing(work: Work, query: Query, person: Responder) -> None:
    refuse_taken(work, query, person)
    if not taking.may_close(query, person, going_on=opening.going_on(work, query)):
        raise Conflict(chat_words.NOT_CLOSED)
    _refuse_unread(work, query, person)


def _refuse_unread(work: Work, query: Query, person: Responder) -> None:
    """No words of a requester stand in the chat, so that they are read on the page (H01)."""
    if texts_unread.by(work, query, person.id):
        raise Conflict(chat_words.UNREAD)


def _refuse_not_theirs(work: Work, query: Query, person: Responder) -> None:
    refuse_taken(work, query, person)
    if query.owner_id is None:
        raise Conflict(chat_words.CLAIM_FIRST)


def _wanted(event: FormSent) -> Wanted:
    given = event.fields
    return Wanted(
        to=given.get(passing_on.WHO, ""),
        reason=given.get(passing_on.REASON, ""),
        tag=given.get(passing_on.TAG, ""),
    )


def _done(said: str, query: Query, public_url: str) -> Done:
    sentence = said.format(reference=query.reference)
    return Done(sentence, cards.page(public_url, query), chat_words.PAGE_LABEL)

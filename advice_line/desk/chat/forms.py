"""What is asked of a person in the chat: choices of fixed lists. Free words only where the line's
workspace may carry them (decision 0036)."""

from collections.abc import Sequence

from advice_line.desk.questions import passing_on
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Urgency
from advice_line.ledger.work import Work
from advice_line.ports.chat import QueryAct
from advice_line.ports.chat_desk import ChatField, ChatForm, Choice, FieldKind
from advice_line.record_kinds import ClosedAs
from advice_line.rules import chat_words, labels
from advice_line.rules import closing as closing_rules
from advice_line.rules.closing import Closing
from advice_line.tables.directory import Line
from advice_line.tables.queries import Query
from advice_line.written_kinds import PassReason

REASON, LINE, URGENCY, WORDS = "reason", "line", "urgency", "words"
LONGEST = 2500
_MOST_CHOICES = 100
# What else may be the reason needs words, and is given on the page.
_PASSED_FOR = tuple(each for each in passing_on.REASONS if each is not PassReason.OTHER)


def closing(query: Query) -> ChatForm:
    choices = tuple(Choice(key, said) for key, said in closing_rules.SAYS_IT.items())
    why = ChatField(REASON, "Why it is closed", FieldKind.CHOICE, choices)
    return _about(query, QueryAct.CLOSE, chat_words.CLOSE_TITLE, "Close", (why,))


def closed_because(given: str) -> Closing:
    """Raises `errors.Invalid` for what the form does not offer."""
    if given not in closing_rules.SAYS_IT:
        raise Invalid([Problem(REASON, "Choose why this query is closed without advice.")])
    return Closing(ClosedAs(given))


def passing(work: Work, query: Query) -> ChatForm:
    fields = (
        ChatField(passing_on.WHO, "To whom", FieldKind.CHOICE, _colleagues(work, query)),
        ChatField(passing_on.REASON, "Why", FieldKind.CHOICE, _reasons()),
        *_scopes(work, query),
    )
    return _about(query, QueryAct.PASS_ON, chat_words.PASS_TITLE, "Pass on", fields)


def asking(lines: Sequence[Line]) -> ChatForm:
    """Of the first line where there is only one. Raises `IndexError` without any."""
    several = (ChatField(LINE, "Line", FieldKind.CHOICE, _lines(lines)),) if len(lines) > 1 else ()
    urgent = ChatField(URGENCY, "When do you need it?", FieldKind.CHOICE, _urgencies())
    words = _words() if all(each.chat_words for each in lines) else ()
    intro = "" if words else f"{chat_words.NO_DETAILS} {chat_words.ON_A_PAGE}"
    return ChatForm(
        act=None,
        title=chat_words.ASK_TITLE,
        intro=intro,
        fields=(*several, urgent, *words),
        send="Ask",
    )


def _about(
    query: Query, act: QueryAct, title: str, send: str, fields: tuple[ChatField, ...]
) -> ChatForm:
    intro = f"{query.reference}. {chat_words.urgency(query.urgency_asked)}."
    return ChatForm(act, title, intro, fields, send, query.reference, query.version)


def _colleagues(work: Work, query: Query) -> tuple[Choice, ...]:
    named = [
        Choice(each.person.key, f"{each.person.name}{', on now' if each.on_now else ''}")
        for each in passing_on.colleagues(work, query)
    ]
    return (Choice(passing_on.ANYBODY, "Whoever is on now"), *named[: _MOST_CHOICES - 1])


def _reasons() -> tuple[Choice, ...]:
    return tuple(Choice(each, labels.PASS_REASONS[each]) for each in _PASSED_FOR)


def _scopes(work: Work, query: Query) -> tuple[ChatField, ...]:
    """Every tag that somebody of the line has; without one nobody is narrow, and none is needed."""
    everybody = passing_on.colleagues(work, query)
    tags = sorted({tag for each in everybody for tag in each.person.scope})
    if not tags:
        return ()
    choices = tuple(Choice(each, each) for each in tags[:_MOST_CHOICES])
    hint = "Where it is outside your scope"
    return (
        ChatField(
            passing_on.TAG,
            "What it belongs to",
            FieldKind.CHOICE,
            choices,
            required=False,
            hint=hint,
        ),
    )


def _lines(lines: Sequence[Line]) -> tuple[Choice, ...]:
    return tuple(Choice(each.key, each.name) for each in lines[:_MOST_CHOICES])


def _urgencies() -> tuple[Choice, ...]:
    return tuple(Choice(each, labels.URGENCY_ASKED[each]) for each in Urgency)


def _words() -> tuple[ChatField, ...]:
    return (ChatField(WORDS, "Your question", FieldKind.WORDS, longest=LONGEST),)

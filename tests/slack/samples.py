"""One of everything that we show in Slack, as short and as long as it can be."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from advice_line.errors import Problem
from advice_line.ports.chat import ChatHome, ChatNotice, Moment, QueryAct, QueryCard
from advice_line.ports.chat_desk import (
    ChatField,
    ChatForm,
    Choice,
    Done,
    FieldKind,
    Mend,
    Refused,
    Stale,
)
from integrations.slack import answers, cards, forms
from tests.slack.desk import ASKING, CLOSING, NINE, card, offered

LONG = "Wörter & <!channel> *mehr* " * 250
LINK = "https://advice.example.org/desk/K7Q2-M9FX"


def long_card() -> QueryCard:
    acts = tuple(offered(act, LONG, confirm=LONG) for act in QueryAct)
    linked = tuple(replace(offered(act, LONG, link=LINK), says=LONG) for act in QueryAct)
    names = ("state", "urgency", "organisation", "came_by", "line", "owner")
    moment = Moment(NINE, LONG)
    words = dict.fromkeys(names, LONG)
    return card(**words, acts=(*acts, *linked), waiting_since=moment, due=moment, late=True)


def long_form() -> ChatForm:
    choices = tuple(Choice(f"value-{number}", LONG) for number in range(130))
    fields = (
        ChatField("choice", LONG, FieldKind.CHOICE, choices, hint=LONG, chosen="value-7"),
        ChatField("words", LONG, FieldKind.WORDS, required=False, hint=LONG, longest=9000),
    )
    return ChatForm(QueryAct.PASS_ON, LONG, LONG, fields, LONG, "K7Q2-M9FX", 3)


def messages() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each with what a locked telephone shows of it."""
    for each in (card(), card(due=None, acts=(), owner="Dr Amara Example"), long_card()):
        yield cards.card_glance(each), cards.card_blocks(each, "attempt")
    for lines in (("A question waits.", "It is for today."), (LONG,)):
        notice = ChatNotice(lines, LINK, "Open the page", Moment(NINE, "due by 1pm"))
        yield cards.notice_glance(notice), cards.notice_blocks(notice, "attempt")
    for answer in said():
        yield answers.glance(answer), answers.whisper(answer)


def modals() -> Iterator[dict[str, Any]]:
    yield answers.waiting("Close")
    for form in (CLOSING, ASKING, long_form()):
        yield forms.form_view(form, "Dr Amara Example", "amara@example.org")
        yield forms.form_view(form, LONG, LONG)
    for answer in said():
        yield answers.modal(answer, LONG)


def homes() -> Iterator[dict[str, Any]]:
    many = tuple(card(reference=f"K7Q2-{number:04}") for number in range(40))
    lines = (LONG,) * 40
    for home in (
        ChatHome("Advice Line", said="This account is not known."),
        ChatHome("Advice Line", duties=("You are on.",), mine=(card(),), link=LINK, link_label="x"),
        ChatHome(LONG, LONG, lines, lines, many, 7, LINK, LONG),
        ChatHome("Advice Line", mine=(long_card(),) * 1),
    ):
        yield cards.home_view(home)


def said() -> Iterator[answers.Said]:
    yield Done("It is done.")
    yield Done(LONG, LINK, LONG)
    yield Refused(LONG)
    yield Stale("It has changed.", card(owner="Ben Example"))
    yield Mend((Problem("reason", LONG), Problem("other", "And that.")))

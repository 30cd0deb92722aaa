"""Questions of the month that came in writing: by mail, by the form, by a text."""

import re
import secrets
from collections.abc import Callable

from advice_line.demo import fictional, letters_in, writers
from advice_line.demo.doings import Doings
from advice_line.demo.practices import Practice
from advice_line.demo.questions import Question
from advice_line.demo.stage import Stage
from advice_line.desk.asking.form import AskingByForm, Visitor
from advice_line.desk.query import reading
from advice_line.kinds import Channel
from advice_line.rules import ask_form
from advice_line.trust.roles import NOBODY

_CODE = re.compile(r"\b(\d{6})\b")


class InWriting:
    """Each way ends with the question kept, and its reference."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._people = Doings(stage)
        self._form = AskingByForm(stage.service.ledger, mails=True)
        self._ways: dict[Channel, Callable[[Question, Practice], None]] = {
            Channel.EMAIL: self._by_mail,
            Channel.FORM: self._by_form,
            Channel.SMS: self._by_text,
        }

    def asks(self, way: Channel, question: Question, practice: Practice) -> str:
        self._ways[way](question, practice)
        self._stage.service.deliver()
        with self._stage.service.ledger.look("demo") as work:
            return reading.listed(work)[-1].reference

    def _by_mail(self, question: Question, practice: Practice) -> None:
        writer, at = writers.of_practice(practice), self._stage.phones.now()
        words = _words(question)
        self._stage.postbox.comes(letters_in.question(writer, question.topic, words, at))
        self._stage.postbox.look()
        next(each.run for each in self._stage.service.jobs if each.name == "mails")()

    def _by_text(self, question: Question, practice: Practice) -> None:
        self._stage.phones.text(practice.mobile, fictional.NUMBER, _words(question))

    def _by_form(self, question: Question, practice: Practice) -> None:
        """With the code that is mailed to show that the address is theirs."""
        form = self._filled_in(question, practice)
        visitor = Visitor(secrets.token_urlsafe(16))
        once = f"demo:{secrets.token_urlsafe(16)}"
        self._form.send(NOBODY, fictional.LINE, form, (), visitor, once)
        self._stage.service.deliver()
        code = _CODE.search(self._stage.mail.mailbox(practice.email)[-1].text)
        assert code is not None, "a code was mailed to this practice"
        self._form.confirm(NOBODY, form, visitor, code[1])

    def _filled_in(self, question: Question, practice: Practice) -> dict[str, str]:
        about = {ask_form.ABOUT: "no"} | question.form(self._people.today())
        return about | {"organisation": practice.name, "email": practice.email}


def _words(question: Question) -> str:
    return f"{question.patient}: {question.question}" if question.patient else question.question

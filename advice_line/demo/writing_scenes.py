"""The story's questions in writing: a mail, and one by the page that is claimed in Slack; both are
asked back, answered and received."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from advice_line.demo import letters_in, writers
from advice_line.demo.browser import Browser
from advice_line.demo.doings import Doings
from advice_line.demo.fictional import PHRASES
from advice_line.demo.in_writing import InWriting
from advice_line.demo.people import BY_KEY
from advice_line.demo.practices import PRACTICES
from advice_line.demo.questions import Question
from advice_line.demo.scenes import Missed, Scene
from advice_line.demo.stage import Stage
from advice_line.desk.query import query_json, reading
from advice_line.kinds import Acknowledgement, Channel
from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.slack.people import Person

# Its mail may carry whole letters, and so what is asked back as well.
_PRACTICE = PRACTICES[12]
_STEP_SECONDS, _PATIENCE_SECONDS = 5.0, 240.0
_WANTED = "Has there been an injury?"
_ANSWERED = "None that anybody remembers."


class WritingScenes:
    """`question` is what is asked; whoever the rota names first takes it."""

    def __init__(self, stage: Stage, question: Question) -> None:
        self.stage = stage
        self._question = question
        self._people = Doings(stage)
        self._taker = self._people.on_duty()[0]
        self._writer = writers.of_practice(_PRACTICE)
        self._before = 0

    def asked_by_mail(self) -> list[Scene]:
        return [
            Scene("a practice asks by mail", "a mail: Your question …", self._writes),
            Scene("a responder claims it", "query accepted", self._claims),
            Scene("something is asked back", f"a mail that asks: {_WANTED}", self._asks_back),
            Scene("the practice replies", "query accepted", self._replies),
            Scene("the answer is written", "the whole letter with its PDF", self._answers),
            Scene("the practice says who will act", "query acknowledged", self._receives),
        ]

    def asked_on_the_page(self) -> list[Scene]:
        return [
            Scene("a practice asks on the page", "a card in Slack that names nobody", self._asks),
            Scene("a responder claims it in Slack", "query accepted", self._claims_in_slack),
            Scene(
                "something is asked back by mail", f"a mail that asks: {_WANTED}", self._asks_back
            ),
            Scene("the practice answers the mail", "query accepted", self._replies),
            Scene("the answer has a phrase of the line", PHRASES[1], self._answers_on_the_page),
            Scene("the letter lies in the record's folder", "PDF, text, FHIR", self._filed),
            Scene("a clinician there will act", "query acknowledged", self._receives),
        ]

    def _asks(self) -> str:
        InWriting(self.stage).asks(Channel.FORM, self._question, _PRACTICE)
        self._until(lambda: self._reference in self._slack.screen())
        seen = self._slack.screen()
        if self._reference not in seen:
            raise Missed("no card came")
        private = (str(self._question.patient), self._question.question, _PRACTICE.name)
        if told := [each for each in private if each in seen]:
            raise Missed(f"a card that says {told}")
        return "a card in Slack that names nobody"

    def _claims_in_slack(self) -> str:
        self._slack.clicks("Claim", self._reference).sees("is yours", _PATIENCE_SECONDS)
        return self._state("accepted")

    def _answers_on_the_page(self) -> str:
        self._before, url = len(self._mails()), self.stage.public_url
        with Browser() as browser:
            browser.presses(browser.opens(f"{url}/signin"), BY_KEY[self._taker].name)
            page = browser.opens(f"{url}/desk/{self._reference}/record")
            if PHRASES[1] not in page.says:
                raise Missed(f"no such phrase is offered: {page.says}")
            advice = f"{self._question.advice} {PHRASES[1]}"
            page = browser.presses(page, "Check the answer", advice=advice)
            page = browser.presses(page, "Send the answer")
        self._until(lambda: self._is_mailed(PHRASES[1]))
        if not self._is_mailed(PHRASES[1]):
            raise Missed(f"it is in no letter, and the page says: {page.says}")
        return PHRASES[1]

    def _is_mailed(self, words: str) -> bool:
        return any(words in " ".join(each.text.split()) for each in self._mails()[self._before :])

    def _filed(self) -> str:
        for manifest in self.stage.record.glob("*.manifest.json"):
            text = manifest.with_name(manifest.name.replace(".manifest.json", ".txt"))
            if self._reference in text.read_text(encoding="utf-8"):
                return "PDF, text, FHIR"
        raise Missed("no letter of it lies there")

    def _writes(self) -> str:
        words = f"{self._question.patient}: {self._question.question}"
        self._comes(letters_in.question(self._writer, "A question", words, self._now))
        return f"a mail: {self._mail().subject}"

    def _claims(self) -> str:
        self._people.claim(self._taker, self._reference)
        return self._state("accepted")

    def _asks_back(self) -> str:
        self._before = len(self._mails())
        self._people.ask_back(self._taker, self._reference, _WANTED)
        mail = self._mail()
        if _WANTED not in mail.text:
            raise Missed(f"a mail {mail.subject!r} that does not ask it")
        self._state("asked_back")
        return f"a mail that asks: {_WANTED}"

    def _replies(self) -> str:
        asked = self._mails()[-1]
        self._comes(letters_in.reply(self._writer, asked, _ANSWERED, self._now))
        self._until(lambda: self._query()["state"] != "asked_back")
        return self._state("accepted")

    def _answers(self) -> str:
        self._before = len(self._mails())
        self._people.sign(self._taker, self._reference, self._question)
        mail = self._mail()
        if not mail.attachments:
            raise Missed(f"a mail {mail.subject!r} without an attachment")
        return "the whole letter with its PDF"

    def _receives(self) -> str:
        name = self._question.caller.partition(", ")[0]
        how = Acknowledgement.CLINICIAN_WILL_ACT
        self._people.receive(_PRACTICE.email, self._reference, name, how)
        return self._state("acknowledged")

    def _comes(self, raw: bytes) -> None:
        self._before = len(self._mails())
        self.stage.postbox.comes(raw)

    def _mail(self) -> KeptMail:
        """The newest that has come since something was done."""
        self._until(lambda: len(self._mails()) > self._before)
        found = self._mails()
        if len(found) <= self._before:
            raise Missed("no mail came")
        self._before = len(found)
        return found[-1]

    def _mails(self) -> Sequence[KeptMail]:
        return self.stage.mail.mailbox(_PRACTICE.email)

    @property
    def _slack(self) -> Person:
        return self.stage.slack.person(BY_KEY[self._taker].slack_user)

    @property
    def _now(self) -> datetime:
        return self.stage.service.clock.now()

    @property
    def _reference(self) -> str:
        return str(self._query()["reference"])

    def _query(self) -> dict[str, Any]:
        with self.stage.service.ledger.look("demo") as work:
            return query_json.as_json(work, reading.listed(work)[-1])

    def _state(self, wanted: str) -> str:
        state = str(self._query()["state"])
        if state != wanted:
            raise Missed(f"query {state}")
        return f"query {state}"

    def _until(self, there: Callable[[], bool]) -> None:
        passed = 0.0
        while not there() and passed < _PATIENCE_SECONDS:
            self.stage.settle(_STEP_SECONDS)
            passed += 2 * _STEP_SECONDS

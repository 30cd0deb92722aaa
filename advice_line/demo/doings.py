"""What the fictional people do after a call, each by the door that a page would use."""

import re
import secrets
from datetime import date
from zoneinfo import ZoneInfo

from advice_line.demo import fictional
from advice_line.demo.questions import Question
from advice_line.demo.stage import Stage
from advice_line.demo.tour import IN_WRITING
from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.messages import spoken, words_seen
from advice_line.desk.messages.voicemail import Voicemail
from advice_line.desk.query import reading
from advice_line.desk.staff.conversing import Conversing
from advice_line.desk.staff.worth import Worth
from advice_line.directory import lookups
from advice_line.education.cases.library import Library
from advice_line.errors import NotFound
from advice_line.kinds import Acknowledgement
from advice_line.staffing import on_duty
from advice_line.trust import sessions
from advice_line.trust.roles import Actor

_LETTER_LINK = re.compile(r"/q/(\S+)")
_CODE = re.compile(r"^(\d{6}) is the code", re.MULTILINE)
_ZONE = ZoneInfo(fictional.TIME_ZONE)


class Doings:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._service = stage.service
        self._library = Library(stage.service.ledger)

    def actor(self, key: str) -> Actor:
        """A responder as they are when signed in. Raises `errors.NotFound`."""
        with self._service.ledger.look("demo") as work:
            person = lookups.responder_by_key(work.session, key)
        if person is None:
            raise NotFound(f"Nobody here is called {key}.")
        return sessions.staff(person)

    def on_duty(self) -> list[str]:
        """Keys of who is on duty now, in the order in which they are rung."""
        with self._service.ledger.look("demo") as work:
            people = on_duty.who(work.session, fictional.LINE, work.now)
            return [each.responder.key for each in people]

    def reference(self, call: str) -> str:
        """The query that a call, by the carrier's id, became."""
        with self._service.ledger.look("demo") as work:
            (query,) = reading.listed(work, external=call)
            return query.reference

    def owner(self, reference: str) -> str:
        """The key of who has the query. Raises `errors.NotFound` where nobody has."""
        with self._service.ledger.look("demo") as work:
            query = reading.by_reference(work, reference)
            owner = lookups.responder(work.session, query.owner_id or 0)
        if owner is None:
            raise NotFound(f"Nobody has {reference}.")
        return owner.key

    def draft(self, key: str, reference: str, question: Question) -> None:
        """What a responder might type, kept as a draft of the record."""
        form = self._form(reference, question)
        self._service.records.keep(self.actor(key), reference, form)

    def claim(self, key: str, reference: str) -> None:
        self._service.records.claim(self.actor(key), reference)

    def ask_back(self, key: str, reference: str, words: str) -> None:
        Conversing(self._service.ledger).ask_back(self.actor(key), reference, words, _token())

    def sign(self, key: str, reference: str, question: Question) -> None:
        seen = self._service.records.open(self.actor(key), reference, with_words=True)
        form = self._form(reference, question)
        form[words_seen.FIELD] = words_seen.shown(seen.messages)
        self._service.records.sign(self.actor(key), reference, form, _token())
        self._service.deliver()

    def was_worth_it(self, key: str, reference: str, *, yes: bool) -> None:
        """One tap of who wrote it, after it was saved."""
        Worth(self._service.ledger).said(self.actor(key), reference, "yes" if yes else "no")

    def receive(
        self,
        address: str,
        reference: str,
        name: str,
        how: Acknowledgement,
        *,
        helped: bool | None = None,
    ) -> None:
        """The practice opens the link of its mail, types the code and says that it received it, and
        perhaps whether it helped."""
        letterbox, browser = self._service.letterbox, _token()
        link = self._link(address, reference)
        letterbox.send_code(link, browser)
        self._service.deliver()
        session = letterbox.open(link, browser, self._code(address))
        reader = self._service.signing_in.actor(session)
        version = letterbox.read(reader, link).letter.version
        letterbox.acknowledge(reader, link, name, how.value, version, _token(), "")
        if helped is not None:
            letterbox.helped(reader, link, yes=helped)

    def offer_case(self, key: str, reference: str) -> str:
        """The author offers the case of a query for teaching; the case's reference."""
        return self._library.nominate(self.actor(key), reference)

    def confirm_case(self, key: str, case: str, question: Question) -> None:
        """The author confirms the text from which identifiers were taken."""
        author = self.actor(key)
        proposed = self._library.open(author, case).teaching
        assert proposed is not None, "its author may read what is proposed"
        form = {
            "question": proposed.question,
            "advice": proposed.advice,
            "learning_point": question.learning or "",
            "topic": question.topic,
            "modality": question.modality,
        }
        self._library.confirm(author, case, form, _token())

    def approve_case(self, key: str, case: str) -> None:
        read = self._library.open(self.actor(key), case).version
        self._library.approve(self.actor(key), case, read, _token())

    def ring_back(self, key: str, reference: str) -> None:
        """The responder has the line ring both phones, their own first."""
        self._service.records.ring_back(self.actor(key), reference, _token())
        self._service.deliver()

    def hold(self, key: str, reference: str) -> None:
        """Who talks to the caller puts them on hold, on the page of the live call."""
        DuringCalls(self._service.ledger).hold(self.actor(key), reference, _token())

    def fetch_back(self, key: str, reference: str) -> None:
        DuringCalls(self._service.ledger).fetch_back(self.actor(key), reference, _token())

    def bring_in(self, key: str, reference: str, colleague: str) -> None:
        """Who talks to the caller asks a colleague to join them."""
        DuringCalls(self._service.ledger).ask(
            self.actor(key), reference, colleague, _token(), takes_over=False
        )

    def messages(self) -> list[str]:
        """The ids of what callers said after the tone and nobody has typed."""
        with self._service.ledger.look("demo") as work:
            return [
                sound.public_id
                for query in reading.listed(work)
                for sound in spoken.untyped(work, query.id or 0)
            ]

    def type_message(self, key: str, sound: str, words: str) -> None:
        """Somebody hears it and writes down what it says."""
        voicemail = Voicemail(self._service.ledger, self._service.telephone)
        voicemail.hear_to_type(self.actor(key), sound)
        voicemail.typed(self.actor(key), sound, words, _token())

    def close(self, key: str, reference: str, reason: str) -> None:
        self._service.records.close(self.actor(key), reference, reason, _token())

    def today(self) -> date:
        return self._service.clock.now().astimezone(_ZONE).date()

    def _form(self, reference: str, question: Question) -> dict[str, str]:
        """What was asked in writing nobody has read back."""
        form = question.form(self.today())
        with self._service.ledger.look("demo") as work:
            if reading.by_reference(work, reference).channel in IN_WRITING:
                form.pop("read_back", None)
        return form

    def _link(self, address: str, reference: str) -> str:
        mails = [mail.text for mail in self._stage.mail.mailbox(address) if reference in mail.text]
        found = _LETTER_LINK.search(mails[-1]) if mails else None
        assert found is not None, "a letter was mailed to this practice"
        return found.group(1)

    def _code(self, address: str) -> str:
        found = _CODE.search(self._stage.mail.mailbox(address)[-1].text)
        assert found is not None, "a code was mailed to this practice"
        return found.group(1)


def _token() -> str:
    return secrets.token_urlsafe(16)

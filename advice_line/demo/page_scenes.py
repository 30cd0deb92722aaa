"""The story's pages, over HTTP: the record is written, the letter read, the case taught from."""

import re
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from advice_line.demo import fictional
from advice_line.demo.browser import Browser, Page
from advice_line.demo.call_scenes import CallScenes
from advice_line.demo.people import COLLEAGUES
from advice_line.demo.practices import FULL_LETTERS
from advice_line.demo.questions import Question
from advice_line.demo.scenes import Missed, Scene
from advice_line.rules.wording import NOT_A_REFERRAL
from integrations.sandbox.mail_kept import KeptMail

_CODE = re.compile(r"\b(\d{6})\b")
_LINK = re.compile(r"https?://\S+")
_PATIENCE_SECONDS = 240
_WARNED = 422


class PageScenes:
    """What follows one call; `question` is what was asked in it."""

    def __init__(self, call: CallScenes, question: Question) -> None:
        self._call = call
        self._stage = call.stage
        self._question = question
        self._own, self._practice, self._second = Browser(), Browser(), Browser()
        self._form = question.form(self._today())
        self._page: Page | None = None
        self._letter: Page | None = None
        self._case = ""
        self.link = ""

    def close(self) -> None:
        for browser in (self._own, self._practice, self._second):
            with browser:
                pass

    def keep_link(self, link: str) -> None:
        self.link = link

    def opens_record(self) -> Scene:
        def play() -> str:
            looked = _sound(self._own.opens(self.link))
            self._page = _sound(self._own.presses(looked, "Open the record"))
            return _headed(self._page, "Write the advice")

        return Scene("open the record's link", "Write the advice", play)

    def saves_record(self) -> Scene:
        def play() -> str:
            self._page = self._own.presses(_at(self._page), "Save", **self._form)
            return _headed(_sound(self._page), "Saved")

        return Scene("write the advice", "Saved", play)

    def mailed(self) -> Scene:
        whole = self._call.practice.email.endswith(FULL_LETTERS)
        expected = "the whole letter with its PDF" if whole else "word that a reply is waiting"

        def play() -> str:
            mail = self._wait_for_mail(1)
            if whole != bool(mail.attachments):
                raise Missed(f"a mail {mail.subject!r} with {len(mail.attachments)} attachments")
            return f"a mail: {mail.subject}"

        return Scene("the letter is mailed", expected, play)

    def asks_for_code(self) -> Scene:
        def play() -> str:
            link = _LINK.search(self._stage.mail.mailbox(self._call.practice.email)[0].text)
            if link is None:
                raise Missed("the mail holds no link")
            waiting = _sound(self._practice.opens(link.group()))
            if (patient := self._question.patient) and patient in waiting.says:
                raise Missed("the patient's name is on a page that anybody may open")
            self._letter = _sound(self._practice.presses(waiting, "Send me a code"))
            return f"a mail: {self._wait_for_mail(2).subject}"

        return Scene("a code is mailed", "a mail: Your one-time code", play)

    def reads_letter(self) -> Scene:
        def play() -> str:
            code = _CODE.search(self._wait_for_mail(2).text)
            if code is None:
                raise Missed("the mail holds no code")
            page = _at(self._letter)
            self._letter = _sound(self._practice.presses(page, "Continue", code=code.group()))
            for words in (self._question.advice, self._question.patient or "", NOT_A_REFERRAL):
                if words not in self._letter.says:
                    raise Missed(f"the letter does not say {words!r}")
            return _headed(self._letter, f"Radiology advice {self._call.query()['reference']}")

        return Scene("the letter is read", "Radiology advice, with patient and advice", play)

    def acknowledges(self) -> Scene:
        def play() -> str:
            name = self._form["requester_name"]
            button = "Received: a clinician will act"
            self._letter = _sound(
                self._practice.presses(_at(self._letter), button, acknowledged_by=name)
            )
            return self._state("acknowledged")

        return Scene("the letter is acknowledged", "query acknowledged", play)

    def offers_case(self) -> Scene:
        def play() -> str:
            self._page = _sound(self._own.presses(_at(self._page), "Offer this case"))
            self._case = str(self._call.query()["case"]["reference"])
            if not self._call.query()["case"]["nominated"]:
                raise Missed("the case is not offered")
            return "the case is offered"

        return Scene("the case is offered for teaching", "the case is offered", play)

    def confirms_case(self) -> Scene:
        def play() -> str:
            page = _sound(self._own.opens(self._url(f"/library/{self._case}")))
            self._free_of_identifiers(" ".join(_proposed(page)))
            button = "Nobody can be recognised"
            taught = {
                "learning_point": self._question.learning or "",
                "topic": self._question.topic,
                "modality": self._question.modality,
            }
            confirmed = self._own.presses(page, button, **taught)
            if confirmed.status == _WARNED:
                # Few cases are like the first ones of a line: it says so, and is pressed again.
                confirmed = self._own.presses(confirmed, button, **taught)
            self._page = _sound(confirmed)
            return self._case_state("proposed")

        return Scene("its author confirms the text", "case proposed", play)

    def approves_case(self) -> Scene:
        def play() -> str:
            person = next(each for each in COLLEAGUES if each.key != self._call.taker)
            self._sign_in(self._second, person.name)
            page = _sound(self._second.opens(self._url(f"/library/{self._case}")))
            _sound(self._second.presses(page, "Approve"))
            return self._case_state("approved")

        return Scene("a second person approves it", "case approved", play)

    def is_in_summary(self) -> Scene:
        def play() -> str:
            month = f"{self._today():%Y-%m}"
            page = _sound(self._second.opens(self._url(f"/library/month/{month}")))
            if self._question.learning and self._question.learning not in page.says:
                raise Missed(f"the month does not hold the learning point: {page.says}")
            self._free_of_identifiers(page.says)
            return "the learning point, and no identifier"

        expected = "the learning point, and no identifier"
        return Scene("the month's summary holds it", expected, play)

    def nothing_refused(self, but: str | None = None) -> Scene:
        """`but` ends the one complaint that this story makes the carrier have."""

        def play() -> str:
            faults = [each["message"] for each in self._stage.phones.faults()]
            if strange := [each for each in faults if but is None or not each.endswith(but)]:
                raise Missed("; ".join(strange))
            return "; ".join(faults) or "nothing"

        return Scene("what the carrier found wrong", but or "nothing", play)

    def _sign_in(self, browser: Browser, name: str) -> None:
        """By one click, as in the demonstration alone."""
        _sound(browser.presses(browser.opens(self._url("/signin")), name))

    def _free_of_identifiers(self, text: str) -> None:
        practice, patient = self._call.practice, self._question.patient or ""
        known = {practice.name, practice.key, practice.email, *practice.phones, patient}
        known |= {patient.rpartition(" ")[2], self._form["requester_name"]}
        known.add(self._form.get("nhs_number", ""))
        if found := sorted(each for each in known if each and each in text):
            raise Missed(f"the text still holds {', '.join(found)}")

    def _wait_for_mail(self, count: int) -> KeptMail:
        def mails() -> Sequence[KeptMail]:
            return self._stage.mail.mailbox(self._call.practice.email)

        self._call.until(lambda: len(mails()) >= count, _PATIENCE_SECONDS)
        if len(mails()) < count:
            raise Missed(f"{len(mails())} mails instead of {count}")
        return mails()[count - 1]

    def _state(self, wanted: str) -> str:
        state = str(self._call.query()["state"])
        if state != wanted:
            raise Missed(f"query {state}")
        return f"query {state}"

    def _case_state(self, wanted: str) -> str:
        state = str(self._call.query()["case"]["state"])
        if state != wanted:
            raise Missed(f"case {state}")
        return f"case {state}"

    def _url(self, path: str) -> str:
        return f"{self._stage.public_url}{path}"

    def _today(self) -> date:
        return self._stage.phones.now().astimezone(ZoneInfo(fictional.TIME_ZONE)).date()


def _sound(page: Page) -> Page:
    """Raises Missed for a page that is a refusal."""
    if page.status != 200:
        raise Missed(f"answered {page.status}: {page.says}")
    return page


def _headed(page: Page, heading: str) -> str:
    if page.heading != heading:
        raise Missed(f"a page {page.heading!r}: {page.says}")
    return page.heading


def _at(page: Page | None) -> Page:
    if page is None:
        raise Missed("no page is open")
    return page


def _proposed(page: Page) -> list[str]:
    form, _ = page.button("Nobody can be recognised")
    return [form.fields.get(name, "") for name in ("question", "advice")]

"""The story's alert to a practice, and what it is asked a month after it was advised."""

import re
from collections.abc import Sequence

from advice_line.demo import fictional
from advice_line.demo.browser import Browser, Page
from advice_line.demo.doings import Doings
from advice_line.demo.jumps import JUMPS
from advice_line.demo.passing_time import Passing
from advice_line.demo.people import BY_KEY
from advice_line.demo.practices import PRACTICES
from advice_line.demo.questions import Question
from advice_line.demo.scenes import Missed, Scene
from advice_line.demo.stage import Stage
from advice_line.staffing import on_duty
from integrations.sandbox.mail_kept import KeptMail

_CODE = re.compile(r"^(\d{6}) is the code", re.MULTILINE)
_LINK = re.compile(r"https?://\S+")
_FOUND = "A mass at the left hilum, on the film of today. Please refer at once."
_ASKED = "What came of our advice?"
# A telephone that rings meanwhile is left to ring.
_RINGS_SECONDS, _MOST_RINGS = 30, 20


class LaterScenes:
    """`practice` is that of the question in writing, `question` what it asked."""

    def __init__(self, stage: Stage, question: Question) -> None:
        self.stage = stage
        self._question = question
        self._practice = PRACTICES[12]
        self._people = Doings(stage)

    def alerted(self) -> list[Scene]:
        return [
            Scene("a responder alerts the practice", "a mail: an URGENT alert", self._alerts),
            Scene("the practice says who acts on it", self._actor, self._acts),
        ]

    def a_month_later(self) -> list[Scene]:
        return [
            Scene("thirty days pass", f"a mail: {_ASKED}", self._passes),
            Scene("the practice says what came of it", "Done as advised", self._says),
        ]

    def _alerts(self) -> str:
        name = BY_KEY[self._people.on_duty()[0]].name
        form = self._question.form(self._people.today())
        about = {each: form[each] for each in ("patient_name", "date_of_birth")}
        about |= {"number_missing_reason": "Not on the film", "word": "urgent", "message": _FOUND}
        with Browser() as browser:
            browser.presses(browser.opens(self._url("/signin")), name)
            page = browser.opens(self._url("/alerts/new"))
            about["organisation_words"] = self._practice.key
            page = browser.presses(page, "Look it over", **about)
            _sound(browser.presses(page, "Send the alert"))
        mail = self._newest("URGENT alert")
        if str(self._question.patient) in mail.subject or _FOUND in mail.subject:
            raise Missed("the subject says whom it is about")
        return "a mail: an URGENT alert"

    def _acts(self) -> str:
        with Browser() as browser:
            page = self._opened(browser, self._newest("URGENT alert"))
            if _FOUND not in page.says:
                raise Missed(f"a page that does not say what was found: {page.says}")
            page = browser.presses(page, "A clinician will act", answered_by=self._actor)
            _sound(page)
        return self._actor

    def _passes(self) -> str:
        with self.stage.service.ledger.look("demo") as work:
            calendar, now = on_duty.calendar(work.session, fictional.LINE), work.now
        passing = Passing(self.stage, lambda _seconds: None)
        for _ in range(_MOST_RINGS):
            if passing.until(JUMPS["month"](calendar, now)):
                return f"a mail: {self._newest(_ASKED).subject}"
            while passing.live():
                self.stage.settle(_RINGS_SECONDS)
        raise Missed("telephones go on ringing")

    def _says(self) -> str:
        with Browser() as browser:
            page = self._opened(browser, self._newest(_ASKED))
            _sound(browser.presses(page, "Done as advised", answered_by=self._actor))
        return "Done as advised"

    @property
    def _actor(self) -> str:
        return self._question.caller.partition(", ")[0]

    def _opened(self, browser: Browser, mail: KeptMail) -> Page:
        """The page of a mail's link, once the code that goes to the practice was typed."""
        link = _LINK.search(mail.text)
        if link is None:
            raise Missed("the mail holds no link")
        door = browser.presses(browser.opens(link.group()), "Send me a code")
        self.stage.settle()
        code = _CODE.search(self._mails()[-1].text)
        if code is None:
            raise Missed("no code was mailed")
        return _sound(browser.presses(door, "Continue", code=code.group(1)))

    def _newest(self, subject: str) -> KeptMail:
        self.stage.settle()
        found = [each for each in self._mails() if subject in each.subject]
        if not found:
            raise Missed(f"no mail {subject!r} but {[each.subject for each in self._mails()]}")
        return found[-1]

    def _mails(self) -> Sequence[KeptMail]:
        return self.stage.mail.mailbox(self._practice.email)

    def _url(self, path: str) -> str:
        return f"{self.stage.public_url}{path}"


def _sound(page: Page) -> Page:
    if page.status != 200:
        raise Missed(f"answered {page.status}: {page.says}")
    return page

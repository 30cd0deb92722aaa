"""A walk through the running demonstration in a real browser: the pictures that the documents show.

Whose turn it is has a browser of its own: the page with the telephones, the responder, the
practice, the second person. What is taken is always the page as that person has it before them.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.pictures import Finding, Scheme, View, take
from tests.servers.browser import visiting

CODE = re.compile(r"\b(\d{6})\b")
PHONE = 844  # what a telephone shows at once, in CSS pixels
PATIENCE = 30_000  # milliseconds; a telephone of the demonstration rings in real time
SECOND, EDUCATOR = "Dr Chidi Fenwick-Obi", "Dr Amara Ostrander"

TYPED = {
    "Who asked": "Dr Sam Example",
    "Patient's name": "Marion Tressell",
    "Date of birth": "31 3 1979",
    "NHS, CHI or H&C number": "999 000 0042",
    "Question": "Low back pain for eight weeks after lifting, no leg pain, no red flags. "
    "Mrs Tressell asks for an MRI.",
    "Your advice": "No imaging now. A scan at this stage finds changes that most people of this "
    "age have, and does not change what helps. Keep moving, physiotherapy. Ring again with leg "
    "weakness, bladder or bowel change, fever, or no improvement after six weeks.",
}
TAPPED = {
    "Their role": "GP",
    "What would they have done otherwise?": "Requested imaging",
    "Imaging or another test?": "No imaging",
}


@dataclass
class Tour:
    browser: Browser
    url: str
    folder: Path
    findings: list[Finding] = field(default_factory=list)
    _open: ExitStack = field(default_factory=ExitStack)

    def walk(self) -> list[Finding]:
        """Raises AssertionError where the demonstration does not do what it should."""
        with self._open:
            stage = self._person(1280)
            stage.goto(f"{self.url}/demo")
            responder = self._a_call(stage)
            self._the_record(responder)
            self._the_letter(stage)
            self._the_case(responder)
            self._the_meeting()
            self._in_writing(stage)
            self._the_office()
            self._the_rota()
            self._the_audit()
        return self.findings

    def _a_call(self, stage: Page) -> Page:
        self._take(View("home", "/", height=PHONE), 1280, 390)
        self._take(View("ask", "/ask", height=PHONE), 390)
        caller = stage.locator("#phone-caller")
        caller.get_by_role("button", name="Call").click()
        caller.get_by_role("button", name="1", exact=True).click(timeout=PATIENCE)
        rung = stage.locator(".al-phone--ringing:not(.al-phone--caller)")
        expect(rung).to_be_visible(timeout=PATIENCE)
        person = _handset(stage, rung)
        person.get_by_role("button", name="Answer").click()
        expect(person).to_contain_text("press 1 to accept", timeout=PATIENCE)
        person.get_by_role("button", name="1", exact=True).click()
        _now_to_do(stage, "Talk, then hang up")
        self._take(View("call", "/demo", prepare=_talking, height=1400), 1280)
        person.get_by_role("button", name="Hang up").click()
        link = person.get_by_role("link", name="Open the link")
        expect(link).to_be_visible(timeout=PATIENCE)
        responder = self._person(390)
        responder.goto(link.get_attribute("href") or "")
        responder.get_by_role("button", name="Open the record").click()
        self._take(_as(responder, "list", "/desk", height=PHONE), 390)
        return responder

    def _the_record(self, responder: Page) -> None:
        path = responder.url.removeprefix(self.url)
        for label, words in TYPED.items():
            responder.get_by_label(label, exact=True).fill(words)
        for group, choice in TAPPED.items():
            within = responder.get_by_role("group", name=group)
            within.get_by_label(choice, exact=True).first.check()
        with responder.expect_response("**/draft"):
            responder.get_by_label("Your advice").blur()
        self._take(_as(responder, "record", path), 390)
        self._take(_as(responder, "record-top", path, height=PHONE), 390, schemes=("light", "dark"))
        responder.get_by_role("button", name="Save and send").click()
        expect(responder.get_by_role("heading", name="Saved")).to_be_visible()
        self._take(_as(responder, "saved", responder.url.removeprefix(self.url)), 390)

    def _the_letter(self, stage: Page) -> None:
        mails = stage.locator("[data-part=mails] li")
        expect(mails).to_have_count(1, timeout=PATIENCE)
        practice = self._person(1280)
        practice.goto(mails.first.get_by_role("link").get_attribute("href") or "")
        path = practice.url.removeprefix(self.url)
        practice.get_by_role("button", name="Send me a code").click()
        expect(mails).to_have_count(2, timeout=PATIENCE)
        code = CODE.search(mails.first.inner_text())
        assert code, mails.first.inner_text()
        practice.get_by_label("Code").fill(code.group())
        practice.get_by_role("button", name="Continue").click()
        self._take(_as(practice, "letter", path), 1280)
        practice.get_by_label("Your name and role").fill("Dr Sam Example, GP")
        practice.get_by_role("button", name="Received: a clinician will act").click()
        expect(practice.get_by_role("heading", name="Thank you")).to_be_visible()

    def _the_case(self, responder: Page) -> None:
        responder.get_by_role("button", name="Offer this case for teaching").click()
        responder.get_by_role("link", name="Check its text now").click()
        path = responder.url.removeprefix(self.url)
        self._take(_as(responder, "case", path), 1280)
        responder.get_by_label("Learning point").fill(
            "Back pain without red flags needs treatment, not a picture."
        )
        responder.get_by_role("group", name="About").get_by_label("Spine").check()
        responder.get_by_role("group", name="Imaging").get_by_label("MRI", exact=True).check()
        sure = responder.get_by_role("button", name="Nobody can be recognised in this")
        sure.click()
        if responder.get_by_text("few cases are like this one").count():
            sure.click()
        second = self._signed_in(path)
        second.get_by_role("button", name="Approve").click()
        second.goto(f"{self.url}/library")
        month = second.get_by_role("link", name="Summary of this month").get_attribute("href") or ""
        self._take(_as(second, "month", month, height=PHONE), 1280)

    def _the_meeting(self) -> None:
        """As who teaches: the agenda of the meeting that was held while the month was lived."""
        educator = self._signed_in("/meetings", EDUCATOR)
        before = educator.get_by_role("region", name="Before").get_by_role("link").first
        self._take(_as(educator, "meeting", before.get_attribute("href") or ""), 1280)

    def _in_writing(self, stage: Page) -> None:
        """A mail to the line, the question that it becomes, the answer as who asked reads it."""
        mails = stage.locator("[data-part=mails] li:not(.al-mails__sent)")
        before = mails.count()
        stage.locator("[data-part=writing] summary").click()
        stage.get_by_role("button", name="Write an example", exact=True).click()
        stage.get_by_role("button", name="Send the mail").click()
        _now_to_do(stage, "open the question and claim it")
        expect(mails).to_have_count(before + 1, timeout=PATIENCE)
        link = stage.locator("[data-part=next-go]").get_attribute("href") or ""
        responder = self._signed_in(link.partition("next=")[2])
        responder.get_by_role("button", name="Claim").click()
        path = responder.url.removeprefix(self.url)
        self._take(_as(responder, "written", path, height=PHONE), 390)
        _now_to_do(stage, "then write the advice")
        stage.get_by_role("button", name="Write an example for me").click()
        expect(stage.get_by_role("alert")).to_contain_text("The example is in the record")
        responder.goto(f"{self.url}{path}/record")
        _sends(responder)
        expect(mails).to_have_count(before + 2, timeout=PATIENCE)
        self._the_answer(stage, mails, before + 2)

    def _the_answer(self, stage: Page, mails: Locator, count: int) -> None:
        asker = self._person(390)
        asker.goto(mails.first.get_by_role("link").get_attribute("href") or "")
        path = asker.url.removeprefix(self.url)
        asker.get_by_role("button", name="Send me a code").click()
        expect(mails).to_have_count(count + 1, timeout=PATIENCE)
        code = CODE.search(mails.first.inner_text())
        assert code, mails.first.inner_text()
        asker.get_by_label("Code").fill(code.group())
        asker.get_by_role("button", name="Continue").click()
        self._take(_as(asker, "answered", path, height=PHONE), 390)
        stage.bring_to_front()

    def _the_office(self) -> None:
        office = self._signed_in("/admin")
        self._take(_as(office, "office", "/admin", height=PHONE), 1280)

    def _the_rota(self) -> None:
        """As the service lead, who is on it and may change it."""
        lead = self._signed_in("/rota")
        self._take(_as(lead, "rota", "/rota", height=1280), 1280)
        self._take(_as(lead, "rota-list", "/rota#week", height=PHONE), 390)
        self._take(_as(lead, "my-shifts", "/rota/mine", height=PHONE), 390)

    def _the_audit(self) -> None:
        lead = self._signed_in("/audit")
        self._take(_as(lead, "audit", "/audit", height=1100), 1280)
        measure = "/audit/measures/access.answered"
        self._take(_as(lead, "measure", measure, height=1100), 1280)

    def _signed_in(self, path: str, who: str = SECOND) -> Page:
        page = self._person(1280)
        page.goto(f"{self.url}/signin?next={path}")
        page.get_by_role("button", name=who).click()
        return page

    def _person(self, width: int) -> Page:
        return self._open.enter_context(visiting(self.browser, width=width)).page

    def _take(self, view: View, *widths: int, schemes: tuple[Scheme, ...] = ("light",)) -> None:
        self.findings += take(
            self.browser, self.url, [view], self.folder, widths=widths, schemes=schemes
        )


def _handset(stage: Page, shown: Locator) -> Locator:
    """The same telephone whatever its state becomes."""
    return stage.locator(f"#{shown.get_attribute('id')}")


def _now_to_do(stage: Page, step: str) -> None:
    expect(stage.locator("[aria-current=step]")).to_contain_text(step, timeout=PATIENCE)


def _talking(stage: Page) -> None:
    _now_to_do(stage, "Talk, then hang up")


def _sends(responder: Page) -> None:
    """What was typed is looked over first."""
    responder.get_by_role("button", name="Check the answer").click()
    responder.get_by_role("button", name="Send the answer").click()
    expect(responder.get_by_role("heading", name="Saved")).to_be_visible()


def _as(page: Page, name: str, path: str, height: int | None = None) -> View:
    return View(name, path, cookies=tuple(_cookies(page)), height=height)


def _cookies(page: Page) -> Iterator[tuple[str, str]]:
    for cookie in page.context.cookies():
        yield cookie["name"], cookie["value"]

"""The demonstration in play: its telephones, its mail, and what people do with them on the page."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from advice_line.demo import fictional, handsets, tour
from advice_line.demo.handsets import Handset, Own
from advice_line.demo.people import BY_KEY, COLLEAGUES
from advice_line.demo.practices import FULL_LETTERS, PRACTICES, Practice
from advice_line.demo.stage import Stage
from advice_line.errors import Invalid, Problem
from advice_line.staffing import on_duty
from advice_line.web import words
from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.views import LegView
from rota import hours

CALLER = "caller"
_CALLING_PRACTICES = PRACTICES[:4]
_WITHHELD, _STRANGER = "withheld", "stranger"
_STRANGERS_NUMBER = "+447700900555"
_TIERS = {"1": "On duty, rung first", "2": "On duty, rung second", "lead": "On duty, the lead"}
_OFF = "Not on duty"


@dataclass(frozen=True)
class Caller:
    key: str
    label: str
    number: str
    withheld: bool = False


def _mobile(practice: Practice) -> Caller:
    whole = practice.email.endswith(FULL_LETTERS)
    mail = "letters come by mail" if whole else "mail says that a reply is waiting"
    return Caller(practice.key, f"{practice.name}, GP's mobile ({mail})", practice.mobile)


_FIRST = _CALLING_PRACTICES[0]
CALLERS = (
    *(_mobile(each) for each in _CALLING_PRACTICES),
    Caller("landline", f"{_FIRST.name}, landline (gets no texts)", _FIRST.landline),
    Caller(_WITHHELD, "A withheld number", _FIRST.landline, withheld=True),
    Caller(_STRANGER, "A number nobody knows", _STRANGERS_NUMBER),
)
_CALLER_BY_KEY = {each.key: each for each in CALLERS}


@dataclass
class Play:
    """What the page reads and does. `since` is when it began: what was before is past."""

    stage: Stage
    since: datetime
    _number: str = CALLERS[0].number
    _own: list[Own] = field(default_factory=list)
    _count: Iterator[int] = field(default_factory=itertools.count)

    def state(self, notice: str | None = None) -> dict[str, Any]:
        """STATE of the page (header of web/templates/demo/demo.html)."""
        legs: dict[str, list[LegView]] = {}
        for leg in self.stage.phones.legs():
            if datetime.fromisoformat(leg["created"]) >= self.since:
                legs.setdefault(leg["person"], []).append(leg)
        self._number = _in_hand(legs, self._number)
        with self.stage.service.ledger.look("demo") as work:
            duties = on_duty.who(work.session, fictional.LINE, work.now)
            closed = hours.closed_because(on_duty.calendar(work.session, fictional.LINE), work.now)
            reached = tour.reached(work, self.since)
            now = work.now
        tiers = {each.responder.key: _TIERS[each.tier] for each in reversed(duties)}
        caller = Handset(CALLER, self._number, "Ready to call", calls=True)
        responders = [
            Handset(each.key, each.mobile, tiers.get(each.key, _OFF)) for each in COLLEAGUES
        ]
        return {
            "now_words": self._now_words(now),
            "notice": notice or (f"The line is closed today: {closed}." if closed else None),
            "steps": tour.steps(reached),
            "caller": self._phone(caller, legs),
            "phones": [self._phone(each, legs) for each in responders],
            "mails": [self._mail(place, mail) for place, mail in self._mails()],
        }

    def act(self, body: Mapping[str, Any]) -> str | None:
        """Do what a button says; a sentence where it cannot be done now.

        Raises `errors.Invalid` for what no button says.
        """
        who = str(body.get("phone", ""))
        act = _acts().get(str(body.get("act", "")))
        if act is None or (who != CALLER and who not in BY_KEY):
            raise Invalid([Problem("act", "No button of this page says that.")])
        try:
            act(self, who, body)
        except LookupError:
            return "There is no call on that telephone now."
        return None

    def _call(self, who: str, body: Mapping[str, Any]) -> None:
        caller = _CALLER_BY_KEY.get(str(body.get("as", "")))
        if caller is None or who != CALLER:
            raise Invalid([Problem("as", "Choose who rings.")])
        self._number = caller.number
        line = words.phone_in_groups(fictional.NUMBER)
        hidden = ", number withheld" if caller.withheld else ""
        self._did(caller.number, f"Rang {line}{hidden}", self.stage.phones.now())
        self.stage.phones.call(caller.number, fictional.NUMBER, caller.withheld)

    def _answer(self, who: str, _body: Mapping[str, Any]) -> None:
        self._does(who, "Answered", self.stage.phones.answer)

    def _decline(self, who: str, _body: Mapping[str, Any]) -> None:
        self._does(who, "Rejected the call", self.stage.phones.reject)

    def _hang_up(self, who: str, _body: Mapping[str, Any]) -> None:
        self._does(who, "Hung up", self.stage.phones.hang_up)

    def _key(self, who: str, body: Mapping[str, Any]) -> None:
        key = str(body.get("key", ""))
        if len(key) != 1 or key not in "0123456789*#":
            raise Invalid([Problem("key", "That is no key of a telephone.")])
        self._does(who, f"Pressed {key}", lambda number: self.stage.phones.press(number, key))

    def _does(self, who: str, said: str, do: Callable[[str], None]) -> None:
        at, number = self.stage.phones.now(), self._number_of(who)
        do(number)
        self._did(number, said, at)

    def _number_of(self, who: str) -> str:
        return self._number if who == CALLER else BY_KEY[who].mobile

    def _did(self, number: str, said: str, at: datetime) -> None:
        self._own.append(Own(f"own-{next(self._count)}", at, number, said))

    def _phone(self, handset: Handset, legs: Mapping[str, list[LegView]]) -> dict[str, Any]:
        inbox = [
            sms
            for sms in self.stage.phones.inbox(handset.number)
            if datetime.fromisoformat(sms["at"]) >= self.since
        ]
        own = [each for each in self._own if each.number == handset.number]
        mine = legs.get(handset.number, [])
        return handsets.phone(handset, mine, inbox, own, fictional.TIME_ZONE)

    def _mails(self) -> list[tuple[int, KeptMail]]:
        return list(enumerate(self.stage.mail.messages))[::-1]

    def _mail(self, place: int, mail: KeptMail) -> dict[str, Any]:
        said, link = handsets.split_link(mail.text)
        at = parsedate_to_datetime(mail.header("Date") or "")
        return {
            "id": f"mail-{place}",
            "to": ", ".join(mail.recipients),
            "subject": mail.subject,
            "words": said,
            "at_words": words.clock_time(at, fictional.TIME_ZONE),
            "link": link,
            "files": [each.file_name for each in mail.attachments],
        }

    def _now_words(self, now: datetime) -> str:
        return f"{words.when_in_words(now, fictional.TIME_ZONE)}. {fictional.DEMO_HOURS}"


def _acts() -> Mapping[str, Callable[[Play, str, Mapping[str, Any]], None]]:
    return {
        "call": Play._call,
        "answer": Play._answer,
        "decline": Play._decline,
        "hang_up": Play._hang_up,
        "key": Play._key,
    }


def _in_hand(legs: Mapping[str, list[LegView]], last: str) -> str:
    """The practice's phone that the page shows: the one that rings or is on a call, else the one
    that was used last."""
    ours = {each.mobile for each in COLLEAGUES} | {fictional.SWITCHBOARD}
    live = [
        leg["person"]
        for number, those in legs.items()
        if number not in ours
        for leg in those[-1:]
        if leg["ended"] is None
    ]
    return last if last in live or not live else live[-1]

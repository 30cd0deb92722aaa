"""The demonstration in play: its telephones, its mail, and what people do with them on the page."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from advice_line.demo import (
    advised,
    callers,
    fictional,
    guide,
    guide_phones,
    handsets,
    mails,
    questions,
    tour,
)
from advice_line.demo.callers import CALLERS, Caller
from advice_line.demo.doings import Doings
from advice_line.demo.handsets import Handset, Own
from advice_line.demo.people import BY_KEY, COLLEAGUES
from advice_line.demo.questions import Question
from advice_line.demo.situations import Situations
from advice_line.demo.stage import Stage
from advice_line.demo.tour import Reached
from advice_line.directory import numbers
from advice_line.errors import Invalid, Problem
from advice_line.staffing import on_duty
from advice_line.staffing.on_duty import OnDuty
from advice_line.web import words
from integrations.sandbox.views import LegView
from rota import hours

CALLER = "caller"
_TIERS = {"1": "On duty, rung first", "2": "On duty, rung second", "lead": "On duty, the lead"}
_OFF = "Not on duty"
_UNHEARD = (
    "Nobody hears that now. A message is taken from the tone on, until the line speaks again."
)
_EXAMPLES = questions.examples()


@dataclass
class Play:
    """What the page reads and does. `since` is when it began: what was before is past;
    `days_ahead` is how far its clock goes before the machine's, `skip` moves it on by seconds."""

    stage: Stage
    since: datetime
    days_ahead: int = 0
    skip: Callable[[float], None] = lambda _seconds: None
    _own: list[Own] = field(default_factory=list)
    _count: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._situations = Situations(self.stage, self.skip)

    def state(self, held: str | None, notice: str | None = None) -> dict[str, Any]:
        """STATE of the page (header of web/templates/demo/demo.html); `held` is the key of the
        caller whose phone the page shows."""
        legs = self._legs()
        caller = _in_hand(legs, callers.BY_KEY.get(held or "", CALLERS[0]))
        with self.stage.service.ledger.look("demo") as work:
            duties = on_duty.who(work.session, fictional.LINE, work.now)
            closed = hours.closed_because(on_duty.calendar(work.session, fictional.LINE), work.now)
            reached = tour.reached(work, self.since, _calls(legs, caller))
            now = work.now
            quiet = self._situations.is_quiet(work)
        tiers = {each.responder.key: _TIERS[each.tier] for each in reversed(duties)}
        phone = self._phone(Handset(CALLER, caller.number, "Ready to call", calls=True), legs)
        phones = [
            self._phone(Handset(key, BY_KEY[key].mobile, tiers.get(key, _OFF)), legs)
            | {"on_duty": key in tiers}
            for key in _in_order(duties)
        ]
        to_practices, to_staff = mails.shown(self.stage.mail.messages)
        talking = guide_phones.telephones(
            phone, phones, to_practices, _joined(legs), reached.reference
        )
        today = now.astimezone(ZoneInfo(fictional.TIME_ZONE)).date()
        to_do = guide.next_step(
            reached,
            talking,
            f"{today:%Y-%m}",
            stopped=self._situations.stopped,
            missed=self._situations.missed(reached),
        )
        return {
            "run": self.since.isoformat(),
            "now_words": self._now_words(now),
            "notice": notice or _closed_words(closed),
            "next": advised.shown(to_do),
            "steps": tour.steps(reached, to_do.step),
            "example": _example_words(_example(reached), today),
            "situation": {"stopped": self._situations.stopped, "quiet": quiet},
            "caller": phone | {"as": caller.key},
            "phones": phones,
            "mails": to_practices,
            "staff_mails": to_staff,
        }

    def _legs(self) -> dict[str, list[LegView]]:
        """Those of the play, by whose phone it is."""
        legs: dict[str, list[LegView]] = {}
        for leg in self.stage.phones.legs():
            if datetime.fromisoformat(leg["created"]) >= self.since:
                legs.setdefault(leg["person"], []).append(leg)
        return legs

    def act(self, body: Mapping[str, Any]) -> str | None:
        """Do what a button says; a sentence where it cannot be done now.

        Raises `errors.Invalid` for what no button says.
        """
        who = str(body.get("phone", ""))
        act = _acts().get(str(body.get("act", "")))
        if act is None or (who != CALLER and who not in BY_KEY):
            raise Invalid([Problem("act", "No button of this page says that.")])
        try:
            return act(self, who, body)
        except LookupError:
            return "There is no call on that telephone now."

    def _call(self, who: str, body: Mapping[str, Any]) -> str | None:
        caller = callers.BY_KEY.get(str(body.get("as", "")))
        if caller is None or who != CALLER:
            raise Invalid([Problem("as", "Choose who rings.")])
        line = numbers.in_groups(fictional.NUMBER)
        hidden = ", number withheld" if caller.withheld else ""
        self._did(caller.number, f"Rang {line}{hidden}", self.stage.phones.now())
        self._situations.ringing()
        self.stage.phones.call(caller.number, fictional.NUMBER, caller.withheld)
        return None

    def _speak(self, who: str, body: Mapping[str, Any]) -> str | None:
        """Whoever holds the phone says the example's question aloud, where it is heard."""
        leg = handsets.in_hand(self.stage.phones.legs(self._number_of(who, body)))
        if leg is None or not handsets.listens(leg):
            return _UNHEARD
        with self.stage.service.ledger.look("demo") as work:
            example = _example(tour.reached(work, self.since))
        words = f"This is {example.caller}. {example.question}"
        speak = self.stage.phones.speak
        self._does(who, body, f"Said: {words}", lambda number: speak(number, words))
        return None

    def _situation(self, _who: str, body: Mapping[str, Any]) -> str:
        """Raises `errors.Invalid` for what no button says."""
        do = self._situations.each().get(str(body.get("what", "")))
        if do is None:
            raise Invalid([Problem("what", "No button of this page says that.")])
        return do()

    def _fill(self, _who: str, _body: Mapping[str, Any]) -> str:
        """Somebody has typed the example into the record of the newest call."""
        with self.stage.service.ledger.look("demo") as work:
            reached = tour.reached(work, self.since)
        if reached.reference is None or reached.owner is None or reached.written:
            return "There is no record to write now."
        Doings(self.stage).draft(reached.owner, reached.reference, _example(reached))
        return "The example is in the record: open its link, or load its page again, and save it."

    def _answer(self, who: str, body: Mapping[str, Any]) -> None:
        self._does(who, body, "Answered", self.stage.phones.answer)

    def _decline(self, who: str, body: Mapping[str, Any]) -> None:
        self._does(who, body, "Rejected the call", self.stage.phones.reject)

    def _hang_up(self, who: str, body: Mapping[str, Any]) -> None:
        self._does(who, body, "Hung up", self.stage.phones.hang_up)

    def _key(self, who: str, body: Mapping[str, Any]) -> None:
        key = str(body.get("key", ""))
        if len(key) != 1 or key not in "0123456789*#":
            raise Invalid([Problem("key", "That is no key of a telephone.")])
        press = self.stage.phones.press
        self._does(who, body, f"Pressed {key}", lambda number: press(number, key))

    def _does(
        self, who: str, body: Mapping[str, Any], said: str, do: Callable[[str], None]
    ) -> None:
        at, number = self.stage.phones.now(), self._number_of(who, body)
        do(number)
        self._did(number, said, at)

    def _number_of(self, who: str, body: Mapping[str, Any]) -> str:
        if who != CALLER:
            return BY_KEY[who].mobile
        held = callers.BY_KEY.get(str(body.get("as", "")), CALLERS[0])
        return _in_hand(self._legs(), held).number

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

    def _now_words(self, now: datetime) -> str:
        said = f"{words.when_in_words(now, fictional.TIME_ZONE)}. {fictional.DEMO_HOURS}"
        if not self.days_ahead:
            return said
        days = f"{self.days_ahead} {'day' if self.days_ahead == 1 else 'days'}"
        return f"{said} Today is a bank holiday everywhere, so this clock is {days} ahead."


Act = Callable[[Play, str, Mapping[str, Any]], str | None]


def _acts() -> Mapping[str, Act]:
    return {
        "call": Play._call,
        "answer": Play._answer,
        "decline": Play._decline,
        "hang_up": Play._hang_up,
        "key": Play._key,
        "fill": Play._fill,
        "speak": Play._speak,
        "situation": Play._situation,
    }


def _example(reached: Reached) -> Question:
    """One for each call, in turn."""
    return _EXAMPLES[max(0, reached.calls - 1) % len(_EXAMPLES)]


def _example_words(example: Question, today: date) -> dict[str, str]:
    born = words.short_day(example.born(today), fictional.TIME_ZONE)
    return {
        "caller": example.caller,
        "patient": f"{example.patient}, born {born}",
        "question": example.question,
        "advice": example.advice,
        "learning": example.learning or "",
    }


def _in_hand(legs: Mapping[str, list[LegView]], held: Caller) -> Caller:
    """The caller whose phone the page shows: the one it holds, unless another's rings or is on a
    call and this one is not."""
    live = {number for number, those in legs.items() if _live(those)}
    if held.number in live:
        return held
    return next((each for each in CALLERS if each.number in live), held)


def _in_order(duties: Sequence[OnDuty]) -> list[str]:
    """Keys of the responders: who is on duty first, as they are rung."""
    on = list(dict.fromkeys(each.responder.key for each in duties))
    return on + [each.key for each in COLLEAGUES if each.key not in on]


def _live(legs: Sequence[LegView]) -> list[LegView]:
    return [leg for leg in legs if leg["ended"] is None]


def _calls(legs: Mapping[str, list[LegView]], held: Caller) -> list[str]:
    """The carrier's ids of the calls that go on: first that of the phone which the page shows and
    of whoever it is connected to."""
    own = _live(legs.get(held.number, []))
    others = (leg for those in legs.values() for leg in _live(those))
    ids = (each for leg in (*own, *others) for each in (leg["sid"], leg["parent"], leg["joined"]))
    return list(dict.fromkeys(each for each in ids if each is not None))


def _joined(legs: Mapping[str, list[LegView]]) -> set[str]:
    """Keys of the responders who are connected to somebody."""
    return {
        each.key
        for each in COLLEAGUES
        if any(leg["joined"] is not None for leg in _live(legs.get(each.mobile, [])))
    }


def _closed_words(reason: str | None) -> str | None:
    """`reason` is as `rota.hours` says it."""
    if reason is None:
        return None
    kind, _, words = reason.rpartition(": ")
    if kind == "closure":
        said = f"The line was closed by hand: {words}. Callers hear when it opens."
        return f"{said} A rota manager, such as Ben, opens it again under Rota, What stands."
    said = f"The line is closed today: {words}. Callers hear when it opens."
    return f"{said} Stop the demonstration and start it again to find the line open."

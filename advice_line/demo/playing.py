"""The demonstration in play: its telephones, its mail, and what people do with them on the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from advice_line.demo import (
    advised,
    callers,
    calls_in_play,
    chat_page,
    fictional,
    guide,
    guide_phones,
    handsets,
    mails,
    record_folder,
    tour,
    ways,
)
from advice_line.demo.acting import CALLER, Acting, example_of, next_example
from advice_line.demo.callers import CALLERS, Caller
from advice_line.demo.calls_in_play import Legs
from advice_line.demo.handsets import Handset
from advice_line.demo.people import BY_KEY, COLLEAGUES
from advice_line.demo.questions import Question
from advice_line.demo.situations import Situations
from advice_line.demo.stage import Stage
from advice_line.staffing import on_duty
from advice_line.staffing.on_duty import OnDuty
from advice_line.web import words
from rota import hours

_TIERS = {"1": "On duty, rung first", "2": "On duty, rung second", "lead": "On duty, the lead"}
_OFF = "Not on duty"
# 5 takes a call unrecorded, the star pauses in the talk.
_KEYS, _RECORDED_KEYS, _CALLERS_KEYS = "123", "1235*", "12340"


@dataclass
class Play:
    """What the page reads and does. `since` is when it began: what was before is past;
    `days_ahead` is how far its clock goes before the machine's, `skip` moves it on by seconds."""

    stage: Stage
    since: datetime
    days_ahead: int = 0
    skip: Callable[[float], None] = lambda _seconds: None

    def __post_init__(self) -> None:
        self._situations = Situations(self.stage, self.skip)
        self._acting = Acting(self.stage, self.since, self._situations)

    def act(self, body: Mapping[str, Any]) -> str | None:
        """As `acting.Acting.act`."""
        return self._acting.act(body)

    def state(
        self, held: str | None, notice: str | None = None, colleague: str | None = None
    ) -> dict[str, Any]:
        """STATE of the page (header of web/templates/demo/demo.html); `held` is the key of the
        caller whose phone the page shows, `colleague` that of whose Slack; without one it is that
        of who is rung first."""
        legs = calls_in_play.legs_since(self.stage, self.since)
        caller = calls_in_play.caller_shown(legs, callers.BY_KEY.get(held or "", CALLERS[0]))
        with self.stage.service.ledger.look("demo") as work:
            duties = on_duty.who(work.session, fictional.LINE, work.now)
            closed = hours.closed_because(on_duty.calendar(work.session, fictional.LINE), work.now)
            reached = tour.reached(work, self.since, calls_in_play.going_on(legs, caller))
            now = work.now
            situation = self._situations.shown(work)
        tiers = {each.responder.key: _TIERS[each.tier] for each in reversed(duties)}
        phone = self._phone(_in_practice(caller), legs)
        keys = _RECORDED_KEYS if situation["recorded"] else _KEYS
        phones = [
            self._phone(Handset(key, BY_KEY[key].mobile, tiers.get(key, _OFF), keys), legs)
            | {"on_duty": key in tiers}
            for key in _in_order(duties)
        ]
        to_practices, to_staff = mails.shown(self.stage.mail.messages, self.stage.postbox.sent)
        talking = guide_phones.telephones(
            phone, phones, _received(to_practices), calls_in_play.joined(legs), reached.reference
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
            "next": advised.shown(to_do, reached.way),
            "steps": ways.shown(reached.way, reached.done, to_do.step),
            "example": _example_words(example_of(reached), today),
            "letter": _letter_words(next_example(reached), today),
            "situation": situation,
            "caller": phone | {"as": caller.key},
            "phones": phones,
            "mails": to_practices,
            "staff_mails": to_staff,
            "slack": self._slack(colleague, duties),
            "record": record_folder.shown(self.stage.record),
        }

    def _slack(self, colleague: str | None, duties: Sequence[OnDuty]) -> dict[str, Any]:
        first = duties[0].responder.key if duties else chat_page.WARD
        key = colleague if colleague in (*BY_KEY, chat_page.WARD) else first
        return {"as": key} | chat_page.shown(self.stage, key)

    def _phone(self, handset: Handset, legs: Legs) -> dict[str, Any]:
        inbox = [
            sms
            for sms in self.stage.phones.inbox(handset.number)
            if datetime.fromisoformat(sms["at"]) >= self.since
        ]
        own = [each for each in self._acting.own if each.number == handset.number]
        mine = legs.get(handset.number, [])
        return handsets.phone(handset, mine, inbox, own, fictional.TIME_ZONE)

    def _now_words(self, now: datetime) -> str:
        said = f"{words.when_in_words(now, fictional.TIME_ZONE)}. {fictional.DEMO_HOURS}"
        if not self.days_ahead:
            return said
        days = f"{self.days_ahead} {'day' if self.days_ahead == 1 else 'days'}"
        return f"{said} Today is a bank holiday everywhere, so this clock is {days} ahead."


def _received(shown: Sequence[mails.Shown]) -> list[mails.Shown]:
    return [each for each in shown if not each["sent"]]


def _in_practice(caller: Caller) -> Handset:
    return Handset(
        CALLER, caller.number, "Ready to call", _CALLERS_KEYS, calls=True, texts=caller.texts
    )


def _example_words(example: Question, today: date) -> dict[str, str]:
    born = words.short_day(example.born(today), fictional.TIME_ZONE)
    return {
        "caller": example.caller,
        "patient": f"{example.patient}, born {born}",
        "question": example.question,
        "advice": example.advice,
        "learning": example.learning or "",
    }


def _letter_words(example: Question, today: date) -> str:
    """What a mail to the line might say."""
    told = _example_words(example, today)
    return f"{told['patient']}\n\n{told['question']}\n\n{told['caller']}"


def _in_order(duties: Sequence[OnDuty]) -> list[str]:
    """Keys of the responders: who is on duty first, as they are rung."""
    on = list(dict.fromkeys(each.responder.key for each in duties))
    return on + [each.key for each in COLLEAGUES if each.key not in on]


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

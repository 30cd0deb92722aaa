"""The education meetings of the demonstration: one was held while its month was lived, so that what
it decided, taught and left to do is there to see, and the next one is coming."""

import secrets
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from advice_line.demo import fictional
from advice_line.demo.doings import Doings
from advice_line.demo.history import Act
from advice_line.demo.people import AMARA, BEN, DINA, NERYS
from advice_line.demo.stage import Stage
from advice_line.education.meetings.doors import MeetingDoors
from advice_line.education.meetings.seen import Whole
from advice_line.meeting_kinds import VoteState, Week
from advice_line.rules.case_tags import CaseStatus
from advice_line.staffing import on_duty
from advice_line.trust.roles import Actor
from rota import hours

_ZONE = ZoneInfo(fictional.TIME_ZONE)
_STARTS, _ENDS = time(12, 30), time(13, 30)
_AGO = 12
TO_DO = "Write down for practices when a second film is worth it"
_VOTE = {
    "vote": "What decides whether to image here?",
    "option_1": "How long the patient has waited",
    "option_2": "Whether the result would change what is done",
    "option_3": "Whether there is a scan this week",
    "right": "2",
}
# Notes and decision of each case.
_SAID = (
    (
        "Most in the room had asked for a scan here before.",
        "We say first what would make a scan change anything.",
    ),
    (
        "Two practices had asked the same in the month.",
        "The advice stands as it was given.",
    ),
    (
        "What was found later was asked for, and fitted the advice.",
        "Nothing changes; the case goes on the reading list for new registrars.",
    ),
)


class Meetings:
    """`acts` are what is done for it, each at its instant of the month that ends at `until`."""

    def __init__(self, stage: Stage, until: datetime) -> None:
        self._people, self._doors = Doings(stage), MeetingDoors.over(stage.service.ledger)
        self._stage, self._until = stage, until
        self._day = _a_day_on(stage, until)

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        first = self._until - timedelta(days=29)
        start = datetime.combine(self._day, _STARTS, _ZONE)
        yield first, self._series
        yield first, self._invites
        yield start - timedelta(hours=20), self._agenda
        for chair in (AMARA.key, NERYS.key):
            yield start - timedelta(hours=19), partial(self._signs, chair)
        for person in (AMARA.key, NERYS.key, DINA.key):
            yield start - timedelta(minutes=2), partial(self._comes, person)
            yield start + timedelta(minutes=61), partial(self._goes, person)
        yield start + timedelta(minutes=10), self._votes
        yield start + timedelta(minutes=30), self._agrees
        yield start + timedelta(minutes=58), self._is_learned

    def _series(self) -> None:
        form = {
            "name": "Radiology and primary care",
            "weekday": f"{self._day.weekday()}",
            f"week_{_week(self._day)}": "yes",
            "starts": f"{_STARTS:%H:%M}",
            "ends": f"{_ENDS:%H:%M}",
            "place": "Seminar room 1",
            "imaging_chair": AMARA.key,
            "primary_chair": NERYS.key,
        }
        self._doors.planning.start(self._amara(), fictional.LINE, form, _token())

    def _invites(self) -> None:
        next(each.run for each in self._stage.service.jobs if each.name == "meeting_invitations")()

    def _agenda(self) -> None:
        """The first that is proposed of each theme, where no incident need be raised for it."""
        for _ in _SAID:
            whole = self._whole()
            themes = {each.title for each in whole.entries}
            offered = (
                each.case
                for each in whole.offered
                if each.case
                and not each.proposal.harm_possible
                and each.proposal.theme not in themes
            )
            if case := next(offered, None):
                form = {"case": case.reference, "revision": f"{whole.row.revision}"}
                self._doors.agenda.add(self._amara(), whole.id, form, _token())
        whole = self._whole()
        entry = whole.entries[0]
        form = _VOTE | {"minutes": f"{entry.minutes}", "presenter": entry.presenter_key}
        form["revision"] = f"{whole.row.revision}"
        self._doors.agenda.change(self._amara(), whole.id, entry.id, form, _token())

    def _signs(self, chair: str) -> None:
        whole = self._whole()
        form = {"revision": f"{whole.row.revision}"}
        self._doors.agenda.sign(self._people.actor(chair), whole.id, form, _token())

    def _comes(self, key: str) -> None:
        room = self._whole().row.door_key
        self._doors.joining.come(self._people.actor(key), room, {}, _token())

    def _goes(self, key: str) -> None:
        room = self._whole().row.door_key
        self._doors.joining.leave(self._people.actor(key), room, _token())

    def _votes(self) -> None:
        whole = self._whole()
        entry, room = whole.entries[0], whole.row.door_key
        for to in (VoteState.OPEN, VoteState.CLOSED, VoteState.SHOWN):
            form = {"to": to.value}
            self._doors.during.vote(self._amara(), whole.id, entry.id, form, _token())
            if to is VoteState.OPEN:
                for choice in ("0", "1", "1"):
                    given = {"item": entry.id, "choice": choice}
                    self._doors.joining.vote(self._amara(), room, given, _token())

    def _agrees(self) -> None:
        whole = self._whole()
        for entry, (notes, decision) in zip(whole.discussed, _SAID, strict=False):
            form = {
                "notes": notes,
                "decision": decision,
                "standing": CaseStatus.STANDARD_MET.value,
                "said_revision": f"{entry.said_revision}",
            }
            self._doors.during.write(self._amara(), whole.id, entry.id, form, _token())
        by_day = (self._until + timedelta(days=5)).astimezone(_ZONE).date()
        form = {
            "what": TO_DO,
            "owner": BEN.key,
            "by_day": by_day.isoformat(),
        }
        self._doors.during.agree(self._amara(), whole.id, whole.entries[0].id, form, _token())

    def _is_learned(self) -> None:
        self._doors.during.finish(self._amara(), self._whole().id, _token())

    def _amara(self) -> Actor:
        return self._people.actor(AMARA.key)

    def _whole(self) -> Whole:
        """The first of the series, as who keeps it sees it now."""
        listed = self._doors.listing.look(self._amara(), fictional.LINE)
        first = (*reversed(listed.before), *listed.coming)[0]
        return self._doors.seeing.one(self._amara(), first.id)


def _a_day_on(stage: Stage, until: datetime) -> date:
    """About a fortnight ago, when the line was at work: a meeting on a holiday would be put off."""
    with stage.service.ledger.look("demo") as work:
        calendar = on_duty.calendar(work.session, fictional.LINE)
    last = until.astimezone(_ZONE).date() - timedelta(days=_AGO)
    days = (last - timedelta(days=back) for back in range(7))
    return next(
        day
        for day in days
        if day.weekday() < 5
        and hours.day_off(calendar, day) is None
        and hours.holiday_on(calendar, day) is None
    )


def _week(day: date) -> Week:
    """Which one of its weekday in the month; not every month has a fifth."""
    place = (day.day - 1) // 7 + 1
    return Week.LAST if place > 4 else Week(f"{place}")


def _token() -> str:
    return secrets.token_urlsafe(12)

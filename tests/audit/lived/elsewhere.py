"""What is lived beside the queries: meetings, a month's sample and its reviewers, the radiology
system's file of a month."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple

from advice_line.audit.appropriateness.drawing import ToReview
from advice_line.trust.roles import NOBODY, Actor
from tests.audit import appropriate
from tests.audit.lived.bad_days import BadDays
from tests.audit.lived.truth import LONDON
from tests.audit.test_imaging_files import HEADS
from tests.web.meeting_scene import SERIES
from tests.web.test_after_meeting import SAM

REVIEWERS = ("ben", "chidi", "dana")
WANTED = 20
# By `SMALL_NUMBER` less is never told, and no sample is drawn of it.
ENOUGH = 5
VERDICTS = ("radiologist", "radiologist", "radiologist", "guideline", "no_radiologist")
RHYTHM = {"week_1": "", "week_2": "yes", "week_4": "yes"}
_WEDNESDAY = 2


@dataclass
class TrueMeeting:
    """`found` is how useful each who says so found it, from 1 to 5."""

    day: date
    came: int = 0
    found: list[int] = field(default_factory=list)


class Counted(NamedTuple):
    """`soon` within a week, `next_day` of those that were reported."""

    route: str
    done: int
    soon: int
    reported: int
    next_day: int


@dataclass
class Aside:
    """`agreed` are by when, and whether it was done; `said` what each who reviewed a sampled query
    said of it, in turn; `counted` the rows of each month's last file."""

    meetings: list[TrueMeeting] = field(default_factory=list)
    agreed: list[tuple[date, bool]] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    sampled: int = 0
    counted: dict[date, list[Counted]] = field(default_factory=dict)


def wednesdays(first: date, last: date) -> list[date]:
    """The second and the fourth of each month."""
    days = (first + timedelta(days=each) for each in range((last - first).days + 1))
    return [day for day in days if day.weekday() == _WEDNESDAY and (day.day - 1) // 7 + 1 in (2, 4)]


def next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def verdict(said: Sequence[str]) -> str | None:
    """Two who agree settle it, and a third where they do not."""
    match said:
        case [first, second] if first == second:
            return first
        case [_, _, third]:
            return third
    return None


class Elsewhere(BadDays):
    def begins(self, first: date, last: date) -> None:
        """A series of meetings is made, and those who review samples are appointed."""
        self.aside = Aside()
        self.world.set_up(appropriate.SETUP)
        self._amara = self.world.responder("amara")
        site = self._site
        site.meetings.planning.start(self._amara, "hotdoc", SERIES | RHYTHM, self._token)
        made = self.now.astimezone(LONDON).date()
        month_ends = next_month(last) - timedelta(days=1)
        self.aside.meetings = [TrueMeeting(day) for day in wednesdays(made, month_ends)]
        for each in (each for each in self.aside.meetings if first <= each.day <= last):
            begins = datetime.combine(each.day, time(12, 31), LONDON).astimezone(UTC)
            self._agenda.append((begins, partial(self._meets, each)))

    @property
    def _site(self) -> Any:
        return self.world.service.app.state.site

    def _meets(self, meeting: TrueMeeting) -> None:
        """Nobody may come; who does says how it was, or does not."""
        doors = self._site.meetings
        listed = doors.listing.look(self._amara, "hotdoc")
        every = (*listed.coming, *listed.before)
        row = next(each for each in every if each.row.planned_on == meeting.day)
        meeting.came = self.dice.choice((0, 1, 3, 6))
        for number in range(meeting.came):
            guest = {**SAM, "name": f"Dr {chr(65 + number)} Example"}
            doors.joining.come(NOBODY, row.row.door_key, guest, f"{meeting.day} {number}")
            if self.dice.random() < 0.7:
                useful = self.dice.randint(2, 5)
                meeting.found.append(useful)
                given = {"useful": str(useful), "changes": "yes"}
                self._site.credit.evaluating.give(
                    NOBODY, row.row.door_key, given, f"{meeting.day} {number}"
                )
        if meeting.came:
            self._agree(row.id, meeting.day)

    def _agree(self, meeting: str, day: date) -> None:
        """Of a case that nobody has shown yet, where there is one."""
        doors = self._site.meetings
        seen = doors.seeing.one(self._amara, meeting)
        case = next((each.case.reference for each in seen.offered if each.case), None)
        if case is None:
            return
        form = {"case": case, "revision": str(seen.row.revision)}
        doors.agenda.add(self._amara, meeting, form, self._token)
        seen = doors.seeing.one(self._amara, meeting)
        for chair in (self._amara, self.world.responder("ben")):
            signed = {"revision": str(seen.row.revision)}
            doors.agenda.sign(chair, meeting, signed, self._token)
        (item,) = seen.entries
        for weeks in (0, 2, 8):
            due, done = day + timedelta(weeks=weeks), self.dice.random() < 0.6
            form = {"what": "Tell the practices.", "owner": "amara", "by_day": f"{due:%d %m %Y}"}
            doors.during.agree(self._amara, meeting, item.id, form, self._token)
            self.aside.agreed.append((due, done))
            if done:
                (entry,) = doors.seeing.one(self._amara, meeting).entries
                doors.listing.done(self._amara, entry.actions[-1].id, self._token)

    def month_is_over(self, month: str) -> None:
        """Its sample is drawn and reviewed, where it is not too small to tell anything of, and the
        radiology system's file is brought."""
        self._brings_counts(date.fromisoformat(f"{month}-01"))
        of_it = [each for each in self.lived.values() if f"{each.day:%Y-%m}" == month]
        answered = sum(each.advice is not None and not each.nobodys for each in of_it)
        if answered >= ENOUGH:
            self._audits(month, min(WANTED, answered))

    def _audits(self, month: str, sampled: int) -> None:
        doors, chidi = self._site.appropriateness, self._chidi
        form = {"line": "hotdoc", "month": month, "wanted": str(WANTED)}
        audit = doors.drawing.draw(chidi, form, self._token)
        for person in REVIEWERS:
            doors.appointing.appoint(chidi, audit, {"person": person}, self._token)
        said: dict[str, list[str]] = defaultdict(list)
        for _ in range(2):
            for person in REVIEWERS:
                self._reviews(self.world.responder(person), audit, said)
        if sum(verdict(each) is not None for each in said.values()) >= ENOUGH:
            doors.appointing.close(chidi, audit, self._token)
            self.aside.said |= said
            self.aside.sampled += sampled

    def _reviews(self, by: Actor, audit: str, said: dict[str, list[str]]) -> None:
        """All that waits for them; a third one's turn comes once two see it otherwise."""
        doors = self._site.appropriateness
        mine: tuple[ToReview, ...] = doors.drawing.look(by, "hotdoc").mine
        for each in mine:
            found = self.dice.choice(VERDICTS)
            form = appropriate.HELPS | {"verdict": found}
            doors.reviewing.say(by, audit, each.id, form, self._token)
            said[each.id].append(found)

    def _brings_counts(self, month: date) -> None:
        """Twice: the second file stands."""
        for _ in range(2):
            rows, lines = [], [HEADS]
            for name, route in (("CT", "Routine"), ("CT", "Urgent"), ("Plain film", "Routine")):
                done, reported = self.dice.randint(5, 400), self.dice.randint(5, 400)
                soon, next_day = self.dice.randint(0, done), self.dice.randint(0, reported)
                lines.append(f"{month:%Y-%m},{name},{route},,{done},{soon},,,{reported},{next_day}")
                rows.append(Counted(route, done, soon, reported, next_day))
            data = "\n".join(lines).encode()
            self._site.imaging.save(
                self._chidi, "hotdoc", data, origin="counts.csv", token=self._token
            )
            self.aside.counted[month] = rows

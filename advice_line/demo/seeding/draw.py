"""What happened to one query of a seeded past, drawn by chance: plain values, of which the rows and
the truth are made apart from each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from advice_line.kinds import Channel, Urgency
from advice_line.tracer_kinds import Avoided, TracerOutcome
from advice_line.written_kinds import AgainstPlan, WouldHaveDone

_OPENS, _OPEN_MINUTES = time(8), 10 * 60
_WRITTEN = (Channel.EMAIL, Channel.FORM, Channel.SMS, Channel.CHAT)
# A later answer is asked for after a month.
_TRACED_AFTER = timedelta(days=31)
# How busy the quietest and the busiest month may be beside each other.
_BUSY = (0.6, 1.4)


class Fate(StrEnum):
    TALKED = "talked"
    PROMISED = "promised"
    DEFLECTED = "deflected"
    HUNG_UP = "hung_up"
    WRITTEN = "written"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True)
class Drawn:
    """Times are seconds: `wait` until a responder's key or until the caller gave up, `talk` of the
    two, `advice_after` from the question. `sent`, `opened` and `acknowledged` are from the advice;
    None where it did not happen. `organisation` and `responder` are places in their lists."""

    at: datetime
    channel: Channel
    organisation: int
    responder: int
    urgency: Urgency
    fate: Fate
    wait: int
    talk: int
    kept: bool
    advice_after: int
    due_after: int
    test_advised: bool
    would: WouldHaveDone | None
    modality: str
    topic: str
    kind: str
    guideline: bool
    sent: int | None
    opened: int | None
    acknowledged: int | None
    read_back: bool
    later: TracerOutcome | None
    avoided: Avoided | None
    helped: bool | None
    approved: bool
    beside_plan: AgainstPlan
    checks_open: int
    worth_it: bool | None

    @property
    def against_plan(self) -> AgainstPlan | None:
        planned = self.would is WouldHaveDone.REQUESTED_IMAGING
        return self.beside_plan if planned and self.test_advised else None

    @property
    def advised(self) -> bool:
        return self.fate in (Fate.TALKED, Fate.PROMISED, Fate.WRITTEN)


def draw(
    chance: Random,
    days: Sequence[date],
    zone: ZoneInfo,
    count: int,
    organisations: int,
    responders: int,
    until: datetime,
) -> Iterator[Drawn]:
    """So many, over these days on which the line is open, the earliest first; in some months more
    is asked than in others."""
    weights = [1 / (place + 2) for place in range(organisations)]
    months = dict.fromkeys((day.year, day.month) for day in days)
    busy = {month: chance.uniform(*_BUSY) for month in months}
    often = [busy[day.year, day.month] for day in days]
    for place in sorted(chance.choices(range(len(days)), often, k=count)):
        minute = chance.randrange(_OPEN_MINUTES * 60)
        local = datetime.combine(days[place], _OPENS, zone) + timedelta(seconds=minute)
        at = local.astimezone(until.tzinfo)
        (practice,) = chance.choices(range(organisations), weights)
        yield _one(chance, at, practice, chance.randrange(responders), until)


def _one(chance: Random, at: datetime, practice: int, responder: int, until: datetime) -> Drawn:
    channel = Channel.CALL if chance.random() < 0.7 else chance.choice(_WRITTEN)
    fate = _fate(chance) if channel is Channel.CALL else Fate.WRITTEN
    advice_after = int(chance.lognormvariate(8.9, 0.9)) if fate is Fate.WRITTEN else 0
    opened = int(chance.lognormvariate(8.2, 0.9)) if chance.random() < 0.92 else None
    received = opened is not None and chance.random() < 0.9
    later = _later(chance) if at + _TRACED_AFTER < until else None
    return Drawn(
        at=at,
        channel=channel,
        organisation=practice,
        responder=responder,
        urgency=chance.choices(list(Urgency), (1, 3, 6))[0],
        fate=fate,
        wait=5 + int(chance.lognormvariate(2.6, 0.7)),
        talk=60 + int(chance.lognormvariate(4.5, 0.6)),
        kept=chance.random() < 0.92,
        advice_after=advice_after,
        due_after=4 * 3600,
        test_advised=chance.random() < 0.55,
        would=chance.choices([*WouldHaveDone, None], (9, 3, 1, 3, 1, 2))[0],
        modality=chance.choice(("xr", "ct", "mri", "us", "none")),
        topic=chance.choice(("spine", "chest", "abdomen", "lower_limb", "head")),
        kind=chance.choice(("whether", "which", "how_soon", "result", "next")),
        guideline=chance.random() < 0.3,
        sent=chance.randrange(2, 90) if chance.random() < 0.99 else None,
        opened=opened,
        acknowledged=(opened or 0) + int(chance.lognormvariate(6, 1)) if received else None,
        read_back=chance.random() < 0.2,
        later=later,
        avoided=chance.choice(list(Avoided)) if later is TracerOutcome.DONE else None,
        helped=chance.random() < 0.94 if chance.random() < 0.4 else None,
        approved=chance.random() < 0.1,
        beside_plan=chance.choices(list(AgainstPlan), (11, 4, 2, 3))[0],
        checks_open=chance.choices((0, 1, 2), (17, 2, 1))[0],
        worth_it=chance.random() < 0.87 if chance.random() < 0.6 else None,
    )


def _fate(chance: Random) -> Fate:
    fates = (Fate.TALKED, Fate.PROMISED, Fate.DEFLECTED, Fate.HUNG_UP, Fate.WRONG_NUMBER)
    return chance.choices(fates, (76, 7, 12, 4, 1))[0]


def _later(chance: Random) -> TracerOutcome | None:
    weights = (45, 10, 6, 4, 35)
    found: list[TracerOutcome | None] = chance.choices([*TracerOutcome, None], weights)
    return found[0]

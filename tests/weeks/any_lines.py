"""What stands at a round's line, and on which day: one round in so many has each of it, by the
round's number alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from integrations.sandbox.carrier import Carrier
from integrations.twilio.addresses import Addresses
from integrations.twilio.numbers import wanted
from tests.stories.scene import FALLBACK_URL, LINE, PUBLIC_URL
from tests.weeks.town import MONDAY_EIGHT, set_up

OTHER_LINE = "+441632960010"
# The clock goes back, and goes forward, twenty minutes after these.
_CHANGES = {
    2: datetime(2026, 10, 25, 0, 40, tzinfo=UTC),
    6: datetime(2027, 3, 28, 0, 40, tzinfo=UTC),
}
_OPEN_FOR = timedelta(minutes=20)
_DESKS = (
    'desks = [{ key = "3", for = "chasing a request or a report", number = "+441632960301", '
    'open = { mon-sun = ["00:00-24:00"] } }]'
)
_SITE_CLOSED = 'closed_days = [{ date = 2026-11-23, reason = "site closed" }]'
_BREAK = 'open = { mon-sun = ["00:00-08:10", "08:35-24:00"] }'
_HOURS, _SHIFTS = 'open = { mon-fri = ["08:00-19:00"] }', 'days = "mon-fri", time = "08:00-19:00"'
_OTHER = f"""
[[lines]]
key = "msk"
name = "Example Bone Advice"
number = "{OTHER_LINE}"
email = "bones@example.org"
nation = "england"
time_zone = "Europe/London"
{_HOURS}
switchboard = "+441632960999"

[[patterns]]
key = "bones"
line = "msk"
valid_from = 2026-03-02
cycle_weeks = 1
sessions = [
  {{ {_SHIFTS}, tier = "1", who = ["ben"] }},
  {{ {_SHIFTS}, tier = "lead", who = ["chidi"] }},
]
"""


@dataclass(frozen=True)
class AnyLine:
    seed: int

    @property
    def starts_at(self) -> datetime:
        return _CHANGES.get(self.seed % 9, MONDAY_EIGHT)

    @property
    def numbers(self) -> tuple[str, ...]:
        return (LINE, OTHER_LINE) if self.seed % 5 == 1 else (LINE,)

    @property
    def server_stops(self) -> bool:
        return self.seed % 8 == 5

    def is_closed(self, number: str, at: datetime) -> bool:
        closes_early = self._closes_early() and at >= MONDAY_EIGHT + _OPEN_FOR
        return number == LINE and (self._is_closed_all_day() or closes_early)

    def setup(self) -> str:
        text = set_up("\n".join(self._said()), _BREAK if self.seed % 6 == 4 else "")
        if self._closes_early():
            text = text.replace(_HOURS, 'open = { mon-fri = ["08:00-08:20"] }', 1)
        if len(self.numbers) > 1:
            text += _OTHER
        if self._clock_changes():
            text = text.replace(_HOURS, 'open = { mon-sun = ["00:00-24:00"] }')
            text = text.replace(_SHIFTS, 'days = "mon-sun", time = "00:00-24:00"')
            text = text.replace("valid_from = 2026-11-02", "valid_from = 2026-03-02")
        return text

    def point_numbers(self, carrier: Carrier) -> None:
        """The first is pointed at us already."""
        want = wanted(Addresses(PUBLIC_URL), FALLBACK_URL)
        for number in self.numbers[1:]:
            carrier.own(
                number,
                voice_url=want.voice_url,
                status_callback=want.status_callback,
                voice_fallback_url=FALLBACK_URL,
                sms_url=want.sms_url,
            )

    def _said(self) -> Iterator[str]:
        """So many at once are a flood; in every other round they are to reach people all the
        same."""
        if self.seed % 2:
            yield "limits = { number = 100, line = 10000 }"
        if self.seed % 3 == 0:
            yield "recording = true"
        if self.seed % 6 == 0:
            yield "recording_star = true"
        if self.seed % 4 < 2:
            yield _DESKS
        if self._is_closed_all_day():
            yield _SITE_CLOSED

    def _clock_changes(self) -> bool:
        return self.seed % 9 in _CHANGES

    def _closes_early(self) -> bool:
        return self.seed % 7 == 3 and not self._clock_changes()

    def _is_closed_all_day(self) -> bool:
        return self.seed % 10 == 9 and not self._clock_changes()

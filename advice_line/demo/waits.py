"""The fictional line's waits, as its radiology office would keep them."""

from zoneinfo import ZoneInfo

from advice_line.demo import fictional
from advice_line.demo.doings import Doings
from advice_line.demo.people import CHIDI
from advice_line.demo.stage import Stage
from advice_line.directory.waits.keeping import KeepingWaits
from advice_line.rules.waits_given import Given, GivenRow

_SOONER = "Ask whoever asked for your scan: they can have it brought forward."
_ROWS = (
    GivenRow(
        1,
        "CT",
        "routine",
        "3 weeks",
        "next working day",
        _SOONER,
    ),
    GivenRow(2, "MRI", "routine", "6 to 8 weeks", "5 working days"),
    GivenRow(3, "Ultrasound", "routine", "4 weeks", "same day"),
    GivenRow(
        4,
        "X-ray",
        "routine",
        "same day",
        "3 working days",
        "Walk in, 9am to 5pm.",
    ),
    GivenRow(5, "CT", "suspected cancer", "5 days", "next working day"),
    GivenRow(6, "MRI", "suspected cancer", "10 days", "2 working days"),
)


def keep(stage: Stage) -> None:
    """As of today; entered by who keeps the office."""
    now = stage.service.clock.now().astimezone(ZoneInfo(fictional.TIME_ZONE))
    KeepingWaits(stage.service.ledger).save(
        Doings(stage).actor(CHIDI.key),
        fictional.LINE,
        Given(now.date().isoformat(), _ROWS),
        origin="page",
        seen=None,
        token=None,
    )

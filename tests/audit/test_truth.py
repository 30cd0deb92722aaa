"""Every measure equals the truth: what who played it decided, and what the carrier's legs and the
mail server have of it, on either database."""

import os
from datetime import date, timedelta
from random import Random

import pytest
from pydantic import SecretStr

from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures import counting
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Raw
from advice_line.audit.periods import Period
from advice_line.audit_kinds import PeriodKind
from advice_line.directory import lookups
from integrations.sandbox.mail import MailServer
from tests.audit.lived.expected import EXPECTED, LEFT_OUT, beside
from tests.audit.lived.life import Life
from tests.audit.lived.truth import Came, TrueQuery
from tests.mailbox.writing import SERVER
from tests.stories.base import MONDAY_TEN
from tests.stories.conftest import FRONT_DOOR
from tests.stories.world import World, world

pytestmark = pytest.mark.hazard("H18")
DAYS = int(os.environ.get("QUARTER_DAYS", "2"))
SEED = int(os.environ.get("QUARTER_SEED", "1"))
FIRST = date(2026, 11, 23)
ONE_DESK = FRONT_DOOR.read_text(encoding="utf-8").replace(
    'key = "hotdoc"\n', 'key = "hotdoc"\nring_backs = "by_hand"\nqueue_seconds = 0\n', 1
)


def test_no_measure_is_left_out() -> None:
    told = {*EXPECTED, *beside([], [])}
    assert told | LEFT_OUT == {each.id for each in every.MEASURES}
    assert not told & LEFT_OUT


def test_every_measure_is_the_truth(database_url: str, mail_server: MailServer) -> None:
    assert lived(database_url, mail_server) == {}


@pytest.mark.again
@pytest.mark.hazard("H16")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("switch", ["duplicate-callbacks", "retry-same-token"])
def test_what_the_network_says_twice_counts_once(
    database_url: str, mail_server: MailServer, switch: str
) -> None:
    assert lived(database_url, mail_server, switch, days=1) == {}


def lived(
    url: str, mail: MailServer, *switches: str, days: int = DAYS
) -> dict[str, tuple[Came, Raw]]:
    """What differs, after so many days on a line of which the carrier has these switches on."""
    smtp = SecretStr(f"smtp://127.0.0.1:{mail.port}")
    early = MONDAY_TEN - timedelta(hours=2)
    with world(url, early, ONE_DESK, smtp_url=smtp, mail_auth_server=SERVER) as here:
        for switch in switches:
            here.phones.chaos(switch)
        life = Life(here, mail, Random(SEED))
        life.days(FIRST, days)
        last = life.ends(FIRST + timedelta(days=days))
        Facts(here.ledger).catch_up()
        assert here.phones.faults() == []
        return different(here, list(life.lived.values()), FIRST, last)


def different(
    here: World, lived: list[TrueQuery], first: date, last: date
) -> dict[str, tuple[Came, Raw]]:
    each_day = [first + timedelta(days=each) for each in range((last - first).days + 1)]
    period = Period(first, last + timedelta(days=1), PeriodKind.QUARTER)
    with here.ledger.look("test") as work:
        (line,) = lookups.lines(work.session)
        counted = counting.count(work, line, period, every.MEASURES)
    expected = {name: truth(lived) for name, truth in EXPECTED.items()}
    expected |= beside(lived, each_day)
    return {
        name: (came, counted[name])
        for name, came in expected.items()
        if _whole_thousandths(came) != _came(counted[name])
    }


def _came(raw: Raw) -> Came:
    return _whole_thousandths(Came(raw.numerator, raw.denominator, raw.median, raw.ninetieth))


def _whole_thousandths(came: Came) -> Came:
    """Between two times two ways of reckoning may differ in the last of a float's digits."""
    median, ninetieth = (
        None if each is None else round(each, 3) for each in (came.median, came.ninetieth)
    )
    return came._replace(median=median, ninetieth=ninetieth)

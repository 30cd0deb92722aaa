"""What is asked for now in writing rings whoever is on, like a call: one after the other, until
somebody takes it; nobody hears anything of the patient, and nobody is rung who is busy (H21)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from advice_line.kinds import Urgency
from advice_line.rules.phone_numbers import in_groups
from advice_line.rules.routing import LEFT_AFTER
from integrations.sandbox.chaos import Chaos
from integrations.sandbox.phones import accepts, busy, declines, ignores, off, rings_out, voicemail
from tests.questions.asking import ADDRESS, Written
from tests.questions.clocked import Clocked
from tests.stories.duty_phone import DUTY_PHONE, POINT
from tests.stories.outcomes import instant
from tests.stories.world import AMARA, BEN, CHIDI, ELM_ROAD_MOBILE, LINE, SWITCHBOARD

MINUTE = 60.0
FRIDAY_LATE = datetime(2026, 11, 27, 18, 50, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
ASKED = "A written question, asked for now, from Oak Lane Surgery. Press 1 to take it"
TROUBLES = (Chaos.DROP_CALLBACKS, Chaos.REST_429, Chaos.REST_TIMEOUT_AFTER_SUCCESS)

pytestmark = pytest.mark.hazard("H21")


@pytest.fixture
def line(written: Written) -> Iterator[Clocked]:
    written.world.everybody(rings_out())
    yield Clocked(written)
    Clocked(written).passes(MINUTE)
    assert written.world.phones.faults() == []


def rung(line: Clocked, number: str) -> int:
    return len(line.world.phones.legs(number))


def offered(line: Clocked) -> list[tuple[str, str]]:
    return [(each["responder"], each["state"]) for each in line.world.query()["offers"]]


def test_part_6_a_now_mail_late_on_a_friday_is_told_rung_and_with_a_person_at_seven(
    line: Clocked,
) -> None:
    line.world.begin(FRIDAY_LATE)
    line.world.everybody(rings_out())
    line.asks(Urgency.NOW)
    line.passes(MINUTE)
    (told,) = line.mails()
    assert "We mean to answer by 8:05am on Monday" in told.text
    assert f"If it cannot wait until then, ring {in_groups(SWITCHBOARD)}" in told.text
    assert rung(line, AMARA) >= 1
    line.passes_until(FRIDAY_LATE.replace(hour=19, minute=0, second=20))
    assert line.heard(CHIDI, "so it is with you") == 1
    assert line.owed()[0]["owner"] == "chidi"
    before = rung(line, AMARA), rung(line, CHIDI)
    line.passes(10 * 3600)
    assert (rung(line, AMARA), rung(line, CHIDI)) == before, "nobody is woken"
    line.world.phones.behaves(AMARA, accepts())
    line.passes_until(datetime(2026, 11, 30, 8, 1, tzinfo=UTC))
    assert line.world.query()["owner"] == "amara"


def test_one_takes_it_from_the_phone_and_has_its_link(line: Clocked) -> None:
    line.world.phones.behaves(AMARA)
    line.asks(Urgency.NOW)
    amara = line.world.person(AMARA).is_rung().answers().hears(ASKED)
    assert "Larkspur" not in str(amara.heard())
    amara.presses("1").hears("The question is yours")
    line.passes(10)
    query = line.world.query()
    assert (query["owner"], query["state"]) == ("amara", "accepted")
    assert offered(line) == [("amara", "accepted")]
    assert line.heard(AMARA, "waits for your answer: asked for: Now") == 1
    before = rung(line, BEN)
    line.passes(5 * MINUTE)
    assert rung(line, BEN) == before


@pytest.mark.hazard("H01")
@pytest.mark.parametrize(
    ("phone", "state"),
    [
        (declines(), "declined"),
        (rings_out(), "expired"),
        (busy(), "expired"),
        (off(), "expired"),
        (voicemail(after=5), "expired"),
        (ignores(), "expired"),
    ],
    ids=lambda each: getattr(each, "kind", each),
)
def test_where_one_does_not_take_it_the_next_is_rung(
    line: Clocked, phone: object, state: str
) -> None:
    line.world.phones.behaves(AMARA, phone)  # type: ignore[arg-type]
    line.world.phones.behaves(BEN, accepts())
    line.asks(Urgency.NOW)
    line.passes(MINUTE)
    query = line.world.query()
    assert offered(line) == [("amara", state), ("ben", "accepted")]
    assert query["owner"] == "ben"
    first, second = (instant(each["offered_at"]) for each in query["offers"])
    assert second - first <= LEFT_AFTER + timedelta(seconds=5), "a machine is left as in a hunt"


def test_a_few_rounds_and_then_its_ladder_alone_has_it(line: Clocked) -> None:
    line.world.phones.behaves(BEN, declines())
    line.asks(Urgency.NOW)
    line.passes(14 * MINUTE)
    assert (rung(line, AMARA), rung(line, BEN), rung(line, CHIDI)) == (3, 1, 3)
    line.passes(3 * 60 * MINUTE)
    assert rung(line, AMARA) == 9, "once more as its time has come, and with the managers"


@pytest.mark.hazard("H10")
def test_whoever_claims_it_on_a_page_meanwhile_has_it_and_who_is_rung_hears_so(
    line: Clocked,
) -> None:
    line.world.phones.behaves(AMARA)
    line.asks(Urgency.NOW)
    amara = line.world.person(AMARA).is_rung().answers().hears(ASKED)
    line.world.claims("ben")
    amara.presses("1").hears("Ben Example")
    line.passes(MINUTE)
    assert line.world.query()["owner"] == "ben"
    assert ("amara", "too_late") in offered(line)
    assert rung(line, CHIDI) == 0


@pytest.mark.hazard("H10")
@pytest.mark.parametrize("trouble", [None, *TROUBLES], ids=str)
def test_a_phone_that_rings_for_it_stops_as_somebody_else_claims_it(
    line: Clocked, trouble: Chaos | None
) -> None:
    line.world.phones.behaves(AMARA)
    line.asks(Urgency.NOW)
    line.world.person(AMARA).is_rung()
    if trouble is not None:
        line.world.phones.chaos(trouble)
    line.world.claims("ben")
    line.passes(8)
    (leg,) = line.world.phones.legs(AMARA)
    # Refused twice, a stop may come as late as the ten seconds are over for which it rings.
    stopped = {"canceled", "no-answer"} if trouble is Chaos.REST_429 else {"canceled"}
    assert leg["status"] in stopped
    assert leg["answered"] is None
    line.passes(2 * MINUTE)
    assert ("amara", "withdrawn") in offered(line)
    assert (line.world.query()["owner"], rung(line, AMARA), rung(line, CHIDI)) == ("ben", 1, 0)


@pytest.mark.hazard("H10")
def test_nor_does_one_go_on_whose_call_the_carrier_never_named_to_us(line: Clocked) -> None:
    line.world.phones.behaves(AMARA)
    line.world.phones.chaos(Chaos.REST_TIMEOUT_AFTER_SUCCESS)
    line.asks(Urgency.NOW)
    line.world.person(AMARA).is_rung()
    line.world.claims("ben")
    line.passes(8)
    assert [leg["status"] for leg in line.world.phones.legs(AMARA)] == ["canceled"]


@pytest.mark.hazard("H10")
@pytest.mark.parametrize("ends", ["closed", "withdrawn by who asked"])
def test_nor_does_a_phone_ring_for_what_is_over(line: Clocked, ends: str) -> None:
    line.world.phones.behaves(AMARA)
    line.asks(Urgency.NOW)
    line.world.person(AMARA).is_rung()
    if ends == "closed":
        ben, reference = line.world.responder("ben"), line.world.query()["reference"]
        line.world.records.close(ben, reference, "Asked twice", "close")
    else:
        line.written.withdraws("I have found it.")
    line.passes(5)
    (leg,) = line.world.phones.legs(AMARA)
    assert leg["status"] == "canceled"


@pytest.mark.hazard("H10")
def test_who_picks_up_in_that_instant_is_not_cut_off_and_hears_whose_it_is(line: Clocked) -> None:
    line.world.phones.behaves(AMARA)
    line.asks(Urgency.NOW)
    amara = line.world.person(AMARA).is_rung()
    line.world.claims("ben")
    amara.answers().hears("Ben Example", within=5)
    line.passes(5)
    assert ("amara", "too_late") in offered(line)


def test_a_wrong_key_is_asked_once_more(line: Clocked) -> None:
    line.world.phones.behaves(AMARA)
    line.asks(Urgency.NOW)
    amara = line.world.person(AMARA).is_rung().answers().hears(ASKED).presses("7")
    amara.hears(ASKED).presses("1").hears("The question is yours")
    line.passes(5)
    assert line.world.query()["owner"] == "amara"


def test_who_talks_to_a_caller_is_not_rung_for_it(line: Clocked) -> None:
    line.asks(Urgency.NOW)
    line.world.phones.behaves(AMARA, accepts(talks_for=120))
    gp = line.world.person(ELM_ROAD_MOBILE).rings(LINE).waits(10)
    gp.waits(5)
    before = rung(line, AMARA)
    line.passes(40)
    assert rung(line, AMARA) == before
    assert rung(line, BEN) == 1
    gp.hangs_up()
    line.passes(5)
    for query in line.world.queries():
        line.world.records.claim(line.world.responder("amara"), query["reference"])


def test_what_came_while_it_was_closed_rings_as_it_opens(line: Clocked) -> None:
    line.world.begin(SATURDAY)
    line.world.everybody(rings_out())
    line.asks(Urgency.NOW)
    line.passes(44 * 3600)
    assert rung(line, AMARA) == 0
    line.passes(2 * 3600)
    assert rung(line, AMARA) >= 1


@pytest.mark.parametrize("urgency", [Urgency.TODAY, Urgency.TWO_DAYS, None])
def test_what_is_not_asked_for_now_rings_nobody(line: Clocked, urgency: Urgency | None) -> None:
    line.asks(urgency)
    line.passes(10 * MINUTE)
    assert rung(line, AMARA) == 0


def test_on_a_shared_phone_whoever_answers_says_who_they_are(line: Clocked) -> None:
    line.world.set_up(f"version = 1{POINT}")
    line.world.phones.behaves(DUTY_PHONE)
    line.asks(Urgency.NOW)
    phone = line.world.person(DUTY_PHONE).is_rung().answers()
    phone.hears("For Dr Amara Example: a written question").presses("3")
    phone.hears("Press 1 for Ben Example").presses("9")
    phone.hears("Press 1 for Ben Example").presses("1").hears("The question is yours")
    line.passes(5)
    assert line.world.query()["owner"] == "ben"
    assert rung(line, AMARA) == 0


def test_a_ring_counts_among_what_interrupts_them(line: Clocked) -> None:
    line.asks(Urgency.NOW, ADDRESS)
    line.passes(MINUTE)
    line.world.claims("chidi")
    assert line.interruptions("amara") == 1

"""A gap in its last hour: whoever was told of it goes on with one word or one tap, the first of
them."""

import re

import pytest

from advice_line.errors import AlreadyTaken, Conflict, NotAllowed, NotFound, ReasonNeeded
from advice_line.ports.texts import TextCame
from advice_line.staffing.watching.replies import Replies
from tests.staffing.lookout import Lookout, lookout
from tests.staffing.ward import MOBILES

__all__ = ["lookout"]
ON = "Thank you. You are on tier 1 of Example Radiology Advice, Tuesday 24 November, 8am to 7pm."


@pytest.fixture
def morning(lookout: Lookout) -> Lookout:
    """Seven o'clock before a day on which nobody is on tier 1."""
    lookout.away("amara", "2026-11-24 00:00", "2026-11-25 00:00")
    lookout.told("dora")
    lookout.at("2026-11-24 07:00")
    return lookout


@pytest.mark.hazard("H03")
def test_the_lead_takes_the_gap_of_the_next_hour_by_one_word(morning: Lookout) -> None:
    assert "Reply TAKE" in morning.told("chidi")[0]
    assert "Reply TAKE" in morning.told("dora")[0]
    morning.nobody_is_told()
    assert morning.answers("chidi", "take").startswith(ON)
    assert morning.ward.on("2026-11-24 09:00")[0] == "1 chidi"
    assert morning.gaps() == []
    assert morning.answers("dora", "TAKE") == "Thank you. Dr Chidi Example has taken it."
    (line,) = morning.ward.trail("gap.taken")
    assert (line["actor"], line["person"]) == ("responder:chidi", "chidi")


def test_a_text_that_comes_twice_takes_once_and_is_answered_alike(morning: Lookout) -> None:
    morning.told("chidi")
    replies = Replies(morning.world.ledger)
    event = TextCame("SM1", MOBILES["chidi"], "TAKE")
    first = replies.text_came(event)
    assert first is not None
    assert first.startswith(ON)
    assert replies.text_came(event) == first
    assert len(morning.ward.trail("gap.taken")) == 1


def test_the_link_takes_it_with_one_tap_and_looking_takes_nothing(morning: Lookout) -> None:
    token = token_in(morning.told("chidi")[0])
    (gap,) = morning.watch.link(token).gaps
    assert morning.watch.link(token).person.name == "Dr Chidi Example"
    assert len(morning.gaps()) == 1
    done = morning.watch.take_by_link(token, gap.id)
    assert done.key is not None
    assert morning.ward.on("2026-11-24 09:00")[0] == "1 chidi"
    assert morning.watch.link(token).gaps == ()
    with pytest.raises(AlreadyTaken, match="Chidi"):
        morning.watch.take_by_link(token_in(morning.told("dora")[0]), gap.id)


def test_the_page_of_the_link_needs_no_sign_in_and_its_button_takes(morning: Lookout) -> None:
    path = f"/rota/take/{token_in(morning.told('chidi')[0])}"
    browser = morning.world.browser
    for _ in range(2):
        seen = browser.get(path)
        assert "Example Radiology Advice, Tuesday 24 November, 8am to 7pm" in seen.text
    assert len(morning.gaps()) == 1
    fields = dict(re.findall(r'name="(form_token|finding)" value="([^"]*)"', seen.text))
    assert browser.post(path, data={**fields, "form_token": "x"}).status_code == 403
    assert "You are on" in browser.post(path, data=fields).text
    assert morning.ward.on("2026-11-24 09:00")[0] == "1 chidi"
    assert "Nothing to take" in browser.get(path).text
    assert browser.get(f"{path}x").status_code == 404


def test_a_link_takes_what_it_was_sent_for_and_nothing_else(morning: Lookout) -> None:
    token = token_in(morning.told("chidi")[0])
    morning.away("amara", "2026-12-01 00:00", "2026-12-02 00:00")
    morning.told("dora")
    later = morning.gaps()[-1]
    with pytest.raises(NotFound):
        morning.watch.take_by_link(token, later.id)
    for forged in (token[:-1] + ("A" if token[-1] != "A" else "B"), token[:16], "x"):
        with pytest.raises(NotFound):
            morning.watch.link(forged)


def test_on_the_page_anybody_who_answers_takes_a_gap_for_themselves(lookout: Lookout) -> None:
    lookout.away("amara", "2026-12-15 00:00", "2026-12-16 00:00")
    lookout.told("dora")
    (gap,) = lookout.gaps()
    with pytest.raises(ReasonNeeded) as needed:
        lookout.watch.take(lookout.ward.actor("eve"), gap.id)
    assert any("registration" in each for each in needed.value.breaches)
    assert lookout.gaps() == [gap]
    done = lookout.watch.take(lookout.ward.actor("dora"), gap.id, form_key="form")
    assert lookout.watch.take(lookout.ward.actor("dora"), gap.id, form_key="form") == done
    assert lookout.ward.on("2026-12-15 09:00")[0] == "1 dora"
    with pytest.raises(AlreadyTaken, match="Dora"):
        lookout.watch.take(lookout.ward.actor("chidi"), gap.id)


def test_what_was_closed_otherwise_is_taken_by_nobody(lookout: Lookout) -> None:
    lookout.away("amara", "2026-12-01 00:00", "2026-12-02 00:00")
    lookout.told("dora")
    (gap,) = lookout.gaps()
    lookout.covered("dora", "2026-12-01 08:00", "2026-12-01 19:00")
    lookout.told("dora")
    with pytest.raises(Conflict, match="Somebody is on already"):
        lookout.watch.take(lookout.ward.actor("chidi"), gap.id)


@pytest.mark.hazard("H03", "H10")
def test_who_was_put_on_since_the_watch_looked_is_not_thrown_out(morning: Lookout) -> None:
    link = token_in(morning.told("chidi")[0])
    (gap,) = morning.watch.link(link).gaps
    morning.covered("dora", "2026-11-24 08:00", "2026-11-24 19:00")
    answer = morning.answers("chidi", "TAKE")
    assert answer == "Somebody is on already: Dr Dora Example. Nothing was changed."
    with pytest.raises(Conflict, match="Dora"):
        morning.watch.take_by_link(link, gap.id)
    with pytest.raises(Conflict, match="Dora"):
        morning.watch.take(morning.ward.actor("eve"), gap.id, reason="asked by phone")
    assert morning.ward.on("2026-11-24 09:00")[0] == "1 dora"
    assert morning.ward.trail("gap.taken") == []


@pytest.mark.hazard("H03")
def test_one_word_takes_the_next_gap_where_the_first_was_filled_since(lookout: Lookout) -> None:
    for start, end in (("07:45", "09:00"), ("11:00", "12:00")):
        lookout.away("amara", f"2026-11-24 {start}", f"2026-11-24 {end}")
    lookout.told("dora")
    lookout.at("2026-11-24 10:15")
    lookout.away("amara", "2026-11-24 10:30", "2026-11-24 10:50")
    lookout.told("chidi")
    lookout.covered("dora", "2026-11-24 10:30", "2026-11-24 10:50")
    assert "11am to midday" in lookout.answers("chidi", "TAKE")
    assert lookout.ward.on("2026-11-24 11:30")[0] == "1 chidi"


@pytest.mark.hazard("H03")
def test_what_is_left_of_a_gap_is_taken_around_whoever_was_put_on(morning: Lookout) -> None:
    morning.told("chidi")
    morning.covered("dora", "2026-11-24 12:00", "2026-11-24 13:00")
    told = "You are on tier 1 of Example Radiology Advice, Tuesday 24 November, 8am to midday and "
    assert told + "Tuesday 24 November, 1pm to 7pm." in morning.answers("chidi", "TAKE")
    on = [morning.ward.on(f"2026-11-24 {hour}:30")[0] for hour in ("11", "12", "13")]
    assert on == ["1 chidi", "1 dora", "1 chidi"]


def test_who_may_not_be_rung_takes_nothing_and_is_not_asked_to(lookout: Lookout) -> None:
    lookout.world.set_up(GRACE)
    lookout.away("amara", "2026-11-24 00:00", "2026-11-25 00:00")
    lookout.told("grace")
    lookout.at("2026-11-24 07:00")
    (text,) = lookout.told("grace")
    assert "TAKE" not in text
    with pytest.raises(NotAllowed):
        lookout.watch.take(lookout.ward.actor("grace"), lookout.gaps()[0].id)


def token_in(text: str) -> str:
    found = re.search(r"/rota/take/(\S+)", text)
    assert found is not None, text
    return found[1]


GRACE = """
version = 1
[[responders]]
key = "grace"
name = "Grace Example"
role = "advanced_practitioner"
mobile = "+447700900006"
email = "grace@example.org"
roles = ["rota_manager", "coordinator"]
"""

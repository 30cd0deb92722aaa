"""The demonstration's page: at every moment it says what to do next, and does what is pressed."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from advice_line.demo import markup
from advice_line.demo.callers import CALLERS
from advice_line.demo.doings import Doings
from advice_line.demo.fictional import TIME_ZONE
from advice_line.demo.people import BY_KEY
from advice_line.demo.playing import Play
from advice_line.demo.questions import examples
from advice_line.demo.ways import CALLED
from advice_line.desk.query import reading
from advice_line.directory import lookups
from advice_line.errors import Invalid
from advice_line.kinds import Acknowledgement
from advice_line.staffing.rostering.roster import Roster
from advice_line.trust.roles import SYSTEM
from advice_line.web import words
from tests.demo.conftest import Theatre

_ELM = "elmroad@secure.example.org"


def asks_for_advice(theatre: Theatre, key: str = "1") -> None:
    theatre.does("caller", "call")
    theatre.until("The line asks what it is about")
    theatre.does("caller", "key", key=key)


def talked(theatre: Theatre) -> str:
    """A call is taken and has ended; the key of who took it."""
    asks_for_advice(theatre)
    taker = theatre.duty()[0]
    theatre.until("phone rings")
    theatre.does(taker, "answer")
    theatre.until("asks for a key")
    theatre.does(taker, "key", key="1")
    theatre.until("They are talking")
    theatre.does(taker, "hang_up")
    theatre.settle()
    theatre.until("has a text")
    return taker


def reference(theatre: Theatre) -> str:
    with theatre.stage.service.ledger.look("test") as work:
        return reading.listed(work)[-1].reference


def phone(state: Mapping[str, Any], key: str) -> dict[str, Any]:
    phones: list[dict[str, Any]] = state["phones"]
    return next(each for each in phones if each["key"] == key)


def texted_links(theatre: Theatre, key: str) -> list[str]:
    return [each["link"] for each in phone(theatre.state(), key)["entries"] if each["link"]]


def place(state: Mapping[str, Any]) -> tuple[int, int]:
    """Which step is to do now: as the box says it, and as the list does."""
    (listed,) = [at for at, step in enumerate(state["steps"], 1) if step["state"] == "now"]
    return state["next"]["number"], listed


def test_it_leads_from_the_first_call_to_the_summary_of_the_month(theatre: Theatre) -> None:
    people = Doings(theatre.stage)
    assert theatre.next == "Press Call on the GP’s phone."
    theatre.does("caller", "call")
    assert theatre.next.startswith("The line asks what it is about. Press a key")
    theatre.does("caller", "key", key="1")
    assert theatre.next.startswith("Listen to the GP’s phone")
    taker, second = theatre.duty()[:2]
    name = BY_KEY[taker].name
    rung = theatre.until("phone rings")["next"]
    assert rung["words"] == f"{name}’s phone rings. Press Answer on it."
    assert (rung["target"], rung["number"], rung["of"]) == (f"phone-{taker}", 2, 6)
    theatre.does(taker, "answer")
    assert theatre.next == f"{name}’s phone asks for a key. Press 1 on it."
    theatre.until("asks for a key")
    theatre.does(taker, "key", key="1")
    theatre.until("They are talking")
    theatre.does(taker, "hang_up")
    theatre.until("is being texted to")
    assert texted_links(theatre, taker) == [], "it says so before the phone shows it"
    theatre.settle()
    write = theatre.until(f"{name} has a text")
    assert write["next"]["fill"] is True
    assert place(write) == (4, 4)
    (link,) = texted_links(theatre, taker)
    assert link.startswith(f"{theatre.url}/r/")

    asked = reference(theatre)
    people.sign(taker, asked, examples()[0])
    theatre.settle()
    read = theatre.state()
    assert read["next"]["words"].startswith("The practice has mail.")
    assert place(read) == (5, 5)
    people.receive(_ELM, asked, "Dr Halima Rookwood", Acknowledgement.CLINICIAN_WILL_ACT)
    offer = theatre.state()
    assert offer["next"]["href"] == f"/desk/{asked}/saved"
    assert place(offer) == (6, 6)
    case = people.offer_case(taker, asked)
    assert theatre.state()["next"]["href"] == f"/library/{case}"
    people.confirm_case(taker, case, examples()[0])
    assert theatre.state()["next"]["href"] == f"/signin?next=/library/{case}"
    people.approve_case(second, case)
    last = theatre.state()
    assert last["next"]["href"] == "/library/month/2026-11"
    assert [step["state"] for step in last["steps"]] == ["done"] * 6


def test_every_page_that_it_leads_to_answers(theatre: Theatre) -> None:
    taker = talked(theatre)
    asked = reference(theatre)
    token = theatre.client.get("/signin").text.partition('name="form_token" value="')[2][:200]
    form = {"form_token": token.partition('"')[0], "persona": taker}
    assert theatre.client.post("/signin/as", data=form).status_code == 200
    for path in ("/demo", "/", "/signin?next=/desk", "/desk", f"/desk/{asked}/record"):
        answer = theatre.client.get(path)
        assert answer.status_code == 200, path
        assert "Demonstration." in answer.text
        assert ('href="/demo"' in answer.text) is (path != "/demo"), path


def test_an_example_is_written_into_the_record(theatre: Theatre) -> None:
    said = theatre.does("caller", "fill")
    assert said["notice"] == "There is no record to write now."
    taker = talked(theatre)
    told = theatre.does("caller", "fill")
    assert told["notice"].startswith("The example is in the record")
    assert told["example"]["question"] == examples()[0].question
    people = Doings(theatre.stage)
    seen = theatre.stage.service.records.open(people.actor(taker), reference(theatre))
    assert seen.form["advice"] == examples()[0].advice
    born = words.short_day(date.fromisoformat(seen.form["date_of_birth"]), TIME_ZONE)
    assert told["example"]["patient"] == f"{seen.form['patient_name']}, born {born}"


def test_nobody_answers_and_somebody_rings_back(theatre: Theatre) -> None:
    theatre.held = CALLERS[1].key
    asks_for_advice(theatre)
    first, second = theatre.duty()[:2]
    theatre.until(f"{BY_KEY[second].name}’s phone rings")
    rejected = theatre.does(second, "decline")
    said = [phone(rejected, key)["state_words"] for key in (first, second)]
    assert said == ["Not answered", "Rejected"], "and not that a call ended"
    owed = theatre.until("The caller was promised a time", 150)["next"]
    assert owed["passes"] is True
    asked = reference(theatre)
    assert owed["href"] == f"/signin?next=/desk/{asked}"
    caller = theatre.settle()["caller"]
    assert any("ring you back by" in entry["words"] for entry in caller["entries"])

    Doings(theatre.stage).ring_back(first, asked)
    theatre.held = CALLERS[0].key
    theatre.until(f"{BY_KEY[first].name}’s phone rings")
    theatre.does(first, "answer")
    theatre.until("asks for a key")
    theatre.does(first, "key", key="1")
    rung = theatre.until("The GP is rung back")
    assert rung["caller"]["as"] == CALLERS[1].key, "the phone that rings comes forward"
    theatre.does("caller", "answer")
    assert place(theatre.until("They are talking")) == (3, 3)
    theatre.stage.phones.advance(40)
    theatre.does("caller", "hang_up")
    unsaid = theatre.until("only who made it knows whether they spoke")
    assert unsaid["next"]["href"] == f"/signin?next=/desk/{asked}"
    responder = Doings(theatre.stage).actor(first)
    theatre.stage.service.records.said_of_call_back(responder, asked, "said", spoke=True)
    theatre.until(f"{BY_KEY[first].name} has a text", at_work=True)


def test_rung_back_again_the_list_and_the_box_agree(theatre: Theatre) -> None:
    taker = talked(theatre)
    Doings(theatre.stage).ring_back(taker, reference(theatre))
    assert place(theatre.until(f"{BY_KEY[taker].name}’s phone rings")) == (2, 2)
    theatre.does(taker, "answer")
    theatre.until("asks for a key")
    theatre.does(taker, "key", key="1")
    theatre.until("is rung back")
    theatre.does("caller", "answer")
    assert place(theatre.until("They are talking")) == (3, 3)


def test_where_no_practice_is_known_no_mail_is_promised(theatre: Theatre) -> None:
    theatre.held = "stranger"
    taker = talked(theatre)
    asked = reference(theatre)
    Doings(theatre.stage).sign(taker, asked, examples()[0])
    theatre.settle()
    assert theatre.state()["next"]["href"] == f"/desk/{asked}/saved"


def test_closed_on_a_bank_holiday_it_does_not_say_that_it_is_open(theatre: Theatre) -> None:
    theatre.stage.phones.advance(timedelta(days=32).total_seconds())
    state = theatre.state()
    assert state["now_words"].startswith("Friday 25 December 2026")
    assert "closed on bank holidays" in state["now_words"]
    assert state["notice"].startswith("The line is closed today: Christmas Day.")
    assert "start it again" in state["notice"]


def test_closed_by_hand_it_says_who_opens_it_again_and_where(theatre: Theatre) -> None:
    ledger = theatre.stage.service.ledger
    with ledger.look("test") as work:
        now, line = work.now, lookups.lines(work.session)[0].key
    until = now + timedelta(hours=2)
    Roster(ledger).close(SYSTEM, line=line, end=until, reason="Scanner down")
    notice = theatre.state()["notice"]
    assert notice.startswith("The line was closed by hand: Scanner down.")
    assert "A rota manager, such as Ben" in notice
    assert "start it again" not in notice


def test_each_place_to_look_at_is_called_what_it_is(theatre: Theatre) -> None:
    sign_in = theatre.client.get("/signin").text.partition('name="form_token" value="')[2]
    form = {"form_token": sign_in.partition('"')[0], "persona": "chidi"}
    assert theatre.client.post("/signin/as", data=form).status_code == 200
    page = theatre.client.get("/demo").text
    links = re.findall(r'<a href="/signin\?next=(/admin[^"]*)">The office: (.*?)</a>', page)
    assert [href for href, _ in links] == ["/admin", "/admin/mail", "/admin/outgoing"]
    for href, label in links:
        heading = markup.read(theatre.client.get(href).text).heading
        assert heading.partition(" (")[0].casefold() == label


def test_the_readme_tells_the_same_steps() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    told = readme.partition("Your first call:")[2].partition("![")[0]
    steps = re.findall(r"^\d+\. (.*)$", told.replace("**", ""), re.MULTILINE)
    assert [step.partition(". ")[0] for step in steps] == list(CALLED.values())


def test_a_withheld_caller_is_told_to_key_a_number(theatre: Theatre) -> None:
    theatre.held = "withheld"
    theatre.does("caller", "call")
    state = theatre.until("The line asks for a number to ring back")
    assert state["caller"]["entries"][0]["words"] == "Rang 01632 960000, number withheld"
    assert state["next"]["keys"] is True
    theatre.does("caller", "hang_up")
    theatre.settle()
    gone = theatre.state()["next"]
    assert "find out who rang" in gone["words"]
    assert "ring back" not in gone["words"].casefold(), "there is no number to ring"
    assert gone["keys"] is False


def test_who_is_on_duty_stands_first_as_they_are_rung(theatre: Theatre) -> None:
    phones = theatre.state()["phones"]
    assert [each["state_words"] for each in phones] == [
        "On duty, rung first",
        "On duty, rung second",
        "On duty, the lead",
        *["Not on duty"] * 3,
    ]


def test_what_no_button_says_is_refused(theatre: Theatre) -> None:
    for body in (
        {"phone": "caller", "act": "sing"},
        {"phone": "nobody", "act": "answer"},
        {"phone": "amara", "act": "call", "as": "Y99001"},
        {"phone": "caller", "act": "call", "as": "nobody"},
        {"phone": "caller", "act": "key", "key": "12"},
    ):
        with pytest.raises(Invalid):
            theatre.play.act(body)
    assert theatre.does("amara", "answer")["notice"] == "There is no call on that telephone now."


def test_a_page_of_an_earlier_start_is_refused_and_can_tell(theatre: Theatre) -> None:
    stale = {"form_token": "of another start", "phone": "caller", "act": "call", "as": "Y99001"}
    assert theatre.client.post("/demo/act", json=stale).status_code == 403
    assert theatre.state()["caller"]["entries"] == []
    later = Play(theatre.stage, theatre.play.since.replace(minute=1))
    assert later.state(None)["run"] != theatre.state()["run"]


def test_the_state_is_plain_json_without_markup(theatre: Theatre) -> None:
    talked(theatre)
    assert "<" not in json.dumps(theatre.state())


def test_a_clock_that_is_ahead_says_so(theatre: Theatre) -> None:
    theatre.play.days_ahead = 2
    assert theatre.state()["now_words"].endswith(
        "Today is a bank holiday everywhere, so this clock is 2 days ahead."
    )

"""The list that refreshes itself under the reader's hands, and the demonstration's phones."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.static_site import Site
from tests.servers.browser import Visit, visiting
from tests.web.contexts_demo import STATE

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with visiting(browser, width=1280) as visit:
        yield visit


def test_the_list_refreshes_and_the_focus_stays(visit: Visit, site: Site) -> None:
    page = visit.page
    page.clock.install()
    page.goto(f"{site.url}/show/full/responder/desk")
    page.locator("#claim-R4TD-02XN").focus()
    page.evaluate("() => document.querySelector('#claim-R4TD-02XN').append(' me')")
    with page.expect_response("**/desk/list*"):
        page.clock.run_for(15_000)
    expect(page.locator("#claim-R4TD-02XN")).to_have_text("Claim")
    page.clock.run_for(100)
    expect(page.locator("#claim-R4TD-02XN")).to_be_focused()
    assert visit.errors == []


def test_the_demonstration_shows_each_phone_as_it_is(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/demo/demo")
    amara, ben, caller = (page.locator(f"#phone-{key}") for key in ("amara", "ben", "caller"))
    expect(amara.get_by_role("button", name="Answer")).to_be_visible()
    expect(amara.get_by_role("button", name="Hang up")).to_be_hidden()
    expect(ben).to_contain_text("press 1 to accept")
    expect(caller).to_contain_text("If life is at immediate risk")
    expect(caller.get_by_label("Ring from")).to_be_hidden()
    expect(page.get_by_text("A reply is waiting: K7Q2-M9FX")).to_be_visible()
    expect(page.get_by_text("simulated").first).to_be_visible()
    assert visit.errors == []


def test_a_press_is_sent_and_its_answer_shown(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/demo/demo")
    press = page.locator("#phone-ben").get_by_role("button", name="1", exact=True)
    expect(press).to_be_visible()
    talking = deepcopy(STATE)
    talking["phones"][1]["state_words"] = "Talking"
    site.demo_state = talking
    press.click()
    expect(page.locator("#phone-ben")).to_contain_text("Talking")
    assert site.posted[-1] == (
        "/demo/act",
        {
            "form_token": "t0ken",
            "phone": "ben",
            "act": "key",
            "as": "Y99001",
            "key": "1",
            "slack": "",
        },
    )


def test_keys_reach_the_line_in_the_order_in_which_they_were_pressed(
    visit: Visit, site: Site
) -> None:
    page, held = visit.page, list[Route]()
    page.goto(f"{site.url}/show/full/demo/demo")
    page.route("**/demo/act", lambda each: each.continue_() if held else held.append(each))
    keys = page.locator("#phone-ben")
    with page.expect_request("**/demo/act"):
        keys.get_by_role("button", name="1", exact=True).click()
    keys.get_by_role("button", name="2", exact=True).click()
    with page.expect_response(lambda each: '"2"' in (each.request.post_data or ""), timeout=5000):
        held[0].continue_()
    assert [sent["key"] for _, sent in site.posted] == ["1", "2"]


def test_a_phone_shows_the_keys_that_matter_and_the_gps_sends_texts(
    visit: Visit, site: Site
) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/demo/demo")
    star = page.locator("#phone-ben").get_by_role("button", name="star")
    expect(star).to_be_visible()
    page.get_by_text("Send a text", exact=True).click()
    words = page.get_by_label("What the text says")
    words.fill("K7Q2-M9FX")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(words).to_have_value("")
    assert site.posted[-1][1]["words"] == "K7Q2-M9FX"
    unrecorded = deepcopy(STATE)
    for phone in unrecorded["phones"]:
        phone["keys"] = "123"
    site.demo_state = unrecorded
    expect(star).to_be_hidden()
    assert visit.errors == []


def test_the_demonstration_says_when_it_does_not_answer(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/demo/demo")
    expect(page.get_by_role("alert")).to_be_hidden()
    site.demo_state = None
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    site.demo_state = deepcopy(STATE)
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_demonstration_that_was_started_anew_is_loaded_again(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/demo/demo")
    expect(page.locator("[data-part=next-words]")).to_contain_text("Press Answer on it.")
    anew = deepcopy(STATE) | {"run": "2026-11-25T09:00:00+00:00"}
    with page.expect_navigation():
        site.demo_state = anew
    expect(page.locator("[data-part=next-words]")).to_contain_text("Press Answer on it.")


def test_who_runs_the_rota_has_mail_of_their_own(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(f"{site.url}/show/full/demo/demo")
    theirs = page.get_by_role("region", name="The rota managers' mail")
    expect(theirs.get_by_role("listitem")).to_contain_text("Rota: a gap")
    expect(page.locator("[data-part=mails] li")).to_have_count(1)
    none = deepcopy(STATE) | {"staff_mails": []}
    site.demo_state = none
    expect(theirs).to_be_hidden()


def test_words_on_a_phone_are_never_markup(visit: Visit, site: Site) -> None:
    nasty = deepcopy(STATE)
    nasty["caller"]["entries"][1]["words"] = "<img src=x onerror=alert(1)>"
    nasty["mails"][0]["subject"] = "<b>bold</b>"
    site.demo_state = nasty
    visit.page.goto(f"{site.url}/show/full/demo/demo")
    expect(visit.page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    expect(visit.page.get_by_text("<b>bold</b>")).to_be_visible()


def test_the_voice_speaks_what_is_new_and_can_be_muted(visit: Visit, site: Site) -> None:
    page = visit.page
    page.add_init_script(
        "window.spoken = [];speechSynthesis.speak = (speech) => window.spoken.push(speech.text);"
    )
    page.goto(f"{site.url}/show/full/demo/demo")
    expect(page.locator("#phone-ben")).to_contain_text("press 1 to accept")
    assert page.evaluate("spoken") == []
    say_more(site, "n1", "Thank you.")
    expect(page.locator("#phone-caller")).to_contain_text("Thank you.")
    assert page.evaluate("spoken") == ["Thank you."]

    page.get_by_role("button", name="Mute the voice").click()
    expect(page.get_by_role("button", name="Mute the voice")).to_have_attribute(
        "aria-pressed", "true"
    )
    say_more(site, "n2", "Goodbye.")
    expect(page.locator("#phone-caller")).to_contain_text("Goodbye.")
    assert page.evaluate("spoken") == ["Thank you."]


def say_more(site: Site, entry_id: str, words: str) -> None:
    state = deepcopy(site.demo_state)
    assert state is not None
    entry = dict(state["caller"]["entries"][1], id=entry_id, words=words)
    state["caller"]["entries"].append(entry)
    site.demo_state = state

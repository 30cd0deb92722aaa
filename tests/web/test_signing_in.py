"""Getting in and out: by a code to the mobile on file, for a shift, and only as oneself."""

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from advice_line.outgoing_kinds import OutChannel
from advice_line.web import app as web_app
from tests.stories.world import AMARA, PUBLIC_URL
from tests.web.people import Scene
from tests.web.surfing import Surfer

HOUR = 3600


def test_a_code_to_the_mobile_on_file_opens_the_list(scene: Scene) -> None:
    amara = scene.signed_in("amara").sees("Your list", "You are on duty (Tier 1)")
    assert "Dr Amara Example" in amara.page


def test_an_unknown_number_looks_just_the_same_and_is_held_back_the_same(scene: Scene) -> None:
    seen = []
    for number in (AMARA, "07700 900777"):
        surfer = scene.browser()
        answers = [
            surfer.opens("/signin").presses("Send me a code", mobile=number) for _ in range(6)
        ]
        surfer.opens("/signin").presses("Send me a code", mobile=number)
        seen.append((surfer.status, surfer.text, len(answers)))
    assert seen[0] == seen[1]
    assert seen[0][0] == 429
    assert len(scene.world.texts("+447700900777")) == 0


def without(scene: Scene, channel: OutChannel) -> Surfer:
    """A browser at the same site with one of its channels off."""
    site = scene.world.service.app.state.site
    shown = web_app.create(replace(site, channels=site.channels - {channel}))
    return Surfer(TestClient(shown, base_url=PUBLIC_URL))


def test_no_code_is_said_to_have_been_texted_where_none_can_be(scene: Scene) -> None:
    surfer = without(scene, OutChannel.SMS).opens("/signin").sees("No code can be texted")
    before = scene.browser().opens("/signin")
    surfer.client.cookies = before.client.cookies
    surfer.posts("/signin", before.form("Send me a code").fields | {"mobile": AMARA})
    surfer.is_refused(503).sees("No code can be texted")


def test_no_code_is_said_to_have_been_mailed_where_none_can_be(scene: Scene) -> None:
    scene.advised()
    practice = without(scene, OutChannel.EMAIL).opens(scene.mailed_link())
    practice.sees("A reply is waiting", "No code can be mailed")


def test_what_is_no_number_is_said_beside_its_field(scene: Scene) -> None:
    surfer = scene.browser().opens("/signin").presses("Send me a code", mobile="nobody")
    surfer.is_refused(422).sees("There is a problem", "Enter a mobile number")
    assert 'value="nobody"' in surfer.page


def test_another_code_is_asked_for_with_the_number_again(scene: Scene) -> None:
    surfer = scene.browser().opens("/signin?next=/library")
    surfer.presses("Send me a code", mobile=AMARA).presses("Send another code")
    surfer.is_at("/signin?next=/library").presses("Send me a code", mobile=AMARA)
    scene.world.settle(2)
    surfer.presses("Continue", code=scene.texted_code("amara")).is_at("/library")


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example.org", "https://evil.example.org", "/\\evil.example.org", "x"]
)
def test_nobody_is_led_elsewhere_after_signing_in(scene: Scene, elsewhere: str) -> None:
    surfer = scene.browser()
    surfer.client.get("/signin", params={"next": elsewhere})
    surfer.opens("/signin")
    form = surfer.form("Send me a code").fields | {"mobile": AMARA, "next": elsewhere}
    surfer.posts("/signin", form)
    scene.world.settle(2)
    surfer.presses("Continue", code=scene.texted_code("amara")).is_at("/desk")


def test_a_sign_in_lasts_a_shift_while_it_is_used(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    for _ in range(11):
        scene.world.phones.advance(HOUR)
        amara.opens("/desk").is_at("/desk")
    scene.world.phones.advance(HOUR)
    amara.opens("/desk").is_at("/signin?next=/desk")


def test_a_screen_that_only_asks_by_itself_signs_out_after_two_hours(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    for _ in range(9):
        scene.world.phones.advance(15 * 60)
        answer = amara.client.get("/desk/list", headers={"hx-request": "true"})
    assert answer.status_code == 403
    assert answer.headers["hx-redirect"] == "/signin?next=/desk", "the page, not a part of it"


def test_signing_out_ends_the_session_itself_and_not_only_the_cookie(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    cookie = amara.client.cookies["__Host-session"]
    amara.presses("Sign out").is_at("/")
    thief = scene.browser()
    thief.client.cookies.set("__Host-session", cookie)
    thief.opens("/desk").is_at("/signin?next=/desk")


def test_who_signs_out_leaves_nothing_in_the_browser(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    assert what_leaves(amara, "/signout") == '"cache", "storage"'


def what_leaves(surfer: Surfer, address: str) -> str | None:
    """What signing out has the browser forget besides the cookie."""
    token = surfer.form("Sign out").fields["form_token"]
    said = surfer.client.post(address, data={"form_token": token}, follow_redirects=False)
    assert said.status_code == 303
    assert "Max-Age=0" in said.headers["set-cookie"]
    found: str | None = said.headers.get("clear-site-data")
    return found


def test_one_click_is_for_the_demonstration_alone(scene: Scene) -> None:
    real = scene.browser().opens("/signin").never_sees("Be somebody")
    form = real.form("Send me a code").fields | {"persona": "amara"}
    real.posts("/signin/as", form).is_refused(404)

    app = scene.world.service.app
    shown = web_app.create(replace(app.state.site, demo=True))
    demo = Surfer(TestClient(shown, base_url=PUBLIC_URL))
    demo.opens("/signin").sees("Be somebody in the demonstration", "Dr Chidi Example")
    demo.sees("Ben Example Advanced practitioner, rota manager")
    fields = demo.form("Send me a code").fields
    demo.posts("/signin/as", fields | {"persona": "chidi"}).is_at("/desk")
    assert "Dr Chidi Example" in demo.page
    demo.opens("/signin")
    demo.posts("/signin/as", demo.form("Send me a code").fields | {"persona": "no one"})
    demo.is_refused(404)


def test_an_address_of_a_page_holds_no_patient(scene: Scene) -> None:
    scene.advised()
    hooks = [hook["url"] for hook in scene.world.phones.webhooks()]
    assert not [url for url in hooks if re.search("Larkspur|9990000018", url)]

"""Every form carries a token of its own visitor; without it nothing happens (CSRF)."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from advice_line.tables.every import metadata
from advice_line.trust.roles import Action
from advice_line.web import app as web_app
from advice_line.web import form_tokens
from advice_line.web.route_table import ROUTES
from tests.alerts.alerting import Alerting
from tests.stories.world import PUBLIC_URL
from tests.web.people import REQUIRED, Scene

# Looking is noted in these, whoever looks.
NOTED = {"trail", "web_sessions"}
TRACED = "/you/tracers/{token}/{tracer}"
OUTSIDE = (Action.TAKE_CARRIER_EVENT, Action.PLAY_DEMO)
POSTS = [
    template
    for (method, template), action in ROUTES.items()
    if method == "POST" and action not in OUTSIDE
]


def rows(scene: Scene) -> dict[str, list[Any]]:
    with scene.world.service.ledger.look("test") as work:
        return {
            table.name: list(work.session.execute(select(table)).all())
            for table in metadata().sorted_tables
            if table.name not in NOTED
        }


def foreign(scene: Scene) -> str:
    """A token that is sound, but was made for another browser."""
    return form_tokens.make(scene.world.service.ledger.vault, "browser:somebody else's")


def refusals(template: str) -> tuple[int, ...]:
    """A program sends JSON, or a key of its own (401 without one): no page of another site can have
    a browser send either. Of this practice nothing is asked yet, so it has typed no code there."""
    if template.startswith("/api/"):
        return 422, 401
    if template.startswith("/practice"):
        # Somebody of the staff is nobody of a practice, and is shown where its people sign in.
        return 200, 401, 403, 404
    return (401, 404) if template == TRACED else (403,)


@pytest.mark.parametrize("token", [lambda _scene: None, foreign, lambda _scene: "x.y"])
def test_a_post_without_its_own_token_is_refused_and_changes_nothing(
    scene: Scene, token: Callable[[Scene], str | None]
) -> None:
    scene.advised()
    practice = scene.reading()
    surfer = scene.signed_in("chidi")
    surfer.client.cookies.update(practice.client.cookies)
    alerting = Alerting(scene.world, scene.mail)
    alerting.starts()
    surfer.client.cookies.update(alerting.reading().client.cookies)
    scene.called(who="chidi")
    before = rows(scene)
    values = known(scene) | {"alert": alerting.newest_link().rpartition("/")[2]}
    for template in POSTS:
        given = token(scene)
        fields = REQUIRED | {"mobile": "07700 900001", "reason": "test call"}
        fields |= {} if given is None else {"form_token": given}
        answer = surfer.client.post(filled(template, values), data=fields)
        assert answer.status_code in refusals(template), (template, answer.status_code)
    assert rows(scene) == before


def test_a_token_of_before_signing_in_is_none_of_the_session(scene: Scene) -> None:
    reference = scene.called()
    surfer = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    old = surfer.form("Save and send").fields["form_token"]
    again = scene.signed_in("amara")
    again.posts(f"/desk/{reference}/record", REQUIRED | {"form_token": old}).is_refused(403)
    again.sees("This page is from an earlier visit", REQUIRED["advice"])
    assert scene.world.query()["advice"] == []
    again.presses("Save and send").is_at(f"/desk/{reference}/saved")


def test_a_form_sent_twice_signs_once(scene: Scene) -> None:
    reference = scene.called()
    amara = scene.browser().opens(scene.text_link("amara")).presses("Open the record")
    form = amara.form("Save and send").fields | REQUIRED
    for _ in range(2):
        amara.posts(f"/desk/{reference}/record", form).is_at(f"/desk/{reference}/saved")
    query = scene.world.query()
    assert [each["version"] for each in query["advice"]] == [1]
    assert [each["kind"] for each in query["outgoing"]].count("letter_notice") == 1
    amara.opens(f"/desk/{reference}/record").never_sees("Draft kept")


def test_other_words_under_a_used_token_are_kept_and_said_to_be_unsent(scene: Scene) -> None:
    """The Back button after signing: what is changed there must not be lost silently."""
    reference = scene.called()
    amara = scene.browser().opens(scene.text_link("amara")).presses("Open the record")
    form = amara.form("Save and send").fields | REQUIRED
    amara.posts(f"/desk/{reference}/record", form).is_at(f"/desk/{reference}/saved")
    amara.posts(f"/desk/{reference}/record", form | {"advice": "No MRI after all."})
    amara.is_refused(422).sees("Another version was signed since this page was opened")
    amara.sees("No MRI after all.")
    assert len(scene.world.query()["advice"]) == 1
    amara.opens(f"/desk/{reference}/record").sees("Add to the advice", "No MRI after all.")


def test_two_buttons_of_one_page_are_two_things(scene: Scene) -> None:
    """They share the page's token; the second is not taken for a repeat of the first."""
    scene.world.set_up(NO_ADDRESS)
    first, second = (scene.called("+447700900199") for _ in range(2))
    amara = scene.signed_in("amara")
    for reference in (first, second):
        amara.opens(f"/desk/{reference}/record").presses("Save", **REQUIRED)
    amara.opens("/desk").sees("Ring the practice")
    page = amara.page
    for _ in range(2):
        amara.page = page
        done = [form for form in amara.forms() if form.action.endswith("/done")].pop()
        page = page.replace(done.action, "/gone", 1)
        amara.posts(done.action, done.fields).is_at("/desk")
    assert [t["state"] for q in scene.world.queries() for t in q["tasks"]] == ["done"] * 4


def known(scene: Scene) -> dict[str, str]:
    mine = scene.world.queries()[-1]
    return {
        "reference": mine["reference"],
        "case": mine["case"]["reference"],
        "link": scene.mailed_link().removeprefix("/q/"),
        "token": scene.text_link("chidi")[3:],
        "task": mine["tasks"][-1]["id"],
        "row": mine["outgoing"][-1]["id"],
    }


def filled(template: str, known: dict[str, str]) -> str:
    values = dict(known)
    if template.startswith("/library/"):
        values["reference"] = known["case"]
    if template.startswith("/q/"):
        values["token"] = known["link"]
    if template.startswith("/a/"):
        values["token"] = known["alert"]
    return re.sub(r"{(\w+)}", lambda found: values.get(found[1], "0123456789ABCDEF"), template)


NO_ADDRESS = """
version = 1
[[organisations]]
key = "Y99003"
name = "Ash Close Surgery"
kind = "practice"
phones = ["+447700900199"]
"""


@pytest.mark.parametrize(
    ("public_url", "prefix", "secure"),
    [(PUBLIC_URL, "__Host-", True), ("http://localhost:8000", "", False)],
)
def test_cookies_are_ours_alone(scene: Scene, public_url: str, prefix: str, secure: bool) -> None:
    site = replace(scene.world.service.app.state.site, secure=secure)
    client = TestClient(web_app.create(site), base_url=public_url)
    cookie = client.get("/signin").headers["set-cookie"]
    assert cookie.startswith(f"{prefix}browser=")
    assert ("Secure" in cookie) is secure
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie

"""Whoever signs in comes to where their own work begins, and is refused nothing on the way there:
a refusal stands in the trail, where information governance asks what they were after (H15)."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from advice_line.web import app as web_app
from tests.stories.world import PUBLIC_URL
from tests.web.locks import POCKET
from tests.web.people import Scene
from tests.web.surfing import Surfer
from tests.web.test_turned_away import refused

pytestmark = pytest.mark.hazard("H15")
OLU = "+447700900777"
EVERYWHERE = (
    ("service_lead", "/service", "Service"),
    ("rota_manager", "/rota", "Rota"),
    ("educator", "/library", "Library"),
    ("clinical_member", "/meetings", "Meetings"),
    ("directory_admin", "/admin/directory", "Directory"),
    ("information_governance", "/admin/trail", "Trail"),
    ("coordinator", "/admin", "Office"),
)
ON_ONE_LINE = (
    *(each for each in EVERYWHERE if each[0] != "information_governance"),
    # The trail is of every line at once.
    ("information_governance", "/admin/roles", "Roles"),
)


def with_roles(scene: Scene, said: str) -> None:
    scene.world.set_up(
        f'version = 1\n[[staff]]\nkey = "olu"\nname = "Olu Example"\nmobile = "{OLU}"\n'
        f'email = "olu@example.org"\n{said}\n'
    )


@pytest.mark.parametrize(
    ("said", "place", "label"),
    [
        *((f'roles = ["{role}"]', *rest) for role, *rest in EVERYWHERE),
        *((f'roles_on = {{ hotdoc = ["{role}"] }}', *rest) for role, *rest in ON_ONE_LINE),
        ('roles = ["educator", "rota_manager", "coordinator"]', "/admin", "Office"),
    ],
)
def test_each_role_comes_to_its_own_place(scene: Scene, said: str, place: str, label: str) -> None:
    with_roles(scene, said)
    by_code = scene.signed_in_by(OLU)
    assert (by_code.status, by_code.address) == (200, place)
    by_passkey = scene.signed_in_by(OLU)
    assert (by_passkey.status, by_passkey.address) == (200, place)
    assert f'<li><a href="{place}">{label}</a></li>' in by_passkey.page.partition("<footer")[2]
    assert 'href="/desk"' not in by_passkey.page
    assert refused(scene) == []
    by_passkey.opens("/desk/find").is_refused(403)
    assert f'<a href="{place}">{label}</a>' in by_passkey.page.partition("<main")[2]


def test_one_click_in_the_demonstration_leads_there_too(scene: Scene) -> None:
    with_roles(scene, 'roles = ["directory_admin"]')
    app = scene.world.service.app
    shown = web_app.create(replace(app.state.site, demo=True))
    demo = Surfer(TestClient(shown, base_url=PUBLIC_URL))
    fields = demo.opens("/signin").form("Send me a code").fields
    demo.posts("/signin/as", fields | {"persona": "olu"}).is_at("/admin/directory")
    assert (demo.status, refused(scene)) == (200, [])


def test_who_asked_for_a_page_comes_to_that_one(scene: Scene) -> None:
    with_roles(scene, 'roles = ["rota_manager"]')
    scene.signed_in_by(OLU)
    olu = scene.browser().opens("/service").is_at("/signin?next=/service")
    olu.unlocks("Use a passkey", POCKET, scene.users[OLU]).is_at("/service")


def test_only_one_place_is_said_to_be_where_somebody_is(scene: Scene) -> None:
    with_roles(scene, 'roles = ["coordinator", "service_lead"]')
    olu = scene.signed_in_by(OLU)
    for place in ("/admin/break-glass", "/admin", "/admin/unread"):
        nav = olu.opens(place).page.partition("<main")[0]
        assert nav.count('aria-current="page"') == 1
    assert 'href="/admin" aria-current="page"' in nav
    nav = olu.opens("/admin/break-glass").page.partition("<main")[0]
    assert 'href="/admin/break-glass" aria-current="page"' in nav

"""People of the service added, given roles on lines, and let go, by pages: who may, what is said of
bad input, and what a setup file may take back of it."""

import pytest
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from tests.access.house import CHEST
from tests.stories.world import HOTDOC
from tests.web.people import Scene
from tests.web.surfing import Surfer

NEW = "/admin/people/new"
EVE = "+447700900055"
TYPED = {
    "name": "Dr Eve Example",
    "key": "eve",
    "is": "registrar",
    "mobile": "07700 900055",
    "email": "eve@example.org",
    "body": "GMC",
    "number": "9990055",
    "expires": "2028-06-30",
    "scope": "msk, chest",
}
IVY = "+447700900057"
GOVERNS = (
    f'version = 1\n[[staff]]\nkey = "ivy"\nname = "Ivy Example"\nmobile = "{IVY}"\n'
    'email = "ivy@example.org"\nroles = ["information_governance"]\n'
)
ANOTHER = (
    '[[staff]]\nkey = "iris"\nname = "Iris Example"\nmobile = "+447700900056"\n'
    'email = "iris@example.org"\nroles = ["information_governance"]\n'
)


@pytest.fixture
def lead(scene: Scene) -> Surfer:
    """Chidi leads the service on every line there is, of which there are two."""
    scene.world.set_up("version = 1\n" + CHEST)
    return scene.signed_in("chidi").opens("/admin/people")


def person(scene: Scene, key: str) -> Responder:
    with scene.world.ledger.look("test") as work:
        found = lookups.responder_by_key(work.session, key)
        assert found is not None
        return found


def page(scene: Scene, key: str) -> str:
    return f"/people/{person(scene, key).public_id}"


def trail(scene: Scene, key: str) -> list[tuple[str, object, object]]:
    with scene.world.ledger.look("test") as work:
        lines = select(TrailEntry).where(col(TrailEntry.subject) == f"responder:{key}")
        return [
            (each.action, each.detail.get("role"), each.detail.get("line"))
            for each in work.session.exec(lines.order_by(col(TrailEntry.id)))
            if each.action.startswith(("user.", "role."))
        ]


@pytest.mark.hazard("H15")
def test_somebody_is_added_with_a_role_on_one_line_and_comes_in_by_their_mobile(
    scene: Scene, lead: Surfer
) -> None:
    form = lead.follows("Add somebody")
    bad = {
        "key": "a b",
        "name": " ",
        "mobile": "0770",
        "email": "eve",
        "number": "12",
        "body": "GMC",
    }
    form.presses("Add them", **bad).is_refused(422).sees(
        "Enter a short name of letters",
        "Say what they are.",
        "Enter their name.",
        '"0770" is no telephone number',
        '"eve" is no email address',
        "A GMC number has 7 figures",
    )
    assert form.form("Add them").fields["mobile"] == "0770"
    taken = TYPED | {"key": "amara", "mobile": "01632 960101"}
    form.presses("Add them", **taken).is_refused(422)
    form.sees("is Dr Amara Example already", "this is Elm Road Surgery")
    form.presses("Add them", **TYPED, **{"role.chest.responder": "yes"}).sees(
        "Added.", "GMC 9990055"
    )
    form.sees("on chest responder")
    eve = person(scene, "eve")
    assert (eve.roles, eve.roles_on) == ([], {"chest": ["responder"]})
    assert (eve.scope, eve.registration_number) == (["msk", "chest"], "9990055")
    assert trail(scene, "eve") == [
        ("user.added", None, None),
        ("role.granted", "responder", "chest"),
    ]
    own = scene.signed_in_by(EVE).opens("/you/details").is_at(page(scene, "eve"))
    own.sees("Dr Eve Example", "Shown to reach them").never_sees("What they may do", "Their access")
    # A file that names nobody of this key takes nothing of them away.
    scene.world.set_up(HOTDOC.read_text(encoding="utf-8"))
    assert person(scene, "eve").roles_on == {"chest": ["responder"]}


@pytest.mark.hazard("H15")
def test_whoever_is_no_clinician_is_no_responder_and_it_is_said(scene: Scene, lead: Surfer) -> None:
    form = lead.follows("Add somebody")
    staff = TYPED | {"is": "staff", "role.*.responder": "yes"}
    form.presses("Add them", **staff).is_refused(422)
    form.sees("Staff who do not answer have no registration here", "Whoever answers is a clinician")
    staff = TYPED | {"is": "staff", "body": "none", "role.*.coordinator": "yes"}
    form.opens(NEW).presses("Add them", **staff).sees("Added.", "radiology office")
    form.presses("Save what they may do", **{"role.*.responder": "yes"})
    assert person(scene, "eve").roles == ["coordinator"]


@pytest.mark.hazard("H15")
def test_a_role_that_is_taken_holds_no_more_from_the_next_page_on_and_no_file_gives_it_back(
    scene: Scene, lead: Surfer
) -> None:
    ben = scene.signed_in("ben").opens("/rota/cover")
    stale = scene.signed_in("chidi").opens(page(scene, "ben"))
    lead.opens(page(scene, "ben")).presses(
        "Save what they may do", **{"role.*.rota_manager": "", "role.chest.educator": "yes"}
    ).sees("Saved. It holds from the next page", "taken away: rota manager on every line")
    lead.sees("given: educator on chest", "May be: responder; on chest educator")
    ben.opens("/rota/cover").is_refused(403)
    ben.opens("/desk").is_at("/desk")
    stale.presses("Save what they may do", **{"role.*.coordinator": "yes"}).is_refused(409)
    stale.sees("Somebody changed this meanwhile")
    assert person(scene, "ben").roles == ["responder"]
    scene.world.set_up(HOTDOC.read_text(encoding="utf-8"))
    assert (person(scene, "ben").roles, person(scene, "ben").roles_on) == (
        ["responder"],
        {"chest": ["educator"]},
    )
    assert trail(scene, "ben")[-2:] == [
        ("role.granted", "educator", "chest"),
        ("role.removed", "rota_manager", "*"),
    ]
    # What the file says anew is the operator's word.
    anew = HOTDOC.read_text(encoding="utf-8").replace(
        'roles = ["responder", "rota_manager"]', 'roles = ["responder", "educator"]'
    )
    scene.world.set_up(anew)
    assert (person(scene, "ben").roles, person(scene, "ben").roles_on) == (
        ["responder", "educator"],
        {},
    )


@pytest.mark.hazard("H15")
def test_whose_access_ends_is_signed_out_at_once_and_no_file_lets_them_in_again(
    scene: Scene, lead: Surfer
) -> None:
    amara = scene.signed_in("amara")
    ending = "End the access of Dr Amara Example now"
    lead.opens(page(scene, "amara")).presses(ending).sees("Their access has ended")
    amara.opens("/desk").is_at("/signin?next=/desk")
    lead.opens("/admin/people").sees("ended")
    told = trail(scene, "amara")
    scene.world.set_up(HOTDOC.read_text(encoding="utf-8"))
    assert person(scene, "amara").ended_at is not None
    assert trail(scene, "amara") == told
    scene.browser().opens("/signin").presses("Send me a code", mobile="07700 900001")
    before = len(scene.world.texts("+447700900001"))
    scene.world.settle(2)
    assert len(scene.world.texts("+447700900001")) == before
    lead.opens(page(scene, "amara")).never_sees("Save what they may do")
    lead.presses("Let Dr Amara Example in again").sees("with the roles they had", "educator")
    scene.signed_in("amara").opens("/desk").is_at("/desk")


@pytest.mark.hazard("H15")
def test_nobody_gives_themselves_a_role_and_a_directory_admin_gives_none(
    scene: Scene, lead: Surfer
) -> None:
    own = page(scene, "chidi")
    lead.opens(own).never_sees("Save what they may do", "End the access")
    form = lead.opens(page(scene, "ben")).form("Save what they may do").fields
    for act in ("roles", "end", "again"):
        lead.posts(f"{own}/{act}", form | {"role.*.educator": "yes"}).is_refused(403)
    assert person(scene, "chidi").roles == ["responder", "service_lead", "coordinator"]
    assert person(scene, "chidi").ended_at is None
    lead.opens(NEW).presses(
        "Add them",
        **TYPED | {"is": "staff", "body": "none", "key": "dora", "role.*.directory_admin": "yes"},
    ).sees("Added.")
    dora = scene.signed_in_by(EVE).opens("/admin/people").follows("Add somebody")
    dora.sees("whoever leads the service gives them roles")
    another = TYPED | {"mobile": "07700 900056", "role.*.service_lead": "yes"}
    dora.presses("Add them", **another).sees("Added.", "May be: none")
    assert (person(scene, "eve").roles, person(scene, "eve").roles_on) == ([], {})
    dora.never_sees("Save what they may do")
    token = dora.form("Save").fields["form_token"]
    dora.posts(f"{page(scene, 'eve')}/roles", {"form_token": token}).is_refused(403)


@pytest.mark.hazard("H15")
def test_who_oversees_the_service_is_named_by_its_settings_alone_and_stays(
    scene: Scene, lead: Surfer
) -> None:
    scene.world.set_up(GOVERNS)
    lead.opens(page(scene, "ivy")).never_sees("Information governance</label>")
    lead.presses(
        "Save what they may do",
        **{"role.*.coordinator": "yes", "role.*.information_governance": ""},
    )
    assert person(scene, "ivy").roles == ["coordinator", "information_governance"]


@pytest.mark.hazard("H15")
def test_nobody_becomes_who_oversees_or_leads_the_service_by_another_mobile(
    scene: Scene, lead: Surfer
) -> None:
    """Whose mobile it is signs in by it: a lead would be information governance by one of theirs,
    and a directory admin a lead."""
    scene.world.set_up(GOVERNS + ANOTHER)
    ivy, chidi = page(scene, "ivy"), page(scene, "chidi")
    for typed in ({"mobile": "07700 900058"}, {"email": "mine@example.org"}):
        lead.opens(ivy).presses("Save", **typed).is_refused(422)
        lead.sees("By this signs in somebody whose roles you do not give")
    lead.opens(ivy).presses("Save", name="Ivy Newname Example").sees("Saved.")
    lead.presses("End the access of Ivy Newname Example now").never_sees("in again")
    token = lead.form("Save").fields["form_token"]
    lead.posts(f"{ivy}/again", {"form_token": token}).is_refused(403)
    assert person(scene, "ivy").ended_at is not None
    assert (person(scene, "ivy").mobile, person(scene, "ivy").email) == (IVY, "ivy@example.org")
    admin = TYPED | {"is": "staff", "body": "none", "role.*.directory_admin": "yes"}
    lead.opens(NEW).presses("Add them", **admin).sees("Added.")
    eve = scene.signed_in_by(EVE)
    eve.opens(chidi).presses("Save", mobile="07700 900058").is_refused(422)
    eve.sees("By this signs in somebody whose roles you do not give")
    eve.opens(page(scene, "ben")).presses("Save", mobile="07700 900058").sees("Saved.")
    lead.opens(chidi).presses("Save", email="chidi.new@example.org").sees("Saved.")


@pytest.mark.hazard("H23")
def test_the_last_who_leads_or_oversees_a_line_is_not_ended_by_a_page(
    scene: Scene, lead: Surfer
) -> None:
    scene.world.set_up(GOVERNS)
    lead.opens(page(scene, "ivy")).presses("End the access of Ivy Example now").is_refused(409)
    lead.sees("Nobody else keeps the information of")
    admin = TYPED | {"is": "staff", "body": "none", "role.*.directory_admin": "yes"}
    lead.opens(NEW).presses("Add them", **admin).sees("Added.")
    chidi = page(scene, "chidi")
    eve = scene.signed_in_by(EVE).opens(chidi)
    name = person(scene, "chidi").name
    eve.presses(f"End the access of {name} now").is_refused(409).sees("Nobody else leads")
    assert (person(scene, "ivy").ended_at, person(scene, "chidi").ended_at) == (None, None)
    lead.opens(page(scene, "ben")).presses(
        "Save what they may do", **{"role.*.service_lead": "yes"}
    ).sees("Saved")
    eve.opens(chidi).presses(f"End the access of {name} now").sees("Their access has ended")

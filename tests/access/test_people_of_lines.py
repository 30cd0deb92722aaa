"""People of the service and the guidance of a line: kept by those of that line, and where somebody
has roles on several, by whoever keeps the people of all of them (H07, H15, part 10)."""

from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.people.held_roles import SeeingRoles
from advice_line.errors import Invalid, NotAllowed, NotFound
from advice_line.kinds import Role
from advice_line.tables.directory import Responder
from advice_line.tables.guidance import Guidance
from advice_line.trust import sessions
from advice_line.trust.reach import Reach
from advice_line.trust.roles import Action
from advice_line.trust_kinds import SignedInBy
from tests.access.house import COLLEAGUE, LINE, OTHER_LINE, STRANGER, House, build
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H15")
LEAD = Role.SERVICE_LEAD.value
BOTH = f"""
version = 1
[[responders]]
key = "both"
name = "Dr Both Example"
role = "radiologist"
mobile = "+447700900799"
email = "both@example.org"
roles_on = {{ {LINE} = ["responder"], {OTHER_LINE} = ["responder"] }}
"""


@pytest.fixture
def house(scene: Scene) -> House:
    return build(scene)


def person(house: House, key: str) -> Responder:
    with house.scene.world.service.ledger.look("test") as work:
        found = lookups.responder_by_key(work.session, key)
        assert found is not None
        return found


def site(house: House) -> Any:
    return house.scene.world.service.app.state.site


def test_whose_mobile_it_is_is_changed_by_who_keeps_all_their_lines(house: House) -> None:
    house.scene.world.set_up(BOTH)
    people, lead = site(house).people, house.actor(LEAD)
    listed = {each.person.key for each in people.every(lead)}
    assert COLLEAGUE in listed
    assert not {STRANGER, "both"} & listed
    both = person(house, "both").public_id
    # Chidi leads every line.
    everywhere = house.actor("chidi")
    shown = people.shown(everywhere, both)
    form = shown.typed | {"mobile": "07700 900081"}
    for key in ("both", STRANGER):
        with pytest.raises(NotFound):
            people.shown(lead, person(house, key).public_id)
        with pytest.raises(NotFound):
            people.save(
                lead, person(house, key).public_id, form, seen=shown.seen, token=f"a form {key}"
            )
    assert person(house, "both").mobile == "+447700900799"
    people.save(everywhere, both, form, seen=shown.seen, token="another")
    assert person(house, "both").mobile_next == "+447700900081"


def test_whose_sign_in_it_is_is_ended_by_who_leads_all_their_lines(house: House) -> None:
    house.scene.world.set_up(BOTH)
    ending, lead, ledger = site(house).ending_sign_ins, house.actor(LEAD), house.scene.world.ledger
    with ledger.work("test") as work:
        for key in ("both", STRANGER, COLLEAGUE):
            them = lookups.responder_by_key(work.session, key)
            assert them is not None
            sessions.start_staff(work, them, SignedInBy.PASSKEY)
    theirs = {each.key for each in ending.look(lead)}
    assert COLLEAGUE in theirs
    assert not {STRANGER, "both"} & theirs
    for key in ("both", STRANGER, "nobody"):
        with pytest.raises(NotFound):
            ending.end(lead, key)
        with pytest.raises(NotFound):
            ending.start_again(lead, key)
    ending.end(lead, COLLEAGUE)
    left = {each.key: each.open for each in ending.look(house.actor("chidi"))}
    assert (left["both"], left[STRANGER], left[COLLEAGUE]) == (1, 1, 0)


def test_guidance_is_kept_by_those_of_its_line(house: House) -> None:
    keeping = site(house).keeping_guidance
    educator, stranger = house.actor(Role.EDUCATOR.value), house.actor(STRANGER)
    (theirs,) = pages(house, STRANGER)
    with pytest.raises(NotFound):
        keeping.kept(educator, theirs)
    mine = keeping.kept(educator, None)
    assert [each.key for each in mine.lines] == [LINE]
    assert STRANGER not in {each.key for each in mine.owners}
    given = mine.form | {"title": "Knees", "summary": "Of knees.", "body": "Words.", "line": LINE}
    with pytest.raises(Invalid, match="whose page it is"):
        keeping.save(
            educator, None, given | {"owner": STRANGER}, seen="0", publish=False, token="a form"
        )
    with pytest.raises(Invalid):
        keeping.save(
            educator, None, given | {"line": OTHER_LINE}, seen="0", publish=False, token="another"
        )
    # Whoever owned a page has it no more once they keep none on its line.
    assert keeping.kept(stranger, theirs).may_publish
    with house.scene.world.service.ledger.work("test") as work:
        them = lookups.responder_by_key(work.session, STRANGER)
        assert them is not None
        work.update(them, roles_on={LINE: ["responder"]})
    with pytest.raises(NotFound):
        keeping.kept(house.actor(STRANGER), theirs)


def pages(house: House, owner: str) -> list[str]:
    with house.scene.world.service.ledger.look("test") as work:
        wanted = select(Guidance.key).where(col(Guidance.owner_id) == person(house, owner).id)
        return list(work.session.exec(wanted))


def test_nothing_agreed_on_one_line_is_asked_of_somebody_of_another(house: House) -> None:
    log = site(house).liaison.look(house.actor(LEAD), LINE)
    assert COLLEAGUE in {each.key for each in log.people}
    assert STRANGER not in {each.key for each in log.people}


def test_who_has_which_role_on_a_line_is_read_with_what_was_given_and_taken(house: House) -> None:
    house.scene.world.set_up(BOTH)
    house.scene.world.set_up(BOTH.replace(f'{LINE} = ["responder"], ', ""))
    seeing = SeeingRoles(house.scene.world.service.ledger)
    found = seeing.look(house.actor(LEAD), LINE)
    holders = {role: [each.name for each in people] for role, people in found.holders}
    assert "Dr Colleague Example" in holders[Role.RESPONDER]
    assert not {"Dr Stranger Example", "Dr Both Example"} & set(holders[Role.RESPONDER])
    assert holders[Role.DIRECTORY_ADMIN] == ["A directory admin Example"]
    of_both = [each for each in found.changes if each.person == "Dr Both Example"]
    assert [(each.role, each.given) for each in of_both] == [
        (Role.RESPONDER, False),
        (Role.RESPONDER, True),
    ]
    with pytest.raises(NotFound):
        seeing.look(house.actor(LEAD), OTHER_LINE)
    with pytest.raises(NotAllowed):
        seeing.look(house.actor(Role.EDUCATOR.value), LINE)
    page = house.clients[Role.INFORMATION_GOVERNANCE].get("/admin/roles").text
    assert "Who may do what on" in page
    assert "Dr Stranger Example" not in page
    assert 'href="/people/' not in page
    assert house.actor(LEAD).may(Action.SEE_ROLES, LINE)
    assert house.of[Reach.ALL].marks[0] not in page

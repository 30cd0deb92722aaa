"""What is of another line is on no list, in no search and on no card of theirs, and nobody of
another line is rung, asked or told about it (H07, part 10)."""

import pytest

from advice_line.errors import NotFound
from advice_line.kinds import Role, TaskKind
from advice_line.trust.reach import Reach, allows
from advice_line.trust.roles import RULES, Action
from advice_line.web.route_table import ROUTES
from tests.access.house import LINE, OTHER_LINE, STAFF, House, build
from tests.web.people import REQUIRED, Scene

pytestmark = pytest.mark.hazard("H07", "H15")
# Of every line, for anybody.
PUBLIC_NAME = "Example Chest Advice"


@pytest.fixture
def house(scene: Scene) -> House:
    return build(scene)


def test_no_list_of_theirs_tells_of_another_line(house: House) -> None:
    marks = house.of[Reach.ALL].marks
    told = []
    for (method, path), action in ROUTES.items():
        if method != "GET" or "{" in path or Role.PUBLIC in RULES[action]:
            continue
        for role in STAFF:
            if not allows(role, action, Reach.OWN):
                continue
            page = house.clients[role].get(path).text
            told += [(role, path, each) for each in (*marks, PUBLIC_NAME) if each in page]
    assert told == []


def test_a_number_of_a_patient_finds_what_is_of_their_line_alone(house: House) -> None:
    found = house.scene.world.service.app.state.site.finding.find(
        house.actor("responder"), REQUIRED["nhs_number"]
    )
    references = {each.reference for each in found}
    assert house.of[Reach.OWN].marks[0] in references
    assert house.of[Reach.ALL].marks[0] not in references


def test_nobody_of_another_line_is_to_choose_or_to_be_put_on_its_rota(house: House) -> None:
    site = house.scene.world.service.app.state.site
    manager, lead = house.actor(Role.ROTA_MANAGER.value), house.actor(Role.SERVICE_LEAD.value)
    assert [each.key for each in site.roster.lines(manager)] == [LINE]
    assert "stranger" not in {each.key for each in site.roster.colleagues(manager)}
    with pytest.raises(NotFound):
        site.roster.history(lead, OTHER_LINE)
    with pytest.raises(NotFound):
        site.owing.promised(lead, OTHER_LINE)
    # Whoever has a role everywhere goes everywhere: as before there were lines.
    assert {each.key for each in site.roster.lines(house.actor("ben"))} == {LINE, OTHER_LINE}


def test_what_is_theirs_on_one_line_is_not_on_another(house: House) -> None:
    """Somebody answers on one line and teaches on the other."""
    house.scene.world.set_up(
        'version = 1\n[[responders]]\nkey = "both"\nname = "Dr Both Example"\n'
        'role = "radiologist"\nmobile = "+447700900799"\nemail = "both@example.org"\n'
        f'roles_on = {{ {LINE} = ["educator"], {OTHER_LINE} = ["responder"] }}\n'
    )
    both = house.actor("both")
    site = house.scene.world.service.app.state.site
    mine, theirs = house.of[Reach.LINE].marks[0], house.of[Reach.ALL].marks[0]
    assert site.records.open(both, theirs).query.reference == theirs
    with pytest.raises(NotFound):
        site.records.open(both, mine)
    assert both.may(Action.SEE_LIBRARY, LINE)
    assert not both.may(Action.CLAIM, LINE)
    assert TaskKind.WRITE_ADVICE not in {each.task.kind for each in site.worklist.mine(both).others}

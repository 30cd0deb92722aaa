"""Whoever teaches sees no identifier: on no page, in no file and behind no glass, of nothing that
stands on their line (H08)."""

import pytest

from advice_line.kinds import Role
from advice_line.trust.reach import Reach
from advice_line.trust.roles import RULES
from advice_line.web.route_table import ROUTES
from tests.access.house import House, build
from tests.access.walking import ELSEWHERE
from tests.web.people import CANARIES, Scene

pytestmark = pytest.mark.hazard("H08")


@pytest.fixture
def house(scene: Scene) -> House:
    return build(scene)


def test_no_page_names_whom_a_query_is_about_to_whoever_teaches(house: House) -> None:
    educator, told = house.clients[Role.EDUCATOR], []
    for (method, path), action in ROUTES.items():
        # What anybody may open by a link is opened by a code of its own (tests/web/test_links).
        by_link = "{token}" in path and Role.PUBLIC in RULES[action]
        if method != "GET" or (method, path) in ELSEWHERE or by_link:
            continue
        for reach in (Reach.OWN, Reach.LINE):
            where = house.things(Role.EDUCATOR, reach).fill(path)
            page = educator.get(where).content.decode(errors="replace")
            told += [(path, reach, each) for each in CANARIES if each in page]
    assert told == []
    # What they would have seen is there: whoever answers sees it at the first of these addresses.
    own = house.things(Role.RESPONDER, Reach.OWN).fill("/desk/{reference}")
    assert "Edith Larkspur" in house.clients[Role.RESPONDER].get(own).text

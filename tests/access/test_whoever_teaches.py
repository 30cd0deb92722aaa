"""Whoever teaches sees no identifier: on no page, in no file and behind no glass, of nothing that
stands on their line (H08)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from advice_line.kinds import Role
from advice_line.trust.reach import Reach
from advice_line.trust.roles import RULES
from advice_line.web.route_table import ROUTES
from tests.access.house import House, build
from tests.access.walking import ELSEWHERE
from tests.web.people import CANARIES, Scene

TAUGHT = ("/library", "/meetings")
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


def test_nothing_of_a_case_on_its_way_tells_whoever_teaches_whom_it_is_about(
    house: House, scene: Scene
) -> None:
    """While it is drafted, confirmed and approved: on each page of the library and the meetings,
    in what a search finds and in each file; of what was taken out they see the kind alone."""
    educator, case = house.clients[Role.EDUCATOR], ""
    for case in stages(scene):
        pages = {path: educator.get(path) for path in teaching_pages(house, case)}
        pages["search"] = searched(educator, "night pain")
        pages["topic"] = searched(educator, "")
        told = [(p, each) for p, a in pages.items() for each in CANARIES if each in a.text]
        assert told == []
    assert "[patient] has night pain" in educator.get(f"/library/{case}/md").text.replace("\\", "")


def stages(scene: Scene) -> Iterator[str]:
    question = "Mrs Larkspur has night pain in the back. Film or MRI?"
    reference = scene.advised(question=question)
    (case,) = (q["case"]["reference"] for q in scene.world.queries() if q["reference"] == reference)
    yield case
    amara = scene.signed_in("amara")
    amara.opens(f"/desk/{reference}/saved").presses("Offer this case for teaching")
    yield case
    amara.opens(f"/library/{case}").sees("Larkspur")
    amara.presses("Nobody can be recognised in this", learning_point="MRI first.")
    yield case
    scene.signed_in("ben").opens(f"/library/{case}").presses("Approve")
    yield case


def teaching_pages(house: House, case: str) -> list[str]:
    month = "2026-11"
    forms = [f"/library/{case}/{each}" for each in ("html", "pdf", "md", "json")]
    forms += [f"/library/month/{month}/{each}" for each in ("html", "md", "json")]
    things = house.things(Role.EDUCATOR, Reach.LINE)
    taught = (path for method, path in ROUTES if method == "GET" and path.startswith(TAUGHT))
    return [f"/library/{case}", *forms, *(things.fill(path) for path in taught)]


def searched(educator: TestClient, words: str) -> Any:
    found = re.search(r'name="form_token" value="([^"]+)"', educator.get("/library/search").text)
    assert found
    answer = educator.post("/library/search", data={"form_token": found[1], "wanted": words})
    assert answer.status_code == 200
    return answer

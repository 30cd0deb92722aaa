"""docs/pages.md is the table of the routes: every address, who may use it, what its buttons say."""

from advice_line.trust.roles import Action
from advice_line.web.route_table import ROUTES, Address
from tests.house.documents import document, rows
from tests.house.pages_facts import pressed, unknown_actions, who

WRITTEN = {tuple(row[0].strip("`").split()): row for row in rows(document("docs/pages.md").text)}
MEANT = {
    address: action for address, action in ROUTES.items() if action is not Action.TAKE_CARRIER_EVENT
}


def test_every_address_is_there_and_no_other() -> None:
    assert set(WRITTEN) == set(MEANT)


def test_each_says_who_may_use_it() -> None:
    assert {at: row[1] for at, row in WRITTEN.items()} == {at: who(at) for at in MEANT}


def test_each_says_what_its_buttons_say() -> None:
    assert {at: row[2] for at, row in WRITTEN.items()} == {at: _buttons(at) for at in MEANT}


def test_each_says_what_it_is_for() -> None:
    assert [at for at, row in WRITTEN.items() if len(row) != 4 or not row[3]] == []


def test_no_form_of_a_page_is_sent_where_nobody_answers() -> None:
    assert unknown_actions() == []


def _buttons(address: Address) -> str:
    return pressed(address) if address[0] == "POST" else ""

"""Monitors and link checkers ask with HEAD: every page that answers GET answers them, and nobody
has seen anything by it."""

import pytest
from sqlmodel import col, func, select

from advice_line.tables.ledger import TrailEntry
from tests.web.people import Scene
from tests.web.test_logs import Lines, logged

__all__ = ["logged"]


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/waits/hotdoc", "/signin"])
def test_a_monitor_is_answered_as_a_reader_without_the_page(scene: Scene, path: str) -> None:
    browser = scene.browser().client
    head, page = browser.head(path), browser.get(path)
    assert (head.status_code, head.content) == (page.status_code, b"")
    assert head.headers["content-type"] == page.headers["content-type"]
    assert head.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in head.headers


def test_where_there_is_nothing_it_says_so(scene: Scene) -> None:
    browser = scene.browser().client
    assert browser.head("/nowhere").status_code == 404
    assert browser.head("/signout").status_code == 405


@pytest.mark.hazard("H15")
def test_a_look_without_a_page_is_nobodys_look(scene: Scene) -> None:
    scene.advised()
    practice, amara = scene.reading(), scene.signed_in("amara")
    before = viewed(scene)
    assert practice.client.head(practice.address).status_code == 200
    assert amara.client.head("/desk", follow_redirects=False).status_code == 303
    assert viewed(scene) == before
    practice.opens(practice.address)
    assert viewed(scene) == before + 1
    amara.opens("/desk").is_at("/desk")


def test_the_log_says_which_page_was_asked_and_how(scene: Scene, logged: Lines) -> None:
    scene.browser().client.head("/waits/hotdoc")
    asked = [(row["method"], row["route"]) for row in logged.rows if row["event"] == "request"]
    assert asked[-1] == ("HEAD", "/waits/{line}")


def viewed(scene: Scene) -> int:
    with scene.world.ledger.look("test") as work:
        of_letters = col(TrailEntry.action) == "letter.viewed"
        return work.session.exec(select(func.count()).where(of_letters)).one()


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "MADE-UP"])
def test_a_method_that_no_page_takes_is_refused(scene: Scene, method: str) -> None:
    for path in ("/", "/desk", "/static/light.css", "/api/v1/queries"):
        answer = scene.world.browser.request(method, path)
        assert answer.status_code in (401, 403, 404, 405), (method, path)
        assert method not in answer.text

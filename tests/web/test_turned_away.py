"""Whoever tries what their roles do not let them do stands in the trail: who, and what (H15)."""

import pytest
from sqlmodel import col, select

from advice_line.tables.ledger import TrailEntry
from tests.web.people import Scene

pytestmark = pytest.mark.hazard("H15")


def test_a_page_of_another_role_leaves_who_and_which(scene: Scene) -> None:
    scene.signed_in("ben").opens("/admin/trail").is_refused(403)
    assert refused(scene) == [("responder:ben", {"method": "GET", "route": "/admin/trail"})]


def test_what_was_asked_about_is_not_in_it(scene: Scene) -> None:
    scene.signed_in("ben").opens("/admin/data/receipts/0123456789ABCDEF").is_refused(403)
    ((_, detail),) = refused(scene)
    assert detail["route"] == "/admin/data/receipts/{receipt}"


def test_a_form_of_another_visit_leaves_it_too_and_a_stranger_nothing(scene: Scene) -> None:
    scene.browser().posts("/desk/quiet", {})
    assert refused(scene) == []
    scene.signed_in("amara").posts("/desk/quiet", {"minutes": "5"}).is_refused(403)
    ((who, detail),) = refused(scene)
    assert (who, detail["route"]) == ("responder:amara", "/desk/quiet")


def refused(scene: Scene) -> list[tuple[str, dict[str, str]]]:
    with scene.world.service.ledger.look("test") as work:
        rows = work.session.exec(
            select(TrailEntry).where(col(TrailEntry.action) == "access.refused")
        ).all()
        return [(row.actor, dict(row.detail)) for row in rows]

"""Every page and file that shows whom a query is about leaves a line that names the query, who
looked and what bound them to it; an address that nobody has judged fails."""

from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.desk.query import reading
from advice_line.rules.look_words import LOOKS
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import Action
from advice_line.web.route_table import ROUTES, Address
from tests.web.people import Scene
from tests.web.surfing import Surfer

# What each address that shows somebody identifiable leaves in the trail.
LEAVES: dict[Address, str] = {
    ("GET", "/desk/{reference}"): "query.viewed",
    ("GET", "/desk/{reference}/record"): "query.viewed",
    ("GET", "/desk/{reference}/saved"): "query.viewed",
    ("GET", "/desk/{reference}/message"): "query.viewed",
    ("GET", "/desk/{reference}/call"): "call.looked_at",
    ("GET", "/desk/{reference}/call/now"): "call.looked_at",
    ("GET", "/desk/{reference}/mail"): "mail.viewed",
    ("GET", "/desk/{reference}/mail/{mail}"): "mail.taken_away",
    ("GET", "/desk/{reference}/files/{file}"): "attachment.viewed",
    ("GET", "/desk/{reference}/letters/{version}/letter.pdf"): "letter.viewed",
    ("GET", "/desk/{reference}/letters/{version}/letter.txt"): "letter.viewed",
    ("GET", "/desk/{reference}/letters/{version}/letter.json"): "letter.viewed",
    ("GET", "/recordings/{sound}"): "recording.heard",
    ("GET", "/messages/{sound}"): "message.heard",
    ("GET", "/messages/{sound}/sound"): "message.heard",
    ("GET", "/alerts/new"): "query.viewed",
    ("GET", "/break-glass/{reference}"): "glass.looked",
    ("GET", "/meetings/{meeting}/review/queries/{reviewed}"): "review.looked",
    (
        "GET",
        "/audit/appropriateness/{audit}/queries/{sampled}",
    ): "appropriateness.looked",
    ("GET", "/alerts/{reference}"): "alert.seen",
    ("GET", "/admin/mail/{mail}"): "mail.viewed",
    ("GET", "/admin/tracers/{tracer}"): "tracer.viewed",
    ("GET", "/q/{token}"): "letter.viewed",
    ("GET", "/q/{token}/letter"): "letter.viewed",
    ("GET", "/q/{token}/letter.pdf"): "letter.viewed",
    ("GET", "/q/{token}/letter.txt"): "letter.viewed",
    ("GET", "/q/{token}/letter.json"): "letter.viewed",
    ("GET", "/q/{token}/own/code"): "question.viewed",
    ("GET", "/a/{token}"): "alert.viewed",
    ("GET", "/you/tracers/{token}"): "tracer.viewed",
    ("GET", "/api/v1/queries/{reference}/letters/{version}"): "letter.fetched",
    ("GET", "/practice/queries/{reference}"): "question.viewed",
    ("GET", "/practice/queries/{reference}/letter.pdf"): "letter.viewed",
    ("GET", "/practice/queries/{reference}/letter.txt"): "letter.viewed",
    ("GET", "/practice/queries/{reference}/letter.json"): "letter.viewed",
    ("GET", "/practice/alerts/{reference}"): "alert.viewed",
}
_OPEN = ("/desk/{reference}", "/alerts", "/messages", "/recordings", "/q/", "/a/", "/you/tracers")
# Shown here are references, states, times and practices, and no word of or about a patient.
NAMES_NOBODY = {
    ("GET", "/alerts"),
    ("GET", "/break-glass"),
    ("GET", "/admin/break-glass"),
    ("GET", "/desk/{reference}/seen"),
    ("GET", "/q/{token}/code"),
    ("GET", "/q/{token}/kept"),
    ("GET", "/a/{token}/code"),
    ("GET", "/you/tracers/{token}/code"),
    ("GET", "/practice"),
    ("GET", "/practice/details"),
    ("GET", "/practice/figures"),
    ("GET", "/practice/learned"),
    ("GET", "/practice/meetings"),
    ("GET", "/practice/sign-in"),
    ("GET", "/desk"),
    ("GET", "/desk/list"),
    ("GET", "/desk/find"),
    ("GET", "/desk/call"),
    ("GET", "/admin/mail"),
    ("GET", "/admin/tracers"),
    ("GET", "/api/v1/queries"),
    ("GET", "/api/v1/queries/{reference}"),
}
# What is done by these has no query in it, or none that a page names by more than its reference.
NEVER = {
    Action.SEE_PUBLIC,
    Action.SEE_METRICS,
    Action.SIGN_IN,
    Action.PROVE_SELF,
    Action.KEEP_SIGN_IN,
    Action.END_SIGN_INS,
    Action.ASK,
    Action.JOIN_PRACTICE,
    Action.KEEP_PRACTICE,
    Action.APPOINT_MANAGER,
    Action.SEE_GUIDANCE,
    Action.KEEP_GUIDANCE,
    Action.PUBLISH_GUIDANCE,
    Action.KEEP_LIAISON,
    Action.KEEP_DIRECTORY,
    Action.KEEP_PEOPLE,
    Action.GIVE_ROLES,
    Action.SHOW_OWN_REACH,
    Action.SEE_ROLES,
    Action.CORRECT_OWN_PRACTICE,
    Action.SEE_LIBRARY,
    Action.SEE_SUMMARY,
    Action.SEE_MEETINGS,
    Action.KEEP_MEETINGS,
    Action.JOIN_MEETING,
    Action.KEEP_DIGESTS,
    Action.STOP_DIGEST,
    Action.DECIDE_GAPS,
    Action.RUN_JOBS,
    Action.SEE_PROBLEMS,
    Action.MEND_PROBLEMS,
    Action.SEE_SYSTEMS,
    Action.READ_TRAIL,
    Action.SEE_DATA_LIFE,
    Action.KEEP_DATA_LIFE,
    Action.CHANGE_WAITS,
    Action.SEE_SERVICE,
    Action.ENTER_LATE,
    Action.SEE_ROTA,
    Action.CHANGE_ROTA,
    Action.CHANGE_OWN_DUTY,
    Action.PLAY_DEMO,
    Action.SEE_AUDIT,
    Action.SEE_APPROPRIATENESS,
    # References alone, and each look is in the trail all the same.
    Action.SEE_COUNTED,
    Action.KEEP_IMAGING,
    Action.SEE_TODAY,
}


@pytest.mark.hazard("H15")
def test_h15_of_every_address_about_queries_it_is_said_what_a_look_leaves() -> None:
    about = {
        address
        for address, action in ROUTES.items()
        if address[0] == "GET" and (action not in NEVER or address[1].startswith(_OPEN))
    }
    assert about - set(LEAVES) - NAMES_NOBODY == set(), "nobody has judged these"
    assert (set(LEAVES) | NAMES_NOBODY) - set(ROUTES) == set()
    assert set(LEAVES.values()) <= set(LOOKS), "looks without words for the page of who saw it"


def looks_at(scene: Scene, reference: str) -> list[tuple[str, str, dict[str, Any]]]:
    with scene.world.ledger.look("test") as look:
        query = reading.by_reference(look, reference)
        rows = look.session.exec(
            select(TrailEntry)
            .where(col(TrailEntry.query_id) == query.id, col(TrailEntry.action).in_(list(LOOKS)))
            .order_by(col(TrailEntry.id))
        ).all()
        return [(row.actor, row.action, row.detail) for row in rows]


@pytest.mark.hazard("H15")
def test_h15_each_look_by_staff_and_practice_is_in_the_trail(either: Scene) -> None:
    reference = either.advised()
    amara, practice = either.signed_in("amara"), either.reading()
    letter, desk = practice.address, f"/desk/{reference}"
    walked: list[tuple[Surfer, str, str]] = [
        (amara, "/desk/{reference}", desk),
        (amara, "/desk/{reference}/record", f"{desk}/record"),
        (amara, "/desk/{reference}/saved", f"{desk}/saved"),
        (amara, "/desk/{reference}/call/now", f"{desk}/call/now"),
        (amara, "/desk/{reference}/call", f"{desk}/call"),
        *(
            (
                amara,
                f"/desk/{{reference}}/letters/{{version}}/letter.{form}",
                f"{desk}/letters/1/letter.{form}",
            )
            for form in ("pdf", "txt", "json")
        ),
        (practice, "/q/{token}", letter),
        *(
            (practice, f"/q/{{token}}/letter.{form}", f"{letter}/letter.{form}")
            for form in ("pdf", "txt", "json")
        ),
    ]
    for surfer, path, address in walked:
        before = len(looks_at(either, reference))
        assert surfer.client.get(address).status_code == 200, path
        new = looks_at(either, reference)[before:]
        assert LEAVES["GET", path] in {action for _, action, _ in new}, path
    by_amara = [detail for actor, _, detail in looks_at(either, reference) if "amara" in actor]
    assert {(detail["role"], detail["why"]) for detail in by_amara} == {("responder", "own")}

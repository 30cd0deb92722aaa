"""What a responder says of the examination they advise, and of the question they were asked."""

import pytest
from sqlmodel import select

from advice_line.audit.facts.keeping import Facts
from advice_line.tables.audit_facts import AuditQuery
from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer

TEST = {
    "test_advised": "yes",
    "test_name": "Ultrasound of the shoulder",
    "action_owner": "The practice",
    "action_by": "in 2 weeks",
}


def writing(scene: Scene) -> Surfer:
    scene.called()
    return scene.browser().opens(scene.text_link("amara")).presses("Open the record")


def counted(scene: Scene) -> AuditQuery:
    Facts(scene.world.ledger).catch_up()
    with scene.world.ledger.look("test") as work:
        found = work.session.exec(select(AuditQuery)).one()
        work.let_go()
        return found


@pytest.mark.parametrize(
    ("would", "counts"), [("requested_imaging", "less"), ("referred", None), ("", None)]
)
def test_what_is_advised_is_set_beside_what_would_have_been_requested(
    scene: Scene, would: str, counts: str | None
) -> None:
    """Where no imaging would have been requested there is nothing to set it beside."""
    form = REQUIRED | TEST | {"would_have_done": would, "against_plan": "less"}
    writing(scene).presses("Save and send", **form)
    assert counted(scene).against_plan == counts


def test_what_was_set_beside_it_comes_back_with_an_error_and_with_an_addendum(
    scene: Scene,
) -> None:
    form = REQUIRED | TEST | {"would_have_done": "requested_imaging", "against_plan": "another"}
    amara = writing(scene).presses("Save and send", **form | {"action_by": ""}).is_refused(422)
    assert amara.form("Save and send").fields["against_plan"] == "another"
    amara.presses("Save and send", action_by="in 2 weeks")
    amara.opens(amara.address.replace("/saved", "/record"))
    assert amara.form("Save and send").fields["against_plan"] == "another"


def test_a_word_that_is_none_of_the_list_is_asked_for_again(scene: Scene) -> None:
    form = REQUIRED | TEST | {"would_have_done": "requested_imaging", "against_plan": "worse"}
    writing(scene).presses("Save and send", **form).is_refused(422)
    assert scene.world.query()["advice"] == []


def test_whether_it_was_worth_their_time_is_one_tap_and_may_be_changed(scene: Scene) -> None:
    amara = writing(scene).presses("Save and send", **REQUIRED)
    amara.sees("Was this worth your time?")
    assert counted(scene).worth_it is None
    amara.presses("Yes").sees("Yes, you said")
    assert counted(scene).worth_it is True
    amara.presses("No").sees("No, you said")
    assert counted(scene).worth_it is False


def test_a_later_version_of_which_nothing_was_said_leaves_it_as_it_was(scene: Scene) -> None:
    amara = writing(scene).presses("Save and send", **REQUIRED).presses("Yes")
    amara.opens(amara.address.replace("/saved", "/record"))
    amara.presses("Save and send", addendum_reason="I looked again.").sees("Was this worth")
    assert counted(scene).worth_it is True


def test_nobody_says_it_of_a_colleagues_advice(scene: Scene) -> None:
    amara = writing(scene).presses("Save and send", **REQUIRED)
    form = amara.form("Yes").fields | {"worth": "yes"}
    ben = scene.signed_in("ben")
    ben.posts(amara.address.replace("/saved", "/worth"), form)
    assert ben.status != 200
    assert counted(scene).worth_it is None


def test_an_answer_that_is_neither_is_refused(scene: Scene) -> None:
    amara = writing(scene).presses("Save and send", **REQUIRED)
    form = amara.form("Yes").fields | {"worth": "perhaps"}
    amara.posts(amara.address.replace("/saved", "/worth"), form).is_refused(422)
    assert counted(scene).worth_it is None


@pytest.mark.parametrize(
    ("more", "passes"),
    [
        ({"test_advised": "no"}, True),
        ({}, False),
        (TEST, False),
        (TEST | {"advice": f"{REQUIRED['advice']} It is to show or exclude a fracture."}, True),
    ],
    ids=["no test", "test not said", "a test and little else", "a test and why"],
)
def test_a_reply_that_leaves_no_check_open_is_counted(
    scene: Scene, more: dict[str, str], *, passes: bool
) -> None:
    writing(scene).presses("Save and send", **REQUIRED | more)
    assert counted(scene).passes_checks is passes

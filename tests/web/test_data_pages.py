"""The pages of information governance: what goes and went, holds, objections, and an erasure that
takes two persons, each step told to whoever takes it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from advice_line.data_life.running import Deleting
from advice_line.tables.data_life import DeletedBatch, LegalHold
from tests.web.people import CANARIES, REQUIRED, Scene
from tests.web.surfing import Surfer
from tests.web.test_who_saw import GOVERNANCE

pytestmark = [pytest.mark.hazard("H07"), pytest.mark.hazard("H14")]

IVY, ODD = "+447700900777", "+447700900778"
TWO = (
    GOVERNANCE
    + """
[[staff]]
key = "odd"
name = "Odd Example"
mobile = "+447700900778"
email = "odd@example.org"
roles = ["information_governance"]
"""
)
PATIENT = {"kind": "patient", "number": "999 000 0018", "date_of_birth": "1 2 1950"}
ALL = {"extent": "all", "reason": "Asked for in writing"}
LOOK, ERASE, LEAVE = "Ask for this erasure", "Erase it for good", "Do not erase it"


def over(scene: Scene) -> str:
    """Advice that its practice has received."""
    reference = scene.advised()
    scene.signed_in("amara")
    received = "Received: a clinician will act"
    scene.reading().presses(received, acknowledged_by="Sr Wren Example").sees("Thank you")
    return reference


def two(scene: Scene) -> tuple[Surfer, Surfer]:
    scene.world.set_up(TWO)
    return scene.signed_in_by(IVY), scene.signed_in_by(ODD)


def test_a_patient_is_erased_by_two_persons_and_never_by_one(either: Scene) -> None:
    reference = over(either)
    ivy, odd = two(either)
    ivy.opens("/admin/data").follows("Erasures").sees("Nobody has asked for one")
    ivy.presses(LOOK, **(PATIENT | ALL | {"date_of_birth": "1 2 1951"})).is_refused(422)
    ivy.presses(LOOK, **(PATIENT | ALL | {"reason": ""})).is_refused(422).sees("There is a problem")
    ivy.presses(LOOK, **(PATIENT | ALL)).sees("What will go", reference, "Article 17(3)(c)")
    ivy.never_sees(*CANARIES, ERASE).sees("somebody else of information governance confirms it")
    here, token = ivy.address, ivy.form(LEAVE).fields["form_token"]
    ivy.posts(f"{here}/confirm", {"form_token": token}).is_refused(403)
    either.signed_in("amara").opens(f"/desk/{reference}").sees("Edith Larkspur")

    odd.opens("/admin/data/erasures").follows("A patient, by their number").sees(reference)
    confirmation = odd.form(ERASE)
    odd.presses(ERASE).sees("Erased: Odd Example", "The receipt of what went")
    odd.posts(confirmation.action, confirmation.fields).is_at(here)
    odd.follows("The receipt of what went").sees("As it was when it was closed", "erasure")
    odd.never_sees(*CANARIES)
    gone = either.signed_in("amara").opens(f"/desk/{reference}").is_refused(404)
    gone.sees("it was erased").never_sees(*CANARIES, REQUIRED["question"], REQUIRED["advice"])
    with either.world.ledger.work("test") as work:
        work.change(DeletedBatch, count=1)
    odd.opens(odd.address).sees("It is not as it was when it was closed")


def test_an_erasure_that_is_taken_back_erases_nothing_afterwards(scene: Scene) -> None:
    reference = over(scene)
    ivy, odd = two(scene)
    ivy.opens("/admin/data/erasures").presses(LOOK, kind="query", reference=reference, **ALL)
    odd.opens(ivy.address)
    late = odd.form(ERASE)
    ivy.presses(LEAVE).is_at("/admin/data/erasures").sees("Not erased")
    odd.posts(late.action, late.fields).is_refused(409).sees("settled already")
    scene.signed_in("amara").opens(f"/desk/{reference}").sees("Edith Larkspur")


def test_what_is_held_or_not_over_is_not_erased_and_the_page_says_why(scene: Scene) -> None:
    reference = scene.advised()
    ivy, odd = two(scene)
    ivy.opens("/admin/data/erasures").presses(LOOK, kind="query", reference=reference, **ALL)
    ivy.sees(f"{reference} : it is not over: somebody still owes something")
    odd.opens(ivy.address).sees("Nothing of it may go now").never_sees(ERASE)
    by_hand = odd.form(LEAVE).fields
    odd.posts(f"{ivy.address}/confirm", by_hand).is_refused(409).sees(
        "it is not over, and is closed first"
    )
    received = "Received: a clinician will act"
    scene.reading().presses(received, acknowledged_by="Sr Wren Example").sees("Thank you")
    # A hold that is placed while the second person looks at the page.
    odd.opens(ivy.address).sees("What will go")
    late = odd.form(ERASE)
    ivy.opens("/admin/data/holds")
    ivy.presses("Place the hold", kind="query", reference=reference, reason="A claim is announced")
    odd.posts(late.action, late.fields).is_refused(409).sees("a legal hold stands on it")
    scene.signed_in("amara").opens(f"/desk/{reference}").sees("Edith Larkspur", "A legal hold")
    ivy.opens("/admin/data/holds").presses("Lift this hold", reason="It is over").sees("lifted by")
    odd.opens("/admin/data/erasures").follows(reference).presses(ERASE).sees("Erased: Odd Example")
    again = {"kind": "query", "reference": reference, "reason": "Too late"}
    ivy.opens("/admin/data/holds").presses("Place the hold", **again).is_refused(422)
    ivy.sees("nothing is left to hold", "Too late")


def test_a_hold_is_placed_for_a_reason_and_lifted_for_another(scene: Scene) -> None:
    reference = scene.advised()
    ivy, _ = two(scene)
    ivy.opens("/admin/data").follows("Legal holds").sees("No hold stands")
    asked = {"kind": "query", "reference": "K7Q2-M9FX", "reason": "A claim"}
    ivy.presses("Place the hold", **asked).is_refused(422).sees("No query has this reference")
    assert ivy.form("Place the hold").fields["reference"] == "K7Q2-M9FX", "nothing typed is lost"
    ivy.presses("Place the hold", **(asked | {"reference": reference, "reason": ""})).is_refused(
        422
    )
    ivy.presses("Place the hold", **(asked | {"reference": reference})).sees(reference, "1 query")
    ivy.presses("Lift this hold", reason="").is_refused(422).never_sees("lifted by")
    ivy.presses("Lift this hold", reason="Settled").sees("lifted by Ivy Example", "Lifted: Settled")
    amara = scene.signed_in("amara")
    assert amara.client.get("/admin/data/holds").status_code == 403


def test_days_of_a_hold_are_whole_days_of_the_lines_own_clock(scene: Scene) -> None:
    """Placed on 23 November 2026; "in 2 weeks" is the 7th of December, to its last moment."""
    ivy, _ = two(scene)
    ivy.opens("/admin/data/holds").sees("stands until somebody lifts it")
    days = {"kind": "span", "from_day": "25 10 2026", "until_day": "in 2 weeks", "reason": "Claim"}
    ivy.presses("Place the hold", **(days | {"line": ""})).is_refused(422).sees("Choose the line")
    typed = ivy.form("Place the hold").fields
    assert (typed["from_day"], typed["until_day"]) == ("25 10 2026", "in 2 weeks")
    ivy.presses("Place the hold", **(days | {"line": "hotdoc"}))
    ivy.sees("the start of Sunday 25 October 2026 to the end of Monday 7 December 2026")
    with scene.world.ledger.look("test") as work:
        (hold,) = work.session.exec(select(LegalHold)).all()
        assert (hold.from_at, hold.until_at) == (
            datetime(2026, 10, 24, 23, tzinfo=UTC),
            datetime(2026, 12, 8, tzinfo=UTC),
        )


def test_what_is_wrong_with_lifting_a_hold_stands_at_that_hold(scene: Scene) -> None:
    reference = scene.advised()
    ivy, _ = two(scene)
    ivy.opens("/admin/data/holds")
    ivy.presses("Place the hold", kind="query", reference=reference, reason="A claim")
    long = "Settled out of court. " * 60
    ivy.presses("Lift this hold", reason=long).is_refused(422).sees("This is too long")
    lifting, placing = ivy.form("Lift this hold"), ivy.form("Place the hold")
    assert lifting.fields["reason"] == long, "nothing typed is lost"
    assert placing.fields["reason"] == ""
    assert 'href="#lift-' in ivy.page


def test_each_kind_shows_what_it_asks_for_under_its_own_choice(scene: Scene) -> None:
    """A browser that cannot hide what is not asked for shows each under what it belongs to."""
    ivy, _ = two(scene)
    for address, under in (
        ("/admin/data/holds", {"patient": "number", "span": "from_day"}),
        ("/admin/data/erasures", {"patient": "date_of_birth", "requester": "requester"}),
        ("/admin/data/access", {"patient": "number", "requester": "requester"}),
    ):
        page = ivy.opens(address).sees("what is asked under your choice").page
        for kind, name in under.items():
            before = page[: page.index(f'name="{name}"')]
            assert before.rindex('name="kind"') == before.rindex(f'value="{kind}"') - 12
            assert "al-reveal" in before[before.rindex('name="kind"') :]


def test_what_will_have_gone_is_counted_to_the_end_of_a_day_that_is_chosen(scene: Scene) -> None:
    over(scene)
    ivy, _ = two(scene)
    ivy.opens("/admin/data").sees("Counted as of now").never_sees("1 goes by then")
    ivy.presses("Count", by="2028-12-31").sees("Counted to the end of", "1 goes by then")
    ivy.presses("Count", by="2026-02-31").is_refused(422).sees("could not read this as a day")
    ivy.presses("Count", by="2026-01-01").is_refused(422).sees("This day is over")
    ivy.presses("Count", by="").sees("Counted as of now")


def test_the_second_person_finds_what_waits_for_them(scene: Scene) -> None:
    reference = over(scene)
    ivy, odd = two(scene)
    ivy.opens("/admin/data/erasures").sees("Nothing goes yet", "The service tells nobody")
    ivy.presses(LOOK, kind="query", reference=reference, **ALL)
    ivy.sees("Waits for a second person", "Nothing has gone yet", "ask them yourself")
    odd.opens("/admin/data").sees("1 waits for a second person").follows("Erasures")
    odd.sees("Waits for a second person").follows(reference)
    odd.sees("you are the second person", "cannot be brought back")
    assert "nhsuk-button--warning" in odd.page[: odd.page.index(ERASE)].rpartition("<button")[2]


def test_what_goes_is_shown_beforehand_and_its_receipt_after(scene: Scene) -> None:
    over(scene)
    ivy, _ = two(scene)
    ivy.opens("/admin/data").sees("How long things are kept", "Nothing was deleted yet")
    scene.world.phones.advance(timedelta(days=800).total_seconds())
    ivy = scene.signed_in_by(IVY).opens("/admin/data").sees("goes now")
    receipt = Deleting(scene.world.ledger).run()
    assert receipt is not None
    ivy.opens("/admin/data").follows(receipt.public_id).sees("As it was when it was closed")
    ivy.sees("The number or address from which somebody asked: ", "731 days").never_sees(*CANARIES)


def test_an_objection_is_written_down_for_a_patient_or_for_one_query(scene: Scene) -> None:
    reference = scene.advised()
    ivy, _ = two(scene)
    ivy.opens("/admin/data").follows("Objections to teaching").sees("Nobody objects")
    ivy.presses("Take them out of teaching", number="999 000 0019").is_refused(422)
    ivy.presses("Take them out of teaching", number="999 000 0018").sees("1 query").never_sees(
        "0018"
    )
    assert scene.world.query()["case"]["state"] == "objected"
    ivy.presses("They take it back").sees("taken back")
    assert scene.world.query()["case"]["state"] == "draft"
    ivy.presses("Take it out of teaching", reference=reference).is_refused(422).sees("Say who")
    wrong = {"reference": "nothing", "objector": "requester"}
    ivy.presses("Take it out of teaching", **wrong).is_refused(422)
    ivy.presses("Take it out of teaching", reference=reference, objector="requester")
    ivy.sees(reference, "by the requester")
    assert scene.world.query()["case"]["state"] == "objected"


def test_the_menu_of_information_governance_leads_to_who_is_signed_in(scene: Scene) -> None:
    ivy, _ = two(scene)
    ivy.opens("/admin/data").follows("Sign-ins").is_at("/admin/sign-ins").sees("Ivy Example")

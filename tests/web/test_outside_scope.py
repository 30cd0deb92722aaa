"""Advice that was spoken outside its author's scope: kept as given, marked, and nothing claimed."""

import pytest

from advice_line.desk.calls import Calls
from advice_line.desk.owed import said_before
from advice_line.desk.query import outside_scope, reading
from advice_line.directory import lookups
from advice_line.ports.calls import MessageLeft
from integrations.sandbox.phones import rings_out
from tests.questions.test_author_gone import MAY_NOT_ANSWER
from tests.stories.outcomes import tasks
from tests.stories.world import AMARA, CHIDI, ELM_ROAD_MOBILE, LINE
from tests.web.people import ANOTHER, REQUIRED, Scene

pytestmark = pytest.mark.hazard("H11")


def test_the_practice_reads_that_nobody_has_countersigned_it(scene: Scene) -> None:
    scene.advised(within_scope="no")
    letter = scene.reading()
    letter.sees("outside its author's usual scope", "no colleague has countersigned it yet")
    letter.never_sees("We will tell you")


def test_its_author_is_told_that_telling_the_lead_is_theirs(scene: Scene) -> None:
    reference = scene.called()
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses("Save and send", **REQUIRED, within_scope="no")
    amara.sees("Marked as outside your scope", "It awaits a countersignature")


def test_a_colleague_in_whose_scope_it_is_and_the_lead_are_told_until_somebody_signs(
    scene: Scene,
) -> None:
    reference = scene.advised(within_scope="no")
    assert tasks(scene.world.query()) == [("countersign", "chidi")]
    assert any("awaits a countersignature" in each for each in scene.world.texts(CHIDI))
    page = f"/desk/{reference}"
    scene.signed_in("amara").opens(page).never_sees("Countersign it if you have read it")
    scene.signed_in("ben").opens(page).sees("awaits a countersignature").never_sees(
        "Countersign it if you have read it"
    )
    chidi = scene.signed_in("chidi").opens(page).presses("Countersign")
    chidi.is_at(page).sees("Countersigned by Dr Chidi Example")
    assert tasks(scene.world.query()) == []
    scene.world.settle()
    letter = scene.reading()
    letter.sees("outside its author's usual scope", "Countersigned on", "Dr Chidi Example")
    letter.never_sees("no colleague has countersigned it yet")
    assert len(scene.mails()) == 3, "word of the letter, its code, and word that it is signed"


def test_what_awaits_a_signature_stands_on_the_list_of_who_gives_it_until_it_is_given(
    scene: Scene,
) -> None:
    """The text about it may be lost, or be one of many."""
    reference = scene.advised(within_scope="no")
    for who in ("amara", "ben"):
        scene.signed_in(who).opens("/desk").never_sees("Countersign")
    chidi = scene.signed_in("chidi").opens("/desk").sees("To do (1)", reference)
    chidi.follows("Countersign advice given outside").is_at(f"/desk/{reference}")
    chidi.presses("Countersign").opens("/desk").never_sees("Countersign")


def test_its_author_and_who_answers_about_other_things_cannot_sign_it(scene: Scene) -> None:
    reference = scene.advised(within_scope="no")
    for who in ("amara", "ben"):
        surfer = scene.signed_in(who).opens(f"/desk/{reference}")
        fields = {"form_token": surfer.own_token(), "version": "1"}
        surfer.posts(f"/desk/{reference}/countersign", fields).is_refused(403)
    assert tasks(scene.world.query()) == [("countersign", "chidi")]


def test_a_new_version_has_to_be_signed_anew(scene: Scene) -> None:
    reference = scene.advised(within_scope="no")
    scene.signed_in("chidi").opens(f"/desk/{reference}").presses("Countersign")
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses(
        "Save and send", **(REQUIRED | {"addendum_reason": "Looked again", "within_scope": "no"})
    )
    scene.signed_in("ben").opens(f"/desk/{reference}").sees("awaits a countersignature")
    assert tasks(scene.world.query()) == [("countersign", "chidi")]


def test_its_author_does_not_take_the_mark_off_by_a_newer_version(scene: Scene) -> None:
    reference = scene.advised(within_scope="no")
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    amara.presses(
        "Save and send", **(REQUIRED | {"addendum_reason": "Looked again", "within_scope": "yes"})
    )
    assert tasks(scene.world.query()) == [("countersign", "chidi")]
    scene.world.settle()
    scene.reading().sees("outside its author's usual scope", "no colleague has countersigned it")


def test_who_goes_on_with_what_a_colleague_called_outside_theirs_is_held_to_their_own_scope(
    scene: Scene,
) -> None:
    """Nobody who answers about it has heard what was said, whatever box was ticked."""
    reference = scene.called()
    with scene.world.service.ledger.work("test") as work:
        query = reading.by_reference(work, reference)
        amara, ben = (lookups.responder_by_key(work.session, each) for each in ("amara", "ben"))
        assert amara is not None
        assert ben is not None
        work.update(amara, scope=["chest"])
        work.update(query, outside_scope="msk", outside_scope_by_id=ben.id)
    page = scene.signed_in("amara").opens(f"/desk/{reference}/record")
    page.presses("Save and send", **REQUIRED, within_scope="yes")
    assert tasks(scene.world.query()) == [("countersign", "ben")]
    scene.world.settle()
    scene.reading().sees("outside its author's usual scope", "no colleague has countersigned it")


def test_the_top_of_the_page_says_whose_scope_it_is_outside_and_what_they_had_said(
    scene: Scene,
) -> None:
    world = scene.world
    reference = scene.called()
    with world.service.ledger.work("test") as work:
        query = reading.by_reference(work, reference)
        ben = lookups.responder_by_key(work.session, "ben")
        assert ben is not None
        outside_scope.say(work, query, ben, "msk", advised=True)
        said_before.owe(work, query, ben.id or 0)
    chidi = scene.signed_in("chidi").opens(f"/desk/{reference}")
    chidi.sees("Outside the scope of Ben Example", "belongs to musculoskeletal imaging")
    chidi.sees("which is not written down yet")
    world.records.said_before(world.responder("ben"), reference, "An MRI of the knee.", "once")
    chidi.opens(f"/desk/{reference}").sees("What they had said:", "An MRI of the knee.")


def said_after_signing(scene: Scene) -> str:
    """Amara has signed; Ben writes down since then what he had said outside his scope."""
    world, reference = scene.world, scene.advised()
    with world.service.ledger.work("test") as work:
        query = reading.by_reference(work, reference)
        ben = lookups.responder_by_key(work.session, "ben")
        assert ben is not None
        outside_scope.say(work, query, ben, "msk", advised=True)
        said_before.owe(work, query, ben.id or 0)
    world.records.said_before(world.responder("ben"), reference, "An MRI of the knee.", "once")
    world.settle()
    return reference


@pytest.mark.hazard("H11")
def test_who_signed_is_told_reminded_and_then_the_lead(scene: Scene) -> None:
    reference = said_after_signing(scene)

    def told(number: str) -> int:
        said = f"What was said outside a scope was written down after {reference} was signed"
        return sum(said in each for each in scene.world.texts(number))

    assert (told(AMARA), told(CHIDI)) == (1, 0)
    scene.world.wait(61 * 60)
    scene.world.settle()
    assert (told(AMARA), told(CHIDI)) == (2, 0)
    scene.world.wait(2 * 60 * 60)
    scene.world.settle()
    assert told(AMARA) > 2
    assert told(CHIDI) >= 1
    assert "knee" not in "".join(scene.world.texts(AMARA) + scene.world.texts(CHIDI))
    scene.signed_in("amara").presses("Done")
    before = told(AMARA)
    scene.world.wait(3 * 60 * 60)
    scene.world.settle()
    assert told(AMARA) == before


@pytest.mark.hazard("H23")
def test_where_who_signed_has_left_it_is_whoevers_takes_it(scene: Scene) -> None:
    reference = said_after_signing(scene)
    scene.world.set_up(MAY_NOT_ANSWER, reason="She has left.")
    scene.world.wait(61 * 60)
    scene.world.settle()
    told = "was signed. Its signer is to read it"
    assert any(told in text for text in scene.world.texts(CHIDI))
    chidi = scene.signed_in("chidi").opens(f"/desk/{reference}").presses("Claim")
    chidi.opens("/desk").presses("Done")
    assert tasks(scene.world.query()) == []


def test_what_was_said_outside_a_scope_and_written_after_a_colleague_signed_is_theirs_to_read(
    scene: Scene,
) -> None:
    """It stood with the query, and nobody who had signed ever looked there again."""
    world, reference = scene.world, said_after_signing(scene)
    assert tasks(world.query()) == [("read_said", "amara")]
    amara = scene.signed_in("amara").opens("/desk").sees("To do (1)", reference)
    amara.follows("Read what was said outside a scope").sees("An MRI of the knee.")
    amara.opens("/desk").presses("Done")
    assert tasks(world.query()) == []


def test_written_advice_outside_the_scope_cannot_be_sent(scene: Scene) -> None:
    scene.world.everybody(rings_out())
    gp = scene.world.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("We will ring you back by", within=120).is_cut_off()
    scene.world.settle()
    reference = str(scene.world.query()["reference"])
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").presses("Claim")
    amara.opens(f"/desk/{reference}/record").presses("Save and send", **ANOTHER, within_scope="no")
    amara.sees("Advice outside your scope cannot be sent in writing")
    assert scene.world.query()["advice"] == []
    amara.presses("Save and send", within_scope="yes").is_at(f"/desk/{reference}/saved")


def test_a_query_that_was_closed_unspoken_and_opened_again_was_not_spoken_of(scene: Scene) -> None:
    world = scene.world
    world.everybody(rings_out())
    world.person(ELM_ROAD_MOBILE).rings(LINE).waits(3).hangs_up()
    world.settle()
    reference = str(world.query()["reference"])
    world.records.close(world.responder("amara"), reference, "pocket call", "tap")
    call = world.query()["contacts"][0]["external_id"]
    Calls(world.ledger).message_left(MessageLeft("late", call, 8, "RE1"))
    assert world.query()["state"] == "waiting"
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").presses("Claim")
    amara.opens(f"/desk/{reference}/record").presses("Save and send", **ANOTHER, within_scope="no")
    amara.sees("Advice outside your scope cannot be sent in writing")

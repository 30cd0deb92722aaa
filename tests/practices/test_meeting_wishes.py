"""Who of a practice wants invitations to education meetings says so, and stops them again; and
reads where their own question comes."""

import pytest

from tests.practices.practices import ROWAN, SAM, SECOND, Practices
from tests.web.asking import confirmed
from tests.web.meeting_scene import approved, invites, planned, taught
from tests.web.people import CANARIES


def test_whoever_wants_it_is_invited_and_nobody_else_of_the_practice(
    practices: Practices,
) -> None:
    scene = practices.scene
    amara, at = planned(scene)
    rowan, sam = practices.joins(ROWAN), practices.joins(SAM, SECOND)
    rowan.follows("Education meetings").sees("You are not invited", "Coming (1)")
    rowan.presses("Invite me").sees("You are invited from now on", ROWAN)
    sam.opens("/practice/meetings").sees("You are not invited")
    assert invites(scene) > 0
    invitation = scene.mails(ROWAN)[-1]
    assert "You are invited to Radiology and primary care" in invitation.text
    assert b"METHOD:REQUEST" in invitation.attachments[0].content
    assert "/meetings/" not in invitation.text
    assert not [each for each in scene.mails(SAM) if "invited" in each.text]

    rowan.opens("/practice/meetings").presses("Stop the invitations").sees("no more invitations")
    heard = len(scene.mails(ROWAN))
    amara.opens(at).presses("Change the meeting", place="Library", reason="The room is taken.")
    scene.world.settle()
    assert scene.mails("ben@example.org")[-1].subject.startswith("Changed")
    assert len(scene.mails(ROWAN)) == heard
    rowan.never_sees(*CANARIES)


@pytest.mark.hazard("H08")
def test_whoever_asked_reads_on_their_own_page_that_it_comes_and_of_nothing_else(
    practices: Practices,
) -> None:
    scene = practices.scene
    confirmed(scene, email=ROWAN)
    own = str(scene.world.query()["reference"])
    amara = scene.signed_in("amara").presses("Claim").follows("Write the advice")
    amara.presses("Check the answer", advice="MRI, and no film.").presses("Send the answer")
    taught(scene, own)
    another = approved(scene)
    rowan, sam = practices.joins(ROWAN), practices.joins(SAM, SECOND)
    amara, at = planned(scene)
    while "Put on the agenda" in amara.page:
        amara.presses("Put on the agenda")
    amara.presses("Sign this agenda")
    page = "/practice/meetings"
    rowan.opens(page).sees("Coming (1)").never_sees("Something that you asked", own)

    scene.signed_in("ben").opens(at).presses("Sign this agenda")
    rowan.opens(page).sees("Something that you asked is discussed there, without names", own)
    assert rowan.page.count("Something that you asked") == 1
    rowan.never_sees(another, *CANARIES, "Spine", "MRI", "A film before a scan.")
    rowan.follows(own).is_at(f"/practice/queries/{own}")
    sam.opens(page).sees("Coming (1)").never_sees("Something that you asked", own)

    scene.signed_in("amara").opens(f"/desk/{own}").presses(
        "Take it out of teaching", objector="requester"
    )
    rowan.opens(page).sees("Coming (1)").never_sees("Something that you asked", own)

"""Who of a practice wants invitations to education meetings says so, and stops them again."""

from tests.practices.practices import ROWAN, SAM, SECOND, Practices
from tests.web.meeting_scene import invites, planned
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

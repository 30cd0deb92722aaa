"""A later answer is promised on the query's page, told to who asked, and shown to whoever reads."""

from tests.web.people import OAK_LANE_MAIL, Scene
from tests.web.test_written_question import asked, claimed


def test_its_owner_promises_a_later_answer_and_everybody_sees_it(scene: Scene) -> None:
    reference = asked(scene)
    amara = claimed(scene, reference)
    amara.presses("Promise it by then", later_until="2026-11-26T20:00", later_reason="specialist")
    amara.is_refused(422).sees("The line is closed at that time. It next opens 8am on Friday")
    assert "2026-11-26T20:00" in amara.page
    amara.presses("Promise it by then", later_until="2026-11-26T12:00", later_reason="specialist")
    amara.is_at(f"/desk/{reference}")
    amara.sees("was promised an answer by Thursday 26 November", "needs a specialist opinion")
    scene.world.settle()
    assert "by midday on Thursday" in scene.mails(OAK_LANE_MAIL)[-1].text
    ben = scene.signed_in("ben").opens(f"/desk/{reference}")
    ben.sees("By Dr Amara Example").never_sees("Promise it by then")

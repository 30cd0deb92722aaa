"""A patient or whoever asked does not want to be taught about: it is written down where they say
so, the case is out everywhere from then on, and who made a pack before is told what to do."""

import pytest

from advice_line.data_life.holding import Holding
from tests.data_life.test_erasing import INES
from tests.stories.world import AMARA
from tests.web.asking import confirmed
from tests.web.people import CANARIES, Scene
from tests.web.surfing import Surfer
from tests.web.test_who_saw import GOVERNANCE

pytestmark = pytest.mark.hazard("H08")

CONFIRM = "Nobody can be recognised in this"
MONTH = "/library/month/2026-11"
TAUGHT, POINT = "Night pain in the back", "A film before a scan."
OUT = "Take it out of teaching"


def taught(scene: Scene) -> tuple[str, str]:
    """A query and its case, which two persons have made ready."""
    reference = scene.advised()
    case = f"/library/{scene.world.query()['case']['reference']}"
    amara = scene.signed_in("amara").opens(f"/desk/{reference}/saved")
    amara.presses("Offer this case for teaching").opens(case)
    amara.presses(CONFIRM, learning_point=POINT)
    scene.signed_in("ben").opens(case).presses("Approve")
    return reference, case


def packs(reader: Surfer) -> str:
    return "".join(reader.client.get(f"{MONTH}/{form}").text for form in ("md", "html", "json"))


def test_a_patients_objection_told_to_staff_takes_all_of_their_cases_out_of_teaching(
    either: Scene,
) -> None:
    reference, case = taught(either)
    ben = either.signed_in("ben")
    assert TAUGHT in packs(ben)
    desk = either.signed_in("amara").opens(f"/desk/{reference}").never_sees("Not used for teaching")
    desk.presses(OUT).is_refused(422).sees("Say who objects")
    desk.presses(OUT, objector="patient", always="yes").is_at(f"/desk/{reference}")
    desk.sees("The patient objects, to all of the patient", "written down by Dr Amara Example")
    desk.presses(OUT, objector="patient", always="yes")
    assert desk.text.count("They take it back") == 1, "said twice, it is written down once"

    assert TAUGHT not in packs(ben)
    ben.opens(MONTH).never_sees(TAUGHT, POINT, *CANARIES)
    ben.sees(f"Case {case[9:]} was withdrawn on request", "Packs made before hold it still")
    ben.sees("by Ben Example", "Destroy what was printed or saved")
    ben.opens(case).sees("Withdrawn on request").never_sees(TAUGHT, POINT, *CANARIES)
    ben.opens("/library").sees("was withdrawn on request").never_sees(TAUGHT)
    again = either.advised()
    amara = either.signed_in("amara").opens(f"/desk/{again}").sees("Not used for teaching")
    amara.opens(f"/desk/{again}/saved").presses("Offer this case for teaching").is_refused(409)
    amara.sees("withdrawn on request")

    desk.opens(f"/desk/{reference}").presses("They take it back").never_sees("Not used for")
    assert TAUGHT in packs(ben)
    ben.opens(MONTH).sees(POINT).never_sees("withdrawn on request")


def test_who_asked_objects_on_their_own_page_and_alone_takes_it_back(scene: Scene) -> None:
    asker = confirmed(scene)
    asker.presses("Do not use it for teaching").sees("You do not want this question")
    reference = str(scene.world.query()["reference"])
    assert scene.world.query()["case"]["state"] == "objected"
    desk = scene.signed_in("amara").opens(f"/desk/{reference}")
    desk.sees("Who asked objects", "said on their own page").never_sees("They take it back")
    token = desk.form(OUT).fields["form_token"]
    (own,) = scene.world.service.make_app().state.site.data_life.objections.listed(INES)
    desk.posts(f"/desk/{reference}/teaching/{own.id}/lift", {"form_token": token}).is_refused(409)
    desk.sees("only they can take it back")
    asker.presses("It may be used after all").never_sees("You do not want this question")
    assert scene.world.query()["case"]["state"] == "draft"


def test_a_pack_that_never_held_the_case_is_not_called_stale(scene: Scene) -> None:
    """Nor one that was made after."""
    reference, _ = taught(scene)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}")
    amara.presses(OUT, objector="requester")
    ben = scene.signed_in("ben")
    packs(ben)
    ben.opens(MONTH).never_sees("withdrawn on request", "Destroy")


def test_an_objection_of_another_query_is_not_taken_back_here(scene: Scene) -> None:
    first, second = scene.advised(), scene.advised(nhs_number="999 000 0026")
    desk = scene.signed_in("amara").opens(f"/desk/{first}").presses(OUT, objector="patient")
    lift = desk.form("They take it back")
    away = lift.action.replace(first, second)
    desk.posts(away, lift.fields).is_refused(404)
    desk.opens(f"/desk/{first}").sees("Not used for teaching")


@pytest.mark.hazard("H14")
def test_a_hold_shows_on_the_page_of_its_query_and_not_why(scene: Scene) -> None:
    scene.world.set_up(GOVERNANCE)
    reference = scene.advised()
    desk = scene.signed_in_by(AMARA).opens(f"/desk/{reference}").never_sees("legal hold")
    hold = {"kind": "patient", "number": "999 000 0018", "reason": "A claim is announced"}
    Holding(scene.world.ledger).place(INES, hold, "hold")
    desk.opens(f"/desk/{reference}").sees("A legal hold has stood on this query since")
    desk.never_sees("A claim")

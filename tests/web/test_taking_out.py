"""A case that turns out to be recognisable is taken out by whoever sees it, at once and everywhere,
and comes back by nobody alone (H08)."""

import pytest

from tests.web.people import Scene
from tests.web.test_not_taught import CONFIRM, MONTH, POINT, TAUGHT, packs, taught

OUT, WHY = "Take it out", "Somebody is named or was recognised"


@pytest.mark.hazard("H08")
def test_a_recognised_case_is_out_everywhere_until_two_people_have_read_it_anew(
    either: Scene,
) -> None:
    reference, case = taught(either)
    ben = either.signed_in("ben")
    assert TAUGHT in packs(ben)
    ben.opens(case).sees("Its query", reference, POINT)
    ben.presses(OUT).is_refused(422).sees("Choose why it is taken out")
    ben.presses(OUT, why="recognised").is_at(case).sees("Taken out of teaching", WHY)
    ben.never_sees(TAUGHT, POINT)
    assert TAUGHT not in packs(ben)
    assert ben.client.get(f"{case}/md").status_code == 409
    ben.opens("/library/search").presses("Find", wanted="night pain").never_sees(TAUGHT)
    ben.opens(MONTH).sees(f"Case {case[9:]} was taken out of teaching", "Packs made before hold")

    amara = either.signed_in("amara").opens(case).sees(WHY)
    amara.presses(CONFIRM, question="Pain at night: film or MRI?").sees("Pain at night")
    ben.opens(case).sees(WHY, POINT).presses("Approve").sees("Pain at night")
    ben.never_sees("Taken out of teaching")
    ben.opens(MONTH).sees("Pain at night", f"Case {case[9:]} was taken out of teaching")
    ben.opens("/desk/find").presses("Find", wanted=case[9:].lower()).sees(reference, "1 found")

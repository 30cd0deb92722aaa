"""Advice that was spoken outside its author's scope: kept as given, marked, and nothing claimed."""

import pytest

from tests.web.people import REQUIRED, Scene

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

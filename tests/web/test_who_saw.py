"""Who saw a query and why, for staff; the trail for information governance, who see no patient."""

import pytest

from tests.web.people import CANARIES, REQUIRED, Scene

GOVERNANCE = """
version = 1
[[staff]]
key = "ivy"
name = "Ivy Example"
mobile = "+447700900777"
email = "ivy@example.org"
roles = ["information_governance"]
"""


@pytest.mark.hazard("H15")
def test_h15_who_saw_a_query_and_why_is_shown_and_is_itself_in_the_trail(either: Scene) -> None:
    either.world.set_up(GOVERNANCE)
    reference = either.advised()
    either.reading()
    ben = either.signed_in("ben").opens(f"/desk/{reference}")
    ben.sees("Edith Larkspur").opens(f"/desk/{reference}/seen")
    ben.sees("Dr Amara Example", "It was theirs", "Elm Road Surgery, by its link", "The letter")
    ben.sees("Ben Example", "The query's page").never_sees(*CANARIES)

    ivy = either.signed_in_by("+447700900777").opens("/admin/trail")
    ivy.sees("Who did and saw what", reference).never_sees(*CANARIES, REQUIRED["advice"])
    ivy.opens(f"/admin/trail?reference={reference}&action=looks&person=responder:ben")
    ivy.sees("The query's page", "Ben Example").opens(f"/desk/{reference}/seen").sees("Ben")
    read = ivy.client.get("/admin/trail/file", params={"action": "trail.read"}).text
    assert ",responder:ivy,trail.read,," in read
    assert f",responder:ben,trail.read,{reference}," in read
    assert ivy.client.get(f"/desk/{reference}").status_code == 403
    assert either.signed_in("amara").client.get("/admin/trail").status_code == 403
    ivy.opens("/admin/trail?person=responder:amara").sees("The page /admin/trail")
    ivy.never_sees("GET /admin/trail")

    listed = ivy.client.get("/admin/trail/file", params={"action": "looks"})
    assert listed.headers["content-type"].startswith("text/csv")
    lines = listed.text.splitlines()
    assert lines[0] == "position,at,actor,action,query,subject,page,what"
    assert any(",responder:ben,query.viewed," in line for line in lines)
    assert any(line.endswith(",Seen: The query's page") for line in lines)
    asked = ivy.client.get("/admin/trail/file", params={"action": "trail.exported"})
    assert asked.text.count(",responder:ivy,trail.exported,,") == 2

    ivy.opens("/admin/trail/patient").presses("Look up", nhs_number="999 000 0018")
    ivy.sees("1 query", reference, "Dr Amara Example", "It was theirs")
    assert "9990000018" not in ivy.address.replace(" ", "")
    ivy.presses("Look up", nhs_number="999 000 0026").sees("Nothing found")
    ivy.presses("Look up", nhs_number="999 000 0019").is_refused(422).sees("There is a problem")


def test_what_cannot_be_looked_for_is_said_beside_what_was_typed(scene: Scene) -> None:
    scene.world.set_up(GOVERNANCE)
    ivy = scene.signed_in_by("+447700900777")
    ivy.opens("/admin/trail?reference=K7Q2-M9FX").sees("There is a problem", "no query of this")
    ivy.opens("/admin/trail?start=yesterday").sees("Write a day as year, month, day")

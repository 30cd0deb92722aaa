"""A case review (MDT): put, signed, opened by who is named while it goes on, decided as advice."""

import pytest
from sqlmodel import col, select

from advice_line.education.meetings.keeping_on import KeepingOn
from advice_line.tables.ledger import TrailEntry
from tests.web.meeting_scene import SERIES, invites
from tests.web.people import CANARIES, ELM_ROAD_MAIL, Scene
from tests.web.surfing import Surfer

pytestmark = pytest.mark.hazard("H07")
SAM = "+447700900778"
DAY = 24 * 3600
# From Monday morning to the Wednesday after next, inside the review.
TO_REVIEW = 9 * DAY + 2 * 3600 + 1800
REVIEW = SERIES | {"kind": "case_review", "name": "Spine review"}


def interface_physio(scene: Scene) -> Surfer:
    scene.world.set_up(
        f'version = 1\n[[staff]]\nkey = "sam"\nname = "Sam Example"\nmobile = "{SAM}"\n'
        'email = "sam@example.org"\nroles = ["clinical_member"]\n'
    )
    return scene.signed_in_by(SAM)


def review(scene: Scene) -> tuple[str, str]:
    """A signed case review with one query, Sam named for it; its address and the reference."""
    query = scene.advised()
    amara = scene.signed_in("amara").opens("/meetings").presses("Make the series", **REVIEW)
    amara.follows("Spine review").presses("Put it on the agenda", reference=query)
    at = amara.address
    amara.sees(query).presses("Sign this agenda")
    scene.signed_in("ben").opens(at).presses("Sign this agenda")
    amara.opens(at).presses("Name them", person="sam").sees("Members (1)", "Sam Example")
    return at, query


def opened(scene: Scene, at: str) -> str:
    """Where its query opens."""
    amara = scene.signed_in("amara").opens(at)
    item = amara.page.partition('id="query-')[2].partition('"')[0]
    return f"{at}/review/queries/{item}"


def test_a_named_member_opens_the_query_while_the_review_goes_on_and_each_look_is_told(
    scene: Scene,
) -> None:
    sam = interface_physio(scene).is_at("/meetings")
    at, query = review(scene)
    where = opened(scene, at)
    sam.opens(at).never_sees(*CANARIES, f"Open {query}")
    sam.opens(where).is_refused(409).sees("not before").never_sees(*CANARIES)
    sam.opens(f"/desk/{query}").is_refused(403)

    scene.world.phones.advance(TO_REVIEW)
    sam = scene.signed_in_by(SAM).opens(at).follows(f"Open {query}")
    sam.sees("You were named for this case review", "Edith Larkspur", "Night pain in the back")
    told = scene.signed_in("chidi").opens(f"/desk/{query}/seen")
    told.sees("The query, at a case review", "Sam Example")
    told.sees("At a case review, for which a chair had named them")
    with scene.world.ledger.look("test") as work:
        looked = col(TrailEntry.action) == "review.looked"
        assert len(work.session.exec(select(TrailEntry).where(looked)).all()) == 1

    scene.world.phones.advance(3600)
    scene.signed_in_by(SAM).opens(where).is_refused(409).sees("is over").never_sees(*CANARIES)


def test_nobody_else_opens_it_not_even_who_leads_it(scene: Scene) -> None:
    interface_physio(scene)
    at, _ = review(scene)
    where = opened(scene, at)
    scene.world.phones.advance(TO_REVIEW)
    for who in ("ben", "chidi", "amara"):
        scene.signed_in(who).opens(where).is_refused(404).never_sees(*CANARIES)
    scene.browser().opens(where).never_sees(*CANARIES)


def test_what_both_have_not_signed_opens_to_nobody(scene: Scene) -> None:
    interface_physio(scene)
    at, _ = review(scene)
    where = opened(scene, at)
    again = scene.advised(patient_name="Oren Whitlock", nhs_number="999 000 0026")
    scene.signed_in("ben").opens(at).presses("Put it on the agenda", reference=again)
    scene.world.phones.advance(TO_REVIEW)
    sam = scene.signed_in_by(SAM).opens(where).is_refused(409)
    sam.sees("Both chairs sign the agenda first").never_sees(*CANARIES)


def test_a_chair_takes_a_member_off_and_closes_the_review(scene: Scene) -> None:
    interface_physio(scene)
    at, query = review(scene)
    where = opened(scene, at)
    scene.world.phones.advance(TO_REVIEW)
    amara = scene.signed_in("amara").opens(at).presses("Take Sam Example off")
    scene.signed_in_by(SAM).opens(where).is_refused(404).never_sees(*CANARIES)
    amara.opens(at).presses("Name them", person="sam")
    scene.signed_in_by(SAM).opens(where).sees("Edith Larkspur")
    amara.opens(at).presses("Close the review now").sees("A chair closed this case review")
    sam = scene.signed_in_by(SAM).opens(where).is_refused(409).never_sees(*CANARIES)
    sam.opens(at).never_sees(f"Open {query}")


@pytest.mark.hazard("H08")
def test_only_a_chair_names_members_and_only_clinicians(scene: Scene) -> None:
    interface_physio(scene)
    at, _ = review(scene)
    form = scene.signed_in("amara").opens(at).form("Name them")
    chidi = scene.signed_in("chidi").opens(at)
    assert "Name them" not in chidi.page
    token = chidi.form("Put it on the agenda").fields["form_token"]
    chidi.posts(form.action, {"person": "ben", "form_token": token}).is_refused(409)
    scene.world.set_up(
        'version = 1\n[[staff]]\nkey = "olu"\nname = "Olu Example"\nmobile = "+447700900777"\n'
        'email = "olu@example.org"\nroles = ["educator"]\n'
    )
    amara = scene.signed_in("amara").opens(at)
    assert 'value="olu"' not in amara.page
    amara.presses("Name them", person="olu").is_refused(422).sees("Choose somebody from the list")


def test_what_is_decided_is_an_addendum_and_goes_back_to_who_asked(scene: Scene) -> None:
    interface_physio(scene)
    at, _ = review(scene)
    scene.world.phones.advance(TO_REVIEW)
    amara = scene.signed_in("amara").opens(at).sees("No advice was signed since the review began")
    before = len(scene.mails(ELM_ROAD_MAIL))
    amara.follows("Write what is decided as advice").presses(
        "Save and send",
        advice="MRI, and the interface clinic sees her within two weeks.",
        addendum_reason="Decided at the case review.",
    )
    scene.world.settle()
    amara.opens(at).sees("Decided: version 2", "Sent to who asked", "not acknowledged yet")
    assert len(scene.mails(ELM_ROAD_MAIL)) > before
    letter = scene.reading()
    letter.sees("interface clinic sees her within two weeks")


def test_its_queries_are_ordered_timed_and_signed_again(scene: Scene) -> None:
    interface_physio(scene)
    at, query = review(scene)
    second = scene.advised(patient_name="Oren Whitlock", nhs_number="999 000 0026")
    ben = scene.signed_in("ben").opens(at).presses("Put it on the agenda", reference=second)
    assert ben.page.index(f'plan">{query}') < ben.page.index(f'plan">{second}')
    ben.sees("2, 16 of 60 minutes").presses("Up")
    assert ben.page.index(f'plan">{second}') < ben.page.index(f'plan">{query}')
    stale = scene.signed_in("amara").opens(at).follows("Minutes and presenter")
    ben.opens(stale.address).presses("Keep", minutes="0").is_refused(422).sees("whole minutes")
    ben.presses("Keep", minutes="50", presenter="sam").sees("50 minutes · presented by Sam")
    ben.sees("58 of 60 minutes", "not signed as it is now")
    stale.presses("Keep", minutes="15").is_refused(422).sees("Ben Example has changed this agenda")
    stale.presses("Keep").sees("15 minutes")
    for who in ("amara", "ben"):
        scene.signed_in(who).opens(at).presses("Sign this agenda")
    scene.signed_in_by(SAM).opens(at).never_sees("Minutes and presenter", ">Up<")
    scene.world.phones.advance(TO_REVIEW)
    amara = scene.signed_in("amara").opens(at).never_sees("Minutes and presenter", ">Down<")
    scene.signed_in("ben").opens(stale.address).sees("15 minutes").never_sees("Keep</button>")
    amara.sees("Write what")


@pytest.mark.hazard("H08")
def test_what_it_came_to_is_followed_until_it_is_done_and_names_no_patient(scene: Scene) -> None:
    interface_physio(scene)
    at, query = review(scene)
    plan = f"{opened(scene, at)}/plan"
    scene.signed_in_by(SAM).opens(plan).sees("has not begun").never_sees("Agree on it")
    scene.world.phones.advance(TO_REVIEW)
    sam = scene.signed_in_by(SAM).opens(at).follows(f"Write what {query} came to")
    sam.presses("Keep what it came to", outcome="stands").sees("The advice stands as it is.")
    todo = {"what": "Ring Mrs Larkspur about her clinic", "owner": "ben", "by_day": "2026-12-09"}
    sam.presses("Agree on it", **todo).is_refused(422).sees("by which the patient is known")
    assert "Ring Mrs Larkspur" in sam.page
    sam.presses("Agree on it", **todo | {"what": "Offer the Thursday clinic"})
    sam.sees("Offer the Thursday clinic", "Ben Example, by")

    scene.world.set_up(
        'version = 1\n[[staff]]\nkey = "olu"\nname = "Olu Example"\nmobile = "+447700900777"\n'
        'email = "olu@example.org"\nroles = ["educator", "service_lead"]\n'
    )
    olu = scene.signed_in_by("+447700900777")
    for page in (at, plan, "/meetings", f"{at}/minutes"):
        olu.opens(page).never_sees("Thursday clinic", *CANARIES)
    scene.signed_in("amara").opens("/meetings").sees("To do (1)", query, "Thursday clinic")

    on = KeepingOn(scene.world.service.ledger)
    scene.world.phones.advance(5 * DAY)
    assert (on.remind(), on.remind()) == (1, 0)
    scene.world.settle()
    (mail,) = [each for each in scene.mails("ben@example.org") if "agreed waits" in each.subject]
    for word in (*CANARIES, query, "clinic"):
        assert word not in mail.text
    scene.signed_in("ben").opens("/meetings").presses("Done").sees("To do (0)")
    scene.signed_in_by(SAM).opens(at).sees("Thursday clinic", "done by Ben Example")
    pack = scene.signed_in("amara").client.get("/library/month/2026-12/md").text
    assert "Thursday clinic" not in pack
    assert "What the meeting of" not in pack, "a case review is no meeting that taught"


def test_it_invites_who_takes_part_alone_and_says_nothing_of_its_queries(scene: Scene) -> None:
    interface_physio(scene)
    at, query = review(scene)
    assert invites(scene) == 3
    (mail,) = scene.mails("sam@example.org")
    assert "open on its page" in mail.text
    for word in (*CANARIES, "back", "MRI", query):
        assert word not in mail.text
    assert not [each for each in scene.mails("chidi@example.org") if "Spine review" in each.subject]
    amara = scene.signed_in("amara").opens(f"{at}/present").is_refused(409)
    amara.opens(f"{at}/minutes").sees("in the advice of each query")


def test_a_reference_that_fits_nothing_is_told_beside_it(scene: Scene) -> None:
    interface_physio(scene)
    at, query = review(scene)
    ben = scene.signed_in("ben").opens(at)
    ben.presses("Put it on the agenda", reference="K7Q2-M9FX").is_refused(422)
    ben.sees("No query of this line has this reference")
    ben.presses("Put it on the agenda", reference=query).is_refused(422)
    ben.sees("stands on its agenda already")
    ben.opens(at).presses(f"Take {query} off").sees(
        "Queries (0, 0 of 60 minutes)", "not signed as it is now"
    )

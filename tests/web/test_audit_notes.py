"""What a lead writes beside figures, and which queries a figure counts (H18)."""

from datetime import date

import pytest
from sqlmodel import col, select

from advice_line.tables.ledger import TrailEntry
from tests.audit import as_counted
from tests.web.people import Scene
from tests.web.test_audit_pages import OCTOBER, weekdays

pytestmark = pytest.mark.hazard("H18")
AT = "/audit/measures/utilisation.queries"
GUIDELINE = "New guideline <b>for</b> backs"


def steady(scene: Scene) -> None:
    ledger = scene.world.service.ledger
    days = weekdays(date(2025, 4, 1), date(2026, 11, 1))
    as_counted.queries(ledger, [(day, 1, {}) for day in days])
    as_counted.figures(ledger)


def test_what_happened_stands_on_the_chart_until_it_is_taken_back(scene: Scene) -> None:
    steady(scene)
    lead = scene.signed_in("chidi").opens(AT)
    lead.presses(
        "Write it on the charts", day="2026-03-09", happened="New guideline <b>for</b> backs"
    )
    lead.is_at(f"{AT}?line=hotdoc&period=2026-10#beside").sees(
        f"9 March 2026: {GUIDELINE}", "Mark 1, Mar 26: New guideline"
    ).never_sees("<b>for</b>")
    lead.opens("/audit/measures/access.volume").sees("9 March 2026")
    lead.presses("Take it back").never_sees("New guideline")


def test_limits_begin_anew_from_a_period_with_a_reason(scene: Scene) -> None:
    steady(scene)
    lead = scene.signed_in("chidi").opens("/audit")
    small = "Too few periods to say what is chance"
    before = lead.text.count(small)
    lead.opens(AT)
    typed = {"from": "2026-07", "reason": "A second line opened"}
    lead.presses("Begin the limits anew", **typed)
    assert lead.status == 422
    lead.sees("There is a problem", "From 2026-07 on 4 months are told, of 12 that limits need")
    lead.never_sees("Limits begin anew from 2026-07").opens(AT).never_sees("A second line opened")
    lead.presses("Begin the limits anew", **typed)
    lead.presses("Begin the limits anew", few="yes")
    lead.sees("Limits begin anew from 2026-07: A second line opened")
    lead.sees("A Jul 26: limits begin anew. A second line opened", "too few for limits")
    lead.sees("From Jul 26: 4 points, too few for limits: they need 12.")
    lead.opens("/audit/measures/access.volume").never_sees("A second line opened")
    assert lead.opens("/audit").text.count(small) == before + 1, "two charts of one figure differ"


def test_limits_that_keep_points_enough_begin_anew_at_once(scene: Scene) -> None:
    steady(scene)
    lead = scene.signed_in("chidi").opens(AT)
    lead.presses("Begin the limits anew", **{"from": "2025-11", "reason": "A second line opened"})
    lead.sees("Limits begin anew from 2025-11: A second line opened").never_sees("all the same")


@pytest.mark.parametrize(
    ("button", "fields", "says"),
    [
        ("Write it on the charts", {"day": "", "happened": "Moved"}, "Say on which day"),
        (
            "Write it on the charts",
            {"day": "2027-01-01", "happened": "Moved"},
            "that has come",
        ),
        ("Write it on the charts", {"day": "2026-03-09", "happened": " "}, "what happened."),
        (
            "Write it on the charts",
            {"day": "2026-03-09", "happened": "About 999 000 0018"},
            "Figures are of no patient",
        ),
        ("Begin the limits anew", {"from": "soon", "reason": "Moved"}, "is no period"),
        ("Begin the limits anew", {"from": "2026-11", "reason": "Moved"}, "that is over"),
        ("Begin the limits anew", {"from": "2026-07", "reason": ""}, "Say why"),
    ],
)
def test_what_cannot_stand_is_said_and_nothing_typed_is_lost(
    scene: Scene, button: str, fields: dict[str, str], says: str
) -> None:
    lead = scene.signed_in("chidi").opens(AT).presses(button, **fields)
    assert lead.status == 422
    lead.sees(says)
    for typed in fields.values():
        assert f'value="{typed.strip()}"' in lead.page


def test_whoever_does_not_lead_reads_notes_and_writes_none(scene: Scene) -> None:
    steady(scene)
    scene.signed_in("chidi").opens(AT).presses(
        "Write it on the charts", day="2026-03-09", happened="New guideline"
    )
    scene.signed_in("ben").opens(AT).sees("New guideline").never_sees("Write it on the charts")


def test_the_queries_behind_a_figure_are_for_who_may_open_them_and_each_look_is_kept(
    scene: Scene,
) -> None:
    ledger = scene.world.service.ledger
    as_counted.calls(ledger, [(OCTOBER[0], 1, {}), (OCTOBER[1], 2, {"answered": False})])
    references = [each["reference"] for each in scene.world.queries()]
    as_counted.queries(ledger, [(OCTOBER[0], 1, {})])
    as_counted.figures(ledger)
    reader = scene.signed_in("amara").opens("/audit/measures/access.answered")
    reader.follows("The queries behind this figure").sees(*references)
    assert f'href="/desk/{references[0]}"' in reader.page
    with ledger.look("test") as work:
        wanted = select(TrailEntry).where(col(TrailEntry.action) == "audit.behind")
        (line,) = work.session.exec(wanted).all()
        assert (line.actor, line.detail["shown"]) == ("responder:amara", 3)
        work.let_go()
    reader.opens("/audit/measures/rota.fill/queries").is_refused(404)


def test_who_only_pays_or_teaches_sees_no_query_behind_a_figure(scene: Scene) -> None:
    as_counted.calls(scene.world.service.ledger, [(OCTOBER[0], 1, {})])
    as_counted.figures(scene.world.service.ledger)
    for role, mobile in (("commissioner", "+447700900778"), ("educator", "+447700900779")):
        scene.world.set_up(
            f'version = 1\n[[staff]]\nkey = "{role}"\nname = "Cam Example"\n'
            f'mobile = "{mobile}"\nemail = "{role}@example.org"\nroles = ["{role}"]\n'
        )
        somebody = scene.signed_in_by(mobile).opens("/audit/measures/access.answered")
        somebody.never_sees("The queries behind this figure")
        for measure in ("access.answered", "utilisation.queries"):
            address = f"/audit/measures/{measure}"
            somebody.opens(address).never_sees(" 1 of 1", "Queries 1 ", "references")
            somebody.opens(f"{address}/queries").is_refused(403)
            somebody.never_sees(*(each["reference"] for each in scene.world.queries()))

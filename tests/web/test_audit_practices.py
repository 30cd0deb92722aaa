"""One practice over its quarters, and practices against each other in a funnel: by what tables of
all practices tell (H18)."""

from datetime import date
from typing import Any

import pytest

from advice_line.audit.figures import breaking_down
from advice_line.audit.figures.labelled import Labelled
from advice_line.audit.figures.told import State
from advice_line.audit.measures import every
from advice_line.audit.periods import read
from advice_line.audit.shown import one_practice
from advice_line.audit_kinds import Dimension
from advice_line.directory import lookups
from advice_line.directory.as_it_was import Practices
from advice_line.tables.directory import Organisation
from tests.audit import as_counted
from tests.web.people import Scene
from tests.web.test_audit_pages import weekdays

pytestmark = pytest.mark.hazard("H18")
SPRING = weekdays(date(2026, 4, 1), date(2026, 7, 1))
SUMMER = weekdays(date(2026, 7, 1), date(2026, 10, 1))
ELM, OAK = 1, 2
AT = "/audit/practices/Y99001"
FUNNEL = "/audit/measures/referrals.referred?by=practice&period=2026-Q3"


def asked(
    scene: Scene, organisation: int, days: list[date], each_day: int = 1, **facts: Any
) -> None:
    as_counted.queries(
        scene.world.service.ledger,
        [(day, each_day, {"organisation_id": organisation, **facts}) for day in days],
    )


def counted(scene: Scene) -> None:
    as_counted.figures(scene.world.service.ledger)


def test_a_practice_is_seen_over_its_quarters_as_tables_tell_it(scene: Scene) -> None:
    for days in (SPRING, SUMMER):
        for each in (ELM, OAK):
            asked(scene, each, days, 2, would_have="referred")
            asked(scene, each, days, 1, would_have="watched")
    counted(scene)
    lead = scene.signed_in("chidi").opens(FUNNEL)
    lead.follows("Elm Road Surgery").is_at(f"{AT}?line=hotdoc&period=2026-Q3")
    lead.sees("Y99001", "list size not known", "April to June 2026", "July to September 2026")
    lead.sees(
        "Queries from practices 195 198",
        "Would have referred 66.7% 130 of 195 66.7% 132 of 198",
        "Would have watched",
    )
    lead.opens(f"{AT}?period=2026-W40").sees("July to September 2026, and the quarter before")
    lead.opens("/audit/practices/Y00000").is_refused(404)


def test_what_of_a_practice_is_few_is_not_told_nor_what_hides_it(scene: Scene) -> None:
    asked(scene, ELM, SUMMER[:3])
    asked(scene, OAK, SUMMER)
    counted(scene)
    lead = scene.signed_in("chidi")
    for code, few in (("Y99001", "practices 3"), ("Y99002", "practices 66")):
        lead.opens(f"/audit/practices/{code}?period=2026-Q3").sees(
            "Queries from practices Not told"
        )
        lead.never_sees(few)


def test_that_a_practice_asked_nothing_is_told_only_beside_others_that_are(scene: Scene) -> None:
    """In spring nobody is told: "0" would leave the 3 to the others."""
    asked(scene, ELM, SPRING[:3])
    asked(scene, ELM, SUMMER)
    counted(scene)
    oak = scene.signed_in("chidi").opens("/audit/practices/Y99002?period=2026-Q3")
    oak.sees("Queries from practices Not told 0")


def test_a_practice_that_became_part_of_another_is_counted_there(scene: Scene) -> None:
    asked(scene, ELM, SUMMER)
    asked(scene, OAK, SUMMER)
    counted(scene)
    with scene.world.service.ledger.work("test") as work:
        work.update(work.session.get_one(Organisation, OAK), merged_into_id=ELM)
        work.update(work.session.get_one(Organisation, ELM), list_size=7000)
    oak = scene.signed_in("chidi").opens("/audit/practices/Y99002?period=2026-Q3")
    oak.sees("It is part of another practice now").never_sees("Quarter by quarter")
    oak.follows("Elm Road Surgery").sees("Counted with it: Oak Lane Surgery", "7,000 patients")
    oak.sees("132 18.9 per 1,000")


def test_what_was_told_before_two_became_one_stays_and_the_page_says_so(scene: Scene) -> None:
    for each in (ELM, OAK):
        asked(scene, each, SUMMER, each)
    counted(scene)
    with scene.world.service.ledger.work("test") as work:
        oak = work.session.get_one(Organisation, OAK)
        work.update(oak, merged_into_id=ELM, merged_at=work.now)
    counted(scene)
    page = scene.signed_in("chidi").opens("/audit/practices/Y99002?period=2026-Q3")
    page.sees("It is part of another practice now", "Queries from practices 132")
    since = "Oak Lane Surgery has been part of Elm Road Surgery since"
    page.follows("Elm Road Surgery").sees("Queries from practices 66", since)
    page.opens("/audit/measures/utilisation.practices?by=practice&period=2026-Q3")
    page.sees("Elm Road Surgery 66", "Oak Lane Surgery 132", since, "stay as they were asked")


def test_practices_lie_in_a_funnel_where_they_are_told(scene: Scene) -> None:
    for each in (ELM, OAK):
        asked(scene, each, SUMMER, 2, would_have="referred")
        asked(scene, each, SUMMER, each, would_have="watched")
    counted(scene)
    lead = scene.signed_in("chidi").opens(FUNNEL)
    lead.sees("Would have referred by practice", "No order of merit", "All together 57.1%")
    lead.sees("1 Elm Road Surgery 2 Oak Lane Surgery", "Elm Road Surgery 66.7% 198").never_sees(
        "best", "worst", "league"
    )
    lead.opens(FUNNEL.replace("referrals.referred", "utilisation.practices"))
    lead.never_sees("No order of merit")


def test_no_practice_that_is_not_told_is_in_the_funnel(scene: Scene) -> None:
    asked(scene, ELM, SUMMER, would_have="referred")
    asked(scene, OAK, SUMMER, would_have="referred")
    asked(scene, OAK, SUMMER[:3], would_have="watched")
    counted(scene)
    scene.signed_in("chidi").opens(FUNNEL).never_sees("No order of merit", "66 of 69", "95.7%")


def test_read_at_once_tables_say_what_they_say_one_by_one(scene: Scene) -> None:
    for each in (ELM, OAK):
        asked(scene, each, SUMMER[: 30 * each], would_have="referred", helped=True)
        asked(scene, each, SUMMER[:9], would_have="watched", advised_as="imaging_not_advised")
        as_counted.calls(
            scene.world.service.ledger,
            [(day, 1, {"organisation_id": each, "answered": day.day > 9}) for day in SUMMER],
        )
    counted(scene)
    period, by, small = read("2026-Q3"), Dimension.PRACTICE, as_counted.SMALL
    with scene.world.service.ledger.look("test") as work:
        line = lookups.lines(work.session)[0]
        labelled = Labelled(work, line, period, by, small, Practices.read(work))
        measures = [each for each in every.MEASURES if by in each.by]
        assert set(one_practice.MEASURES) <= set(measures)
        at_once = breaking_down.told_at_once(labelled, measures)
        for measure in measures:
            rows = breaking_down.broken(work, line, period, measure, by, small).rows
            listed = {row.label: row.told for row in rows}
            assert listed.items() <= at_once[measure.id].items(), measure.id
            left = {of.state for label, of in at_once[measure.id].items() if label not in listed}
            assert left <= {State.UNTOLD}, measure.id
        work.let_go()


def test_who_asked_is_not_known_where_each_of_those_would_be_one(scene: Scene) -> None:
    """Two asked once each, of a total of two: of who did not ask no nought is told either."""
    for each in (ELM, OAK):
        asked(scene, each, SUMMER[:1])
    as_counted.figures(scene.world.service.ledger, small=2)
    with scene.world.service.ledger.work("test") as work:
        work.add(Organisation(key="Y99099", name="Silent Surgery", kind="practice"))
    lead = scene.signed_in("chidi").opens("/audit?period=2026-Q3").sees("Queries from practices 2")
    for code in ("Y99001", "Y99099"):
        lead.opens(f"/audit/practices/{code}?period=2026-Q3").sees(
            "Queries from practices Not told"
        )

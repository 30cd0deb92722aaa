"""A practice's own figures: its own in full, of others nothing that is few (H18)."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from advice_line.kinds import Channel
from advice_line.tables.directory import Organisation
from advice_line.tables.practices import PracticeMember
from tests.audit import as_counted
from tests.practices.practices import KIM, MANAGER, Practices
from tests.web.test_audit_pages import weekdays

pytestmark = pytest.mark.hazard("H18")
SUMMER = weekdays(date(2026, 7, 1), date(2026, 10, 1))
AT = "/practice/figures"
ELM, OAK = 1, 2


def others(practices: Practices, many: int) -> list[int]:
    """So many further practices; their ids."""
    with practices.scene.world.service.ledger.work("test") as work:
        rows = [
            work.add(Organisation(key=f"Y9910{n}", name=f"Further {n}", kind="practice"))
            for n in range(many)
        ]
        return [row.id or 0 for row in rows]


def asked(practices: Practices, organisation: int, many: int, **facts: Any) -> None:
    as_counted.queries(
        practices.scene.world.service.ledger,
        [(day, 1, {"organisation_id": organisation, **facts}) for day in SUMMER[:many]],
    )


def test_a_practice_sees_its_own_few_beside_the_whole_line(practices: Practices) -> None:
    asked(practices, ELM, 3, would_have="referred", helped=True)
    asked(practices, ELM, 1, would_have="watched", channel=Channel.EMAIL)
    for each in (OAK, *others(practices, 5)):
        asked(practices, each, 6, would_have="referred", helped=True)
        asked(practices, each, 6, would_have="watched", channel=Channel.EMAIL)
    as_counted.figures(practices.scene.world.service.ledger)
    kim = practices.joins(KIM, MANAGER).follows("Your figures")
    kim.sees("July to September 2026", "Your practice asked 4 your list size is not known")
    kim.sees("Other practices that asked: about 12 each")
    kim.sees("Would have referred 75% 3 of 4", "Would have referred 75% 3 of 4 51.3% 39 of 76")
    kim.sees("Email 25% 1 of 4 48.7% 37 of 76", "Advice that helped")
    kim.never_sees("Further", "Oak Lane")


def test_where_few_others_asked_nothing_of_them_is_told(practices: Practices) -> None:
    asked(practices, ELM, 8, would_have="referred")
    asked(practices, OAK, 9, would_have="referred")
    as_counted.figures(practices.scene.world.service.ledger)
    kim = practices.joins(KIM, MANAGER).opens(AT)
    kim.sees("Your practice asked 8", "Too few other practices asked", "100% 8 of 8")
    kim.never_sees("of 17", "9 each")


def test_what_would_leave_few_others_is_not_told(practices: Practices) -> None:
    """Of 45 that would have been referred 42 are Elm Road's."""
    asked(practices, ELM, 42, would_have="referred")
    asked(practices, ELM, 10, would_have="watched")
    asked(practices, OAK, 3, would_have="referred")
    for each in others(practices, 6):
        asked(practices, each, 9, would_have="watched", channel=Channel.EMAIL)
    as_counted.figures(practices.scene.world.service.ledger)
    kim = practices.joins(KIM, MANAGER).opens(AT)
    kim.sees("Would have referred 80.8% 42 of 52", "Not told")
    kim.never_sees("45 of 109", "55 of 109")


def test_one_that_was_merged_counts_with_what_it_became(practices: Practices) -> None:
    asked(practices, ELM, 3)
    asked(practices, OAK, 2)
    ledger = practices.scene.world.service.ledger
    as_counted.figures(ledger)
    with ledger.work("test") as work:
        work.update(work.session.get_one(Organisation, OAK), merged_into_id=ELM)
        work.update(work.session.get_one(Organisation, ELM), list_size=4000)
    kim = practices.joins(KIM, MANAGER).opens(AT)
    kim.sees("Your practice asked 5 1.25 per 1,000 patients", "Counted with it: Oak Lane Surgery")


def test_only_quarters_that_are_over_have_figures(practices: Practices) -> None:
    asked(practices, ELM, 3)
    as_counted.figures(practices.scene.world.service.ledger)
    kim = practices.joins(KIM, MANAGER)
    month = kim.opens(f"{AT}?period=2026-09")
    assert month.status == 422
    month.sees("A practice's figures are of quarters, such as 2026-Q3.")
    kim.opens(f"{AT}?period=2026-Q4").sees("This period is not over.").never_sees("asked 3")
    kim.opens(f"{AT}?period=2026-Q1").sees("Before the line was first asked")
    kim.opens(f"{AT}?line=nowhere").is_refused(404)


def test_whoever_is_of_the_practice_no_more_sees_none(practices: Practices) -> None:
    asked(practices, ELM, 3)
    kim = practices.joins(KIM, MANAGER)
    with practices.scene.world.service.ledger.work("test") as work:
        work.update(work.session.get_one(PracticeMember, 1), ended_at=work.now)
    kim.opens(AT).never_sees("Your practice asked")


def test_of_how_many_others_it_is_not_known_is_told_nowhere(practices: Practices) -> None:
    asked(practices, ELM, 8, helped=True)
    asked(practices, ELM, 10)
    for each in (OAK, *others(practices, 5)):
        asked(practices, each, 6, helped=True)
        asked(practices, each, 5, helped=False)
    asked(practices, OAK, 3)
    as_counted.figures(practices.scene.world.service.ledger)
    kim = practices.joins(KIM, MANAGER).opens(AT)
    kim.sees("8 of 8 (known 8 of 18 (44.4%))").never_sees("known 74")


def test_who_is_of_two_practices_cannot_take_both_away(practices: Practices) -> None:
    for each in (ELM, OAK, *others(practices, 5)):
        asked(practices, each, 9, would_have="referred")
    as_counted.figures(practices.scene.world.service.ledger)
    kim = practices.joins(KIM, MANAGER)
    with practices.scene.world.service.ledger.work("test") as work:
        (of_elm,) = work.session.exec(select(PracticeMember)).all()
        also = of_elm.model_dump(exclude={"id", "public_id"}) | {"organisation_id": OAK}
        work.add(PracticeMember(**also))
    kim.opens(AT).sees("You are of several practices", "9 of 9").never_sees("of 63")


def test_a_row_that_others_alone_have_does_not_stand_there_untold(practices: Practices) -> None:
    asked(practices, ELM, 15, question_type="which", acknowledged=True)
    asked(practices, ELM, 5, question_type="which", acknowledged=False)
    kinds = ("whether", "how_soon", "result", "next", "safety")
    for each, kind in zip(others(practices, 5), kinds, strict=True):
        asked(practices, each, 1, question_type=kind, acknowledged=True)
    as_counted.figures(practices.scene.world.service.ledger)
    kim = practices.joins(KIM, MANAGER).opens(AT)
    kim.sees("Kind of question Your practice The whole line Which imaging 100% 20 of 20 Not told")

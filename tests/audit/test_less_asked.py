"""Whether less is asked on a subject once a page of guidance on it is published."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col

from advice_line.audit import periods
from advice_line.audit.figures import counting
from advice_line.audit.measures import every, guidance
from advice_line.audit.measures.definition import Raw
from advice_line.directory import lookups
from advice_line.kinds import CaseState
from advice_line.tables.cases import Case
from advice_line.tables.guidance import Guidance, GuidanceVersion
from tests.audit.counted import Counted

DAY = timedelta(days=1)
PUBLISHED = datetime(2026, 3, 10, 9, tzinfo=UTC)


def page(counted: Counted) -> None:
    with counted.world.ledger.work("test") as work:
        row = work.add(
            Guidance(
                key="back-pain",
                title="Back pain",
                address="",
                owner="Chidi",
                review_on=PUBLISHED.date(),
                body_areas=["spine"],
            )
        )
        work.session.flush()
        for number, at in ((1, PUBLISHED), (2, PUBLISHED + 200 * DAY)):
            work.add(
                GuidanceVersion(
                    guidance_id=row.id or 0,
                    number=number,
                    title="Back pain",
                    summary="",
                    body="No film.",
                    changed="Written.",
                    author="Chidi",
                    saved_at=at,
                    published_at=at,
                )
            )


def asked(
    counted: Counted,
    times: int,
    at: datetime,
    topic: str = "spine",
    state: CaseState = CaseState.DRAFT,
) -> None:
    with counted.world.ledger.work("test") as work:
        line = lookups.lines(work.session)[0]
        for _ in range(times):
            work.add(Case(line_id=line.id or 0, born_at=at, state=state, topic=topic))


def told(counted: Counted, period: str = "2026-03") -> Raw:
    with counted.world.ledger.look("test") as work:
        line = lookups.lines(work.session)[0]
        measures = [every.BY_ID["education.guidance"]]
        (found,) = counting.count(work, line, periods.read(period), measures).values()
        return found


BEFORE, AFTER = PUBLISHED - DAY, PUBLISHED + DAY


@pytest.mark.parametrize(
    ("before", "after", "less"),
    [(12, 4, Raw(1, 1, 1)), (12, 12, Raw(0, 1, 1)), (9, 0, Raw(0, 0, 1))],
)
def test_less_is_asked_or_not_or_too_little_was_asked_to_say(
    counted: Counted, before: int, after: int, less: Raw
) -> None:
    page(counted)
    asked(counted, before, BEFORE)
    asked(counted, after, AFTER)
    assert told(counted) == less


def test_a_page_is_of_the_period_in_which_it_first_stood(counted: Counted) -> None:
    page(counted)
    assert [told(counted, each).eligible for each in ("2026-02", "2026-03", "2026-09")] == [0, 1, 0]


def test_nothing_is_said_before_as_long_has_gone_by_after_as_before(counted: Counted) -> None:
    page(counted)
    asked(counted, 12, BEFORE)
    now = counted.world.ledger.clock.now()
    with counted.world.ledger.work("test") as work:
        published = now - guidance.SPAN + DAY
        work.change(GuidanceVersion, col(GuidanceVersion.number) == 1, published_at=published)
        work.change(Case, col(Case.topic) == "spine", born_at=published - DAY)
    period = f"{published:%Y-%m}"
    assert told(counted, period) == Raw(0, 0, 1)
    counted.world.phones.advance(2 * DAY.total_seconds())
    assert told(counted, period) == Raw(1, 1, 1)


def test_what_is_about_something_else_or_was_objected_to_or_long_ago_is_not_of_it(
    counted: Counted,
) -> None:
    page(counted)
    asked(counted, 12, BEFORE)
    asked(counted, 12, AFTER, topic="chest")
    asked(counted, 12, AFTER, state=CaseState.OBJECTED)
    asked(counted, 12, PUBLISHED + guidance.SPAN + DAY)
    assert told(counted) == Raw(1, 1, 1)


def test_a_page_of_no_body_area_is_of_no_subject(counted: Counted) -> None:
    page(counted)
    with counted.world.ledger.work("test") as work:
        work.change(Guidance, col(Guidance.title) == "Back pain", body_areas=[])
    assert told(counted) == Raw(0, 0, 0)

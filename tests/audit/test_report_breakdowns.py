"""Reports by channel, practice and the like: nobody who has all of a line's reports works out of
them what one of them withholds (H18); and what was written beside its charts is in them."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlmodel import select

from advice_line.audit import periods
from advice_line.audit.disclosure.few import few
from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures import label_words
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.figures.told import State
from advice_line.audit.periods import Period
from advice_line.audit.reports import by_label, charts, gathering, keeping
from advice_line.audit.reports.content import Breakdown, Report
from advice_line.audit.reports.gathering import Manner
from advice_line.audit_kinds import ChartReading, Dimension
from advice_line.kinds import Channel
from advice_line.rules.asker_roles import AskerRole
from advice_line.rules.outcomes import Outcome
from advice_line.tables.audit_notes import AuditNote, AuditRebase
from advice_line.tables.directory import Line, Organisation
from advice_line.written_kinds import WouldHaveDone
from tests.audit.filled import fill_each
from tests.audit.reckoning import Sums
from tests.stories.world import World, world

pytestmark = pytest.mark.hazard("H18")
SMALL = 5
MANNER = Manner(SMALL, ChartReading.EXCEL, "", "")
JULY, NOVEMBER = date(2026, 7, 1), date(2026, 11, 1)
MONTHS = [periods.read(f"2026-{month:02}") for month in (7, 8, 9, 10)]
QUARTER = periods.read("2026-Q3")
QUERIES, KINDS = "utilisation.queries", "appropriateness.kinds"
OF_PRACTICES = "utilisation.practices"
REFERRED, AVOIDED = "referrals.referred", "outcomes.imaging_avoided"
COLUMNS = {
    Dimension.CHANNEL: "channel",
    Dimension.ASKER_ROLE: "asker_role",
    Dimension.QUESTION_TYPE: "question_type",
    Dimension.NETWORK: "network",
    Dimension.PRACTICE: "practice",
}
KNOWN = (
    Outcome.IMAGING_NOT_ADVISED, Outcome.IMAGING_ADVISED, Outcome.IMAGING_CONFIRMED,
    Outcome.NO_IMAGING_NEEDED,
)  # fmt: skip
COUNTED: dict[str, dict[str, Callable[[dict[str, Any]], bool]]] = {
    QUERIES: {"up": lambda _: True},
    KINDS: {"up": lambda _: True},
    OF_PRACTICES: {"up": lambda _: True},
    REFERRED: {
        "up": lambda of: of["would_have"] == WouldHaveDone.REFERRED,
        "down": lambda of: of["would_have"] is not None,
    },
    AVOIDED: {
        "up": lambda of: of["advised_as"] == Outcome.IMAGING_NOT_ADVISED,
        "down": lambda of: of["advised_as"] in KNOWN,
    },
}
# Room for every cell of the four months.
SPACE = 500
Row = tuple[date, dict[str, Any]]
# A measure's number over a period, of those with a label where there is one.
Cell = tuple[str, str, str, Dimension | None, str]
NAMES = {number: f"Practice {number}" for number in range(9)}


@pytest.fixture
def made(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    path = tmp_path / "reports.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with world(f"sqlite:///{path}") as found:
        yield found


def filled(made: World, seed: int) -> list[Row]:
    random = Random(seed)
    rows = list(drawn(random, practices(made)))
    named = ("practice", "network")
    facts = [(day, {k: v for k, v in of.items() if k not in named}) for day, of in rows]
    fill_each(made.ledger, "hotdoc", facts)
    Facts(made.ledger).catch_up()
    Figures(made.ledger, SMALL).catch_up()
    return rows


def practices(made: World) -> list[Organisation]:
    with made.ledger.work("test") as work:
        found = [
            Organisation(key=f"Y9910{n}", name=f"Practice {n}", kind="practice", list_size=8000,
                         network="North" if n < 5 else "South")
            for n in range(9)
        ]  # fmt: skip
        for each in found:
            work.add(each)
        work.let_go()
        return found


def drawn(random: Random, of: list[Organisation]) -> Iterator[Row]:
    """Of each label so many that some are few and others are not."""
    for number in range((NOVEMBER - JULY).days):
        for _ in range(random.choice((0, 2, 3, 4, 6))):
            practice = random.choices(range(9), [12, 8, 4, 1, 1, 9, 3, 2, 1])[0]
            would = random.choice([None, *WouldHaveDone, WouldHaveDone.REFERRED])
            facts = {
                "channel": random.choices(
                    [Channel.EMAIL, Channel.FORM, Channel.CALL, Channel.SMS], [9, 3, 1, 1]
                )[0],
                "asker_role": random.choices([*AskerRole], [9, 3, 1, 1, 1, 1, 1, 1])[0],
                "organisation_id": of[practice].id,
                "organisation_kind": of[practice].kind,
                "would_have": would,
                "advised_as": random.choice([None, *Outcome]),
                "question_type": random.choice(["whether", "whether", "which", "result", "other"]),
            }
            named = {"practice": practice, "network": of[practice].network}
            yield JULY + timedelta(days=number), facts | named


def reported(made: World, period: Period) -> Report:
    with made.ledger.look("test") as work:
        line = work.session.exec(select(Line).where(Line.key == "hotdoc")).one()
        found = gathering.gather(work, line, period, MANNER)
        work.let_go()
        return found


class Attack:
    """Sums and differences of all that stands in the reports, over the months' cells."""

    def __init__(self, rows: list[Row], reports: list[Report]) -> None:
        self.rows = rows
        self.labels = {by: sorted({called(by, of) for _, of in rows}) for by in COLUMNS}
        self.place: dict[Cell, int] = {}
        equations = list(self._added_up()) + [each for of in reports for each in self._told(of)]
        self.sums = Sums((self._row(terms), right) for terms, right in equations)

    def value(self, period: Period, *cell: Any) -> Any:
        return self.sums.value(self._row(dict.fromkeys(months(period, *cell), 1)))

    def sides(
        self, period: Period, name: str, by: Dimension, label: str
    ) -> Iterator[tuple[Any, int]]:
        """What each is worked out as, or None, and what it is; of shares, those without it too."""
        found = {w: self.value(period, name, w, by, label) for w in COUNTED[name]}
        counts = {w: self.true(period, name, w, by, label) for w in COUNTED[name]}
        yield from ((found[which], counts[which]) for which in counts)
        if "down" in counts:
            rest = dict.fromkeys(months(period, name, "down", by, label), 1)
            without = rest | dict.fromkeys(months(period, name, "up", by, label), -1)
            yield self.sums.value(self._row(without)), counts["down"] - counts["up"]

    def true(self, period: Period, name: str, which: str, by: Any = None, label: str = "") -> int:
        inside = [of for day, of in self.rows if period.first <= day < period.after]
        return sum(
            COUNTED[name][which](of) for of in inside if by is None or called(by, of) == label
        )

    def _row(self, terms: dict[Cell, int]) -> list[int]:
        found = [0] * SPACE
        for cell, factor in terms.items():
            found[self.place.setdefault(cell, len(self.place))] += factor
        return found

    def _added_up(self) -> Iterator[tuple[dict[Cell, int], int]]:
        for month in MONTHS:
            for by, name in by_label.BROKEN_DOWN:
                for which in COUNTED[name]:
                    terms = {(month.key, name, which, by, label): 1 for label in self.labels[by]}
                    yield terms | {(month.key, name, which, None, ""): -1}, 0

    def _told(self, report: Report) -> Iterator[tuple[dict[Cell, int], int]]:
        period = periods.read(report.period)
        quarterly = report.by_quarter.figures if report.by_quarter else ()
        for over, figures in ((period, report.figures), (QUARTER, quarterly)):
            for each in figures:
                if each.id in COUNTED:
                    yield from numbers(over, each, each.id)
        for part in report.breakdowns:
            for row in part.rows:
                yield from numbers(periods.read(part.period), row, part.id, part.by, row.label)


def months(period: Period, *cell: Any) -> list[Cell]:
    return [(each.key, *cell) for each in MONTHS if period.holds(each)]


def numbers(
    period: Period, told: Any, name: str, by: Any = None, label: str = ""
) -> Iterator[tuple[dict[Cell, int], int]]:
    for which, number in (("up", told.numerator), ("down", told.denominator)):
        nearly = which == "down" and getattr(told, "state", None) == State.NEARLY
        if number is not None and which in COUNTED[name] and not nearly:
            yield dict.fromkeys(months(period, name, which, by, label), 1), number


def called(by: Dimension, of: dict[str, Any]) -> str:
    return label_words.words(by, of[COLUMNS[by]], NAMES)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_report_nor_two_of_them_give_away_what_is_few(made: World, seed: int) -> None:
    rows = filled(made, seed)
    attack = Attack(rows, [reported(made, each) for each in (*MONTHS, QUARTER)])
    told = withheld = 0
    for period in (*MONTHS, QUARTER):
        for by, name in by_label.BROKEN_DOWN:
            for label in attack.labels[by]:
                cell = period, name, by, label
                for found, count in attack.sides(*cell):
                    told += found is not None
                    withheld += few(count, SMALL)
                    assert found is None or not few(count, SMALL), cell
                    assert found in (None, count)
    assert told > 100
    assert withheld > 100


def test_a_report_names_only_whom_it_tells_of(made: World) -> None:
    filled(made, 1)
    report = reported(made, MONTHS[3])
    (channels,) = of(report, QUERIES, Dimension.CHANNEL)
    assert channels.period == "2026-10"
    (practices,) = of(report, OF_PRACTICES, Dimension.PRACTICE)
    assert (practices.period, practices.label) == ("2026-Q3", "July to September 2026")
    first = practices.rows[0]
    assert first.label == "Practice 0"
    assert first.sentence == f"{first.numerator} ({first.per_1000:.2f} per 1,000 patients)"
    assert practices.untold > 0
    assert all(row.numerator is not None and row.numerator >= SMALL for row in practices.rows)
    assert of(reported(made, QUARTER), OF_PRACTICES, Dimension.PRACTICE) == [practices]
    assert reported(made, periods.read("2026-W42")).breakdowns == ()


def of(report: Report, name: str, by: Dimension) -> list[Breakdown]:
    return [each for each in report.breakdowns if (each.id, each.by) == (name, by)]


def test_what_was_written_beside_a_chart_is_in_the_report_of_then_alone(made: World) -> None:
    filled(made, 1)
    with made.ledger.work("test") as work:
        line = work.session.exec(select(Line).where(Line.key == "hotdoc")).one()
        own: dict[str, Any] = {
            "line_id": line.id,
            "made_at": work.now,
            "made_by": "r1",
            "made_name": "Dr Chidi",
        }
        work.add(AuditNote(day=date(2026, 9, 9), words="New guideline", **own))
        work.add(AuditRebase(measure=QUERIES, period="2026-10", reason="A second line", **own))
        kept = keeping.keep(work, line, gathering.gather(work, line, MONTHS[3], MANNER))
        queries = keeping.stored(kept).report.series[0]
        assert [(e.label, e.text) for e in queries.notes] == [("Sep 26", "New guideline")]
        assert [(e.label, e.reason) for e in queries.restarts] == [("Oct 26", "A second line")]
        assert "Dr Chidi" not in str(kept.content)
        below = charts.below(queries)
        assert "1: Sep 26: New guideline" in below
        assert "A: Oct 26: limits begin anew. A second line" in below
        work.let_go()


def test_a_report_of_before_is_read_as_it_was_made_and_not_made_again(made: World) -> None:
    """Those of before knew neither notes on a chart nor, in January, what stands by channel."""
    filled(made, 1)
    with made.ledger.work("test") as work:
        line = work.session.exec(select(Line).where(Line.key == "hotdoc")).one()
        report = gathering.gather(work, line, MONTHS[3], MANNER)
        bare = report.model_copy(update={"breakdowns": ()})
        row = keeping.keep(work, line, bare)
        old = dict(row.content)
        old["series"] = [{k: v for k, v in e.items() if k != "notes"} for e in old["series"]]
        work.update(row, content=old)
        assert keeping.stored(row).report == bare
        assert keeping.keep(work, line, bare).revision == 1
        assert keeping.keep(work, line, report).revision == 2
        work.let_go()

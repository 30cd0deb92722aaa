"""Facts drawn by chance, as different from each other as the life of a query and a call allows, and
which of them each measure counts: what always adds up among measures does so here."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from sqlalchemy import case, create_engine, insert, select
from sqlmodel import SQLModel, col

from advice_line.audit.figures.labelled import _COLUMNS as COLUMNS
from advice_line.audit.measures import every
from advice_line.audit.measures.definition import Each, Measure, Reckoned, Share, Spread
from advice_line.call_kinds import CallReason
from advice_line.kinds import SPOKEN, Channel, QueryState
from advice_line.ledger.once import table_of
from advice_line.rules.asker_roles import AskerRole
from advice_line.rules.outcomes import against_plan, outcome
from advice_line.tables.audit_facts import AuditCall, AuditQuery
from advice_line.tracer_kinds import Avoided, TracerOutcome
from advice_line.written_kinds import AgainstPlan, WouldHaveDone

Facts = dict[str, Any]
# Of a measure its numerator, denominator or eligible, or its sum; of all, or of one label.
Cell = tuple[str, str, str]
COUNTED = [each for each in every.MEASURES if not isinstance(each.how, Reckoned)]
_NOON = datetime(2026, 10, 5, 12, tzinfo=UTC)
# Places 1 to 5 are practices, 6 and 7 departments.
PLACES = (None, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7)
_TIMES = ("sent", "delivered", "opened", "acknowledged")


class Drawing:
    """`often` is how likely what may be so is so."""

    def __init__(self, random: Random, often: Callable[[], float] = lambda: 0.6) -> None:
        self._random = random
        self._often = often
        self._number = 0

    def query(self, day: date) -> Facts:
        place, channel = self._one_of(PLACES), self._one_of(Channel)
        made = self._common(AuditQuery, day) | {
            "channel": channel,
            "organisation_id": place,
            "organisation_kind": place and ("practice" if place < 6 else "department"),
            "asker_role": self._one_of(AskerRole),
            "urgency": self._one_of((None, "routine", "routine", "urgent")),
            "state": QueryState.CLOSED,
            "written": channel not in SPOKEN,
            "in_target": self._maybe() if self._is() else None,
            "record_owed": (owed := self._is()),
            "record_in_time": self._maybe() if owed else None,
            "messages": self._random.randrange(3),
            "messages_failed": self._random.randrange(2),
            "rings": self._random.randrange(4),
            "answer_seconds": self._random.randrange(9),
            "promises": (promises := self._random.randrange(3)),
            "promises_kept": (kept := self._random.randint(0, promises)),
            "promises_broken": self._random.randint(0, promises - kept),
        }
        ends = {
            name: 60 if self._is() else None for name in ("to_first_reply_open", "to_close_open")
        }
        made |= ends | {name: self._is() for name in ("late_entry", "reopened", "reached")}
        return made | (self._advised() if self._is() else {})

    def _advised(self) -> Facts:
        would, test = self._one_of((None, *WouldHaveDone)), self._maybe()
        happened = {name: self._is() for name in _TIMES}
        later = self._is()
        return {
            "advised": True,
            "to_advice": 90,
            "to_advice_open": 90,
            "within_scope": self._maybe(),
            "passes_checks": self._maybe(),
            "worth_it": self._maybe(),
            "against_plan": against_plan(
                would, self._one_of((None, *AgainstPlan)) if test else None
            ),
            "test_advised": test,
            "who_does_what": self._is() if test else None,
            "would_have": would,
            "advised_as": outcome(would, test_advised=test),
            "question_type": self._one_of(("a", "a", "b", "c", None)),
            "modality": self._one_of(("ct", "mr", None)),
            "guideline": self._is(),
            "said_later": self._one_of(TracerOutcome) if later else None,
            "avoided": self._one_of((None, *Avoided)) if later else None,
            "helped": self._maybe(),
            "taught": self._is(),
            **happened,
            **{f"to_{name}": 30 if so else None for name, so in happened.items()},
            **{name: self._is() for name in ("clinician_acts", "read_back", "bounced")},
        }

    def call(self, day: date) -> Facts:
        in_hours, served, talked = self._is(), not self._is(), self._is()
        offered = in_hours and not served
        answered, asked = offered and talked, self._is()
        return self._common(AuditCall, day) | {
            "contact_id": self._number,
            "organisation_id": self._one_of(PLACES),
            "over": True,
            "in_hours": in_hours,
            "deflected": served,
            "offered": offered,
            "answered": answered,
            "abandoned": offered and not talked and self._is(),
            "reason": self._one_of((None, *CallReason)),
            "wait": self._one_of((20, 90)),
            "talk": 100 if answered else None,
            "back_asked": asked,
            "back_made": asked and self._is(),
        }

    def _common(self, table: Any, day: date) -> Facts:
        self._number += 1
        empty = {
            each.name: None if each.nullable else False if each.type.python_type is bool else 0
            for each in table_of(table).columns
        }
        return empty | {
            "query_id": self._number,
            "line_id": 1,
            "day": day,
            "hour": self._one_of((9, 9, 10, 11, 16)),
            "weekday": day.weekday(),
            "counted": self._random.random() < 0.95,
            "made_at": _NOON,
        }

    def _is(self) -> bool:
        return self._random.random() < self._often()

    def _maybe(self) -> bool | None:
        return self._is() if self._is() else None

    def _one_of(self, choices: Any) -> Any:
        return self._random.choice(list(choices))


def counted(
    queries: list[Facts], calls: list[Facts], *, labelled: bool
) -> dict[Cell, dict[int, int]]:
    """Which facts, by their place among queries and then calls, each cell counts, and how often."""
    engine = create_engine("sqlite://")
    tables = [table_of(AuditQuery), table_of(AuditCall)]
    SQLModel.metadata.create_all(engine, tables=tables)
    found: dict[Cell, dict[int, int]] = {}
    with engine.begin() as connection:
        for table, facts, rows, key, before in (
            (tables[0], AuditQuery, queries, "query_id", 0),
            (tables[1], AuditCall, calls, "contact_id", len(queries)),
        ):
            connection.execute(insert(table), rows)
            place = {row[key]: before + number for number, row in enumerate(rows)}
            parts = {
                (each, part): condition
                for each in COUNTED
                if each.how.facts is facts  # type: ignore[union-attr]
                for part, condition in _parts(each).items()
            }
            wanted = select(getattr(facts, key), *parts.values())
            given = {row[key]: row for row in rows}
            for name, *values in connection.execute(wanted):
                for (measure, part), value in zip(parts, values, strict=True):
                    for label in _labels(measure, part, given[name], labelled=labelled):
                        if value:
                            found.setdefault((measure.id, part, label), {})[place[name]] = value
    engine.dispose()
    return found


def _labels(measure: Measure, part: str, row: Mapping[str, Any], *, labelled: bool) -> list[str]:
    by = measure.by if labelled and part != "E" else ()
    return ["", *(f"{each}={row[COLUMNS[each]]}" for each in by)]


def _parts(measure: Measure) -> dict[str, Any]:
    how = measure.how
    if isinstance(how, Share):
        found = {"N": how.among & how.counts, "D": how.among, "E": how.of}
    elif isinstance(how, Spread):
        found = {"N": how.of & col(how.value).is_not(None), "E": how.of}
    elif isinstance(how, Each):
        ones = case((how.of, 1), else_=0)
        return {"S": case((how.of, how.sums), else_=0), "D": ones}
    else:
        assert not isinstance(how, Reckoned)
        found = {"N": how.of}
    return {part: case((condition, 1), else_=0) for part, condition in found.items()}

"""On the page of a query: alerts about it, and where somebody differs from the issued report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.alerting.differing import Differs
from advice_line.desk.staff.opening import Open
from advice_line.kinds import TaskKind
from advice_line.web import alert_words
from advice_line.web.access import Visit
from advice_line.web.alert_words import Row
from advice_line.web.rendering import Choice

_CHOICES = (Choice("yes", "Yes"), Choice("no", "No"))


@dataclass(frozen=True)
class ReportShown:
    """`needs_addendum`: nobody has said yet that it exists; `tell_reporter_by` stands while nobody
    has told the reporter; `typed` is what could not be used."""

    alerts: list[Row]
    differences: tuple[Differs, ...]
    needs_addendum: bool
    needs_alert: bool
    tell_reporter_by: datetime | None
    choices: tuple[Choice, ...]
    typed: Mapping[str, str]


def shown(visit: Visit, seen: Open, typed: Mapping[str, str]) -> ReportShown:
    reference, owed = seen.query.reference, {task.kind for task in seen.tasks}
    alerts = visit.site.alerts.of_query(visit.actor, reference)
    return ReportShown(
        alerts=[alert_words.row(each, seen.now) for each in alerts],
        differences=visit.site.reports.differences(visit.actor, reference),
        needs_addendum=TaskKind.ADDENDUM_REQUEST in owed,
        needs_alert=TaskKind.START_ALERT in owed,
        tell_reporter_by=next(
            (each.due_at for each in seen.tasks if each.kind == TaskKind.TELL_REPORTER), None
        ),
        choices=_CHOICES,
        typed=typed,
    )

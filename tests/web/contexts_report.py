"""What the page of a query is shown with where somebody differs from an issued report."""

from datetime import date

from advice_line.desk.alerting.differing import Differs
from advice_line.web.report import ReportShown
from tests.web.contexts_alerts import ROWS
from tests.web.pieces import NOW, choices

_YES_NO = tuple(choices(yes="Yes", no="No"))
BARE_REPORT = ReportShown([], (), False, False, None, _YES_NO, {})
_DIFFERENCE = Differs(
    at=NOW,
    by="Dr Amara Example",
    changes_management=True,
    words="I see a mass at the hilum.",
    addendum_on=date(2026, 11, 24),
    addendum_by="Dr R Porter",
    addendum_said_at=NOW,
    addendum_said_by="Ben Example",
    no_alert="The practice knows of it.",
    no_alert_at=NOW,
    no_alert_by="Ben Example",
)
REPORT = ReportShown(
    ROWS, (_DIFFERENCE,), True, True, NOW, _YES_NO, {"difference": "A mass.", "no_alert": "Known."}
)

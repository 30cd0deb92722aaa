"""The addresses of the audit and what it takes to use each; see `web/route_table.py`."""

from advice_line.trust.roles import Action

PLACE = "/audit"
COMPARE = f"{PLACE}/compare"
SILENT = f"{PLACE}/silent-practices"
SILENT_FILE = f"{SILENT}.csv"
PRACTICE = f"{PLACE}/practices/{{code}}"
MEASURE = f"{PLACE}/measures/{{measure}}"
BEHIND, REBASE, NOTE = (f"{MEASURE}/{part}" for part in ("queries", "limits", "notes"))
WITHDRAW = f"{NOTE}/{{note}}/withdraw"

AUDIT: dict[tuple[str, str], Action] = {
    ("GET", PLACE): Action.SEE_AUDIT,
    ("GET", COMPARE): Action.SEE_AUDIT,
    ("GET", PRACTICE): Action.SEE_AUDIT,
    ("GET", SILENT): Action.SEE_COUNTED,
    ("GET", SILENT_FILE): Action.SEE_COUNTED,
    ("GET", MEASURE): Action.SEE_AUDIT,
    ("GET", BEHIND): Action.SEE_COUNTED,
    ("POST", REBASE): Action.KEEP_AUDIT,
    ("POST", NOTE): Action.KEEP_AUDIT,
    ("POST", WITHDRAW): Action.KEEP_AUDIT,
}

"""The addresses of the audit and what it takes to use each; see `web/route_table.py`."""

from advice_line.trust.roles import Action

PLACE = "/audit"
MEASURE = f"{PLACE}/measures/{{measure}}"

AUDIT: dict[tuple[str, str], Action] = {
    ("GET", PLACE): Action.SEE_AUDIT,
    ("GET", MEASURE): Action.SEE_AUDIT,
}

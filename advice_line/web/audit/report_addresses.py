"""The addresses of reports, and what it takes to use each."""

from advice_line.trust.roles import Action

PLACE = "/audit/reports"
ONE = f"{PLACE}/{{report}}"

REPORTS: dict[tuple[str, str], Action] = {
    ("GET", PLACE): Action.SEE_AUDIT,
    ("POST", PLACE): Action.KEEP_AUDIT,
    ("GET", ONE): Action.SEE_AUDIT,
    ("POST", f"{ONE}/words"): Action.KEEP_AUDIT,
    ("GET", f"{ONE}/{{form}}"): Action.SEE_AUDIT,
}

"""The addresses of what practices hear of, and what it takes to use each."""

from advice_line.trust.roles import Action

PLACE, STOP, LEARNED = "/digests", "/stop-digest", "/practice/learned"
JOBS, GAPS = "/jobs", "/guidance-gaps"
ONE = f"{PLACE}/{{digest}}"

DIGESTS: dict[tuple[str, str], Action] = {
    ("GET", PLACE): Action.KEEP_DIGESTS,
    ("POST", f"{PLACE}/draft"): Action.KEEP_DIGESTS,
    ("POST", f"{PLACE}/letters"): Action.KEEP_DIGESTS,
    ("GET", ONE): Action.KEEP_DIGESTS,
    ("POST", f"{ONE}/questions"): Action.KEEP_DIGESTS,
    ("GET", f"{ONE}/send"): Action.KEEP_DIGESTS,
    ("POST", f"{ONE}/approve"): Action.KEEP_DIGESTS,
    ("POST", f"{ONE}/dismiss"): Action.KEEP_DIGESTS,
    ("GET", JOBS): Action.RUN_JOBS,
    ("POST", f"{JOBS}/{{job}}/run"): Action.RUN_JOBS,
    ("GET", GAPS): Action.DECIDE_GAPS,
    ("POST", f"{GAPS}/{{gap}}/accept"): Action.DECIDE_GAPS,
    ("POST", f"{GAPS}/{{gap}}/decline"): Action.DECIDE_GAPS,
    ("GET", LEARNED): Action.SEE_PRACTICE,
    ("POST", f"{LEARNED}/mail"): Action.KEEP_PRACTICE,
    ("GET", f"{STOP}/{{key}}"): Action.STOP_DIGEST,
    ("POST", f"{STOP}/{{key}}"): Action.STOP_DIGEST,
}

"""The addresses of the audit of appropriateness, and what it takes to use each."""

from advice_line.trust.roles import Action

PLACE = "/audit/appropriateness"
ONE = f"{PLACE}/{{audit}}"
SAMPLED = f"{ONE}/queries/{{sampled}}"

APPROPRIATENESS: dict[tuple[str, str], Action] = {
    ("GET", PLACE): Action.SEE_APPROPRIATENESS,
    ("POST", PLACE): Action.KEEP_SAMPLE,
    ("GET", ONE): Action.SEE_APPROPRIATENESS,
    ("POST", f"{ONE}/reviewers"): Action.KEEP_SAMPLE,
    ("POST", f"{ONE}/reviewers/off"): Action.KEEP_SAMPLE,
    ("POST", f"{ONE}/close"): Action.KEEP_SAMPLE,
    ("GET", SAMPLED): Action.REVIEW_SAMPLED,
    ("POST", SAMPLED): Action.REVIEW_SAMPLED,
    ("POST", f"{SAMPLED}/offer"): Action.KEEP_SAMPLE,
}

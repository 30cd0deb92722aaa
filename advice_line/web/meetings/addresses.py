"""The addresses of meetings, and what it takes to use each."""

from advice_line.trust.roles import Action

PLACE, ROOM = "/meetings", "/meet"
ONE = f"{PLACE}/{{meeting}}"
ITEM = f"{ONE}/items/{{item}}"
MINE, EVALUATION = f"{PLACE}/mine", f"{ONE}/evaluation"
SERIES = f"{PLACE}/series/{{series}}"
REVIEW = f"{ONE}/review"
REVIEWED = f"{REVIEW}/queries/{{reviewed}}"
WISHES = "/practice/meetings"

MEETINGS: dict[tuple[str, str], Action] = {
    ("GET", PLACE): Action.SEE_MEETINGS,
    ("POST", f"{PLACE}/series"): Action.KEEP_MEETINGS,
    ("GET", SERIES): Action.KEEP_MEETINGS,
    ("POST", SERIES): Action.KEEP_MEETINGS,
    ("POST", f"{SERIES}/end"): Action.KEEP_MEETINGS,
    ("POST", f"{PLACE}/actions/{{action}}/done"): Action.FINISH_ACTION,
    ("GET", MINE): Action.SEE_MEETINGS,
    ("GET", ONE): Action.SEE_MEETINGS,
    ("GET", f"{ONE}/present"): Action.SEE_MEETINGS,
    ("GET", f"{ITEM}/pictures/{{picture}}"): Action.SEE_MEETINGS,
    ("GET", f"{ONE}/minutes"): Action.SEE_MEETINGS,
    ("POST", f"{ONE}/move"): Action.KEEP_MEETINGS,
    ("POST", f"{ONE}/cancel"): Action.KEEP_MEETINGS,
    ("POST", f"{ONE}/add"): Action.KEEP_MEETINGS,
    ("POST", f"{ONE}/sign"): Action.SIGN_AGENDA,
    ("POST", f"{ONE}/finish"): Action.KEEP_MEETINGS,
    ("POST", f"{ONE}/guests/{{attendance}}/erase"): Action.KEEP_MEETINGS,
    ("POST", f"{ONE}/guests/{{attendance}}/left"): Action.KEEP_MEETINGS,
    ("GET", f"{ONE}/guests/{{attendance}}/certificate.pdf"): Action.KEEP_MEETINGS,
    ("POST", f"{ONE}/actions/{{action}}/off"): Action.KEEP_MEETINGS,
    ("GET", ITEM): Action.KEEP_MEETINGS,
    ("POST", ITEM): Action.KEEP_MEETINGS,
    ("POST", f"{ITEM}/shift"): Action.KEEP_MEETINGS,
    ("POST", f"{ITEM}/drop"): Action.KEEP_MEETINGS,
    ("POST", f"{ITEM}/vote"): Action.KEEP_MEETINGS,
    ("POST", f"{ITEM}/said"): Action.KEEP_MEETINGS,
    ("POST", f"{ITEM}/actions"): Action.KEEP_MEETINGS,
    ("GET", EVALUATION): Action.KEEP_MEETINGS,
    ("POST", f"{REVIEW}/queries"): Action.PUT_TO_REVIEW,
    ("GET", REVIEWED): Action.OPEN_AT_REVIEW,
    ("POST", f"{REVIEWED}/off"): Action.PUT_TO_REVIEW,
    ("GET", f"{REVIEWED}/plan"): Action.SEE_MEETINGS,
    ("POST", f"{REVIEWED}/plan"): Action.LEAD_REVIEW,
    ("POST", f"{REVIEWED}/shift"): Action.LEAD_REVIEW,
    ("POST", f"{REVIEWED}/outcome"): Action.AGREE_AT_REVIEW,
    ("POST", f"{REVIEWED}/actions"): Action.AGREE_AT_REVIEW,
    ("POST", f"{REVIEW}/members"): Action.LEAD_REVIEW,
    ("POST", f"{REVIEW}/members/off"): Action.LEAD_REVIEW,
    ("POST", f"{REVIEW}/close"): Action.LEAD_REVIEW,
    ("GET", WISHES): Action.SEE_PRACTICE,
    ("POST", WISHES): Action.SEE_PRACTICE,
    ("GET", f"{ROOM}/{{key}}"): Action.JOIN_MEETING,
    ("GET", f"{ROOM}/{{key}}/after"): Action.JOIN_MEETING,
    ("GET", f"{ROOM}/{{key}}/certificate.pdf"): Action.JOIN_MEETING,
    ("POST", f"{ROOM}/{{key}}/evaluation"): Action.JOIN_MEETING,
    ("POST", f"{ROOM}/{{key}}/note"): Action.JOIN_MEETING,
    ("POST", f"{ROOM}/{{key}}/vote"): Action.JOIN_MEETING,
    ("POST", f"{ROOM}/{{key}}/in"): Action.JOIN_MEETING,
    ("POST", f"{ROOM}/{{key}}/out"): Action.JOIN_MEETING,
}

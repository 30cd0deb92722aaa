"""What stands on a card of the chat, and what is said to who acts there.

Everything is of closed lists, references, names of staff and times: no function here takes free
text of a person, so none can leak it (H07).
"""

from datetime import datetime

from advice_line.directory_kinds import OrganisationKind
from advice_line.kinds import Channel, QueryState, Urgency
from advice_line.rules import labels
from advice_line.rules.written import ending, moment

HOME_UNKNOWN = (
    "This account is not known to Advice Line. Ask whoever looks after its setup file to write the "
    "account's id into your entry (slack_user)."
)
NOBODY_KNOWN = f"{HOME_UNKNOWN} Nothing was done."
OUTSIDE = "Advice Line takes nothing from accounts of another organisation. Nothing was done."
NOT_YOURS = "Your role does not permit this. Nothing was done."
CHANGED = "This query has changed since you saw it. Nothing was done. This is how it is now."
NO_QUERY = "There is no such query any more. Nothing was done."
ON_THE_PAGE = "This is done on the query's page, so that no patient details go through the chat."
YOURS = "{reference} is yours already."
CLAIMED = "{reference} is yours. Read it and answer it on its page."
CLOSED = "{reference} is closed."
OFFERED = "{reference} is offered. It stays yours until somebody takes it."
CLAIM_FIRST = "Claim this query first. Nothing was done."
UNREAD = (
    "Who asked has added something that you have not read. Nothing was closed. Read it on the "
    "query's page, then close it if that is still right."
)
NOT_CLOSED = "This query cannot be closed as it stands. Nothing was done."
KEPT = "Your question is kept, reference {reference}. We mean to answer by {due}."
WRITE_IT = "Write it, and whose it is, on this page: nobody sees it in the chat."
ON_A_PAGE = "You write the question on a page, whose link you get next."
WRITE_LABEL = "Write the question"
NO_LINE = "No advice line uses this chat. Ask by telephone or at its page."
ASK_HERE = (
    "Nothing is read here. Use the command or the shortcut of Advice Line to ask something: it "
    "gives you a page for the words. Nothing you wrote here was kept."
)
ADDED = "This was added to {reference}."
NO_FILES = (
    "The file that came with it was not kept: nobody here sees it. Add it on the page of your "
    "question."
)
CHANGE_ADDED = "Your change was added to {reference}."
CHANGE_LATE = (
    "{reference} is closed, and your change was not added to it. If it matters, ask anew with the "
    "command or the shortcut of Advice Line, or ring the line."
)
NO_DETAILS = "Please give no patient details here."
ASK_TITLE, CLOSE_TITLE, PASS_TITLE = "Ask radiology", "Close without advice", "Pass on"
PAGE_LABEL = "Open the page"
KEPT_INSIDE = (
    "This is kept with {reference} as talk among colleagues, and is not sent to who asked. It "
    "looks as if it holds patient details: please delete it here and write it on the query's page."
)
NO_NAME = (
    "This is kept with {reference} as talk among colleagues, without your name: this account is "
    "not known to Advice Line."
)

_STATES = {
    QueryState.RECEIVED: "Ringing",
    QueryState.WAITING: "Waits for somebody to take it",
    QueryState.OFFERED: "Ringing",
    QueryState.ACCEPTED: "Taken",
    QueryState.ASKED_BACK: "Asked back, waits for who asked",
    QueryState.ADVISED: "Answered",
    QueryState.ACKNOWLEDGED: "Answered, and received",
    QueryState.DEFLECTED: "With the desk",
    QueryState.CLOSED: "Closed",
}
_CAME_BY = {
    Channel.CALL: "by telephone",
    Channel.CALL_BACK: "by telephone",
    Channel.EMAIL: "by email",
    Channel.SMS: "by text",
    Channel.FORM: "by the form",
    Channel.CHAT: "by chat",
    Channel.API: "by the practice's own system",
}
_ORGANISATIONS = {
    OrganisationKind.PRACTICE: "A practice",
    OrganisationKind.DEPARTMENT: "A department of the hospital",
}


def state(of: str, *, offered: bool = False) -> str:
    """`offered`: its owner has offered it to a colleague, who has to take it."""
    said = _STATES[QueryState(of)]
    return f"{said}, and offered to a colleague" if offered else said


def urgency(asked: str | None) -> str:
    """ "Asked for: now"; the asker's own choice, never ours."""
    if asked is None:
        return "Asked for: not said"
    return f"Asked for: {labels.URGENCY_ASKED[Urgency(asked)].lower()}"


def organisation(kind: str | None) -> str:
    """The kind alone: a small practice and a day may say who the patient is."""
    return _ORGANISATIONS[OrganisationKind(kind)] if kind else "Not known who"


def came_by(channel: str) -> str:
    return _CAME_BY.get(Channel(channel), "on a page")


def since(at: datetime, now: datetime, zone: str) -> str:
    return f"since {moment(at, now, zone)}"


def due(at: datetime, now: datetime, zone: str) -> str:
    return f"due by {ending(at, now, zone)}"


def said_and_link(words: str, public_url: str) -> tuple[str, str | None]:
    """Of the words of a text its link apart, which the chat shows as a button."""
    link = next((each for each in words.split() if each.startswith(public_url)), None)
    return (" ".join(words.replace(link, "").split()), link) if link else (words, None)


def duty(tier: str | None, at: datetime | None, now: datetime, zone: str) -> str:
    """`tier` is that of who is on until `at`; None for who is on next from then, if ever."""
    if tier is not None:
        return f"You are on {_tier(tier)}{f' until {ending(at, now, zone)}' if at else ''}."
    return f"You are on next from {moment(at, now, zone)}." if at else "You are on no rota soon."


def on_now(line: str, name: str, tier: str, until: datetime, now: datetime, zone: str) -> str:
    return f"{line}: {name} ({_tier(tier)}) until {ending(until, now, zone)}"


def nobody_on(line: str) -> str:
    return f"{line}: nobody is on"


def closed(line: str) -> str:
    return f"{line}: closed now"


def _tier(tier: str) -> str:
    return "lead" if tier == "lead" else f"tier {tier}"

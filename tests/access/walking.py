"""How an answer is judged: whether somebody was let in, or refused and nothing written."""

from typing import Any

from advice_line.trust.reach import REACH, Reach
from advice_line.trust.roles import Action
from advice_line.web.route_table import ROUTES
from tests.access.untouched import Untouched

# Only the demonstration, or a site with a chat, answers these.
ELSEWHERE = {address for address, action in ROUTES.items() if action is Action.PLAY_DEMO} | {
    ("POST", "/slack/events")
}
REFUSED = (401, 403, 404)
# Nobody approves a case that is their own; of these nothing stands in the house, which takes a call
# that goes on, a session that is open, something asked back and who they are shown just now; and
# each takes back their own calendar addresses.
NOT_THERE = {
    ("POST", "/library/{reference}/approve"),
    ("POST", "/library/{reference}/put-back"),
    ("POST", "/library/{reference}/pictures/{picture}/check"),
    ("GET", "/break-glass/{reference}"),
    ("POST", "/practice/sign-in/passkeys"),
    ("POST", "/practice/queries/{reference}/answer"),
    ("GET", "/desk/{reference}/call"),
    ("GET", "/desk/{reference}/call/now"),
    ("POST", "/rota/plan/{proposal}/session"),
    ("POST", "/rota/files/feed/{feed}/end"),
    ("POST", "/rota/mine/feed/{feed}/end"),
    # No code is on its way; nobody gives themselves roles or ends their own access.
    ("POST", "/people/{person}/verify"),
    ("POST", "/people/{person}/roles"),
    ("POST", "/people/{person}/end"),
    ("POST", "/people/{person}/again"),
}
# What satisfies any form's own rules, so that a refusal is about who asks.
FORM = {
    "reason": "test call",
    "words": "These are words.",
    "text": "These are words.",
    "name": "Dr Sam Example",
    "number": "07700 900888",
    "minutes": "10",
    "spoke_to": "Dr Sam Example",
    "spoke_role": "GP",
    "read_back": "yes",
    "how": "test_call",
    "organisation": "Y99001",
    "version": "1",
    "notice": "text_ring_us",
    "last_day": "2026-12-30",
    "wanted": "K7Q2-M9FX",
    "way": "mobile",
}
Row = dict[str, Any]


def told_otherwise(
    untouched: Untouched, each: Row, answer: Any, told: tuple[Any, ...]
) -> list[Any]:
    """What of this answer is not as the table says; `told` is what it was about."""
    changed = untouched.changed()
    if each["rule"] == "allow":
        there = (each["method"], each["path"]) not in NOT_THERE
        return [(*told, answer.status_code)] if there and not is_let_in(each, answer) else []
    found: list[Any] = [] if is_refused(each, answer) else [(*told, answer.status_code)]
    return [*found, (*told, changed)] if changed else found


def is_let_in(each: Row, answer: Any) -> bool:
    """What is there is found; a recording that the carrier still has is not."""
    of_no_line = REACH[Action(each["action"])] is Reach.ALL
    if of_no_line or "{" not in each["path"]:
        return answer.status_code not in (401, 403, 500)
    return answer.status_code not in (*REFUSED, 500)


def is_refused(each: Row, answer: Any) -> bool:
    """Of a colleague's it is told that they have it; of another line's not even that it is."""
    if answer.status_code == 303:
        # To where one says who one is; nothing was shown, and what was written is asked anyhow.
        return str(answer.headers["location"]).startswith(("/signin", "/q/", "/practice"))
    of_a_colleague = each["scope"] == "line" and answer.status_code in (409, 410)
    return answer.status_code in REFUSED or of_a_colleague

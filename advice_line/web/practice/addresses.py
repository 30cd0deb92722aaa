"""The addresses of a practice's own pages and what each takes; see `web/route_table.py`."""

from advice_line.trust.roles import Action

_OF_QUERY = "/practice/queries/{reference}"
_OF_PERSON = "/practice/people/{person}"
PRACTICE: dict[tuple[str, str], Action] = {
    ("GET", "/practice/signin"): Action.JOIN_PRACTICE,
    ("POST", "/practice/signin"): Action.JOIN_PRACTICE,
    ("GET", "/practice/signin/code"): Action.JOIN_PRACTICE,
    ("POST", "/practice/signin/code"): Action.JOIN_PRACTICE,
    ("POST", "/practice/signout"): Action.JOIN_PRACTICE,
    ("POST", "/practice/as"): Action.PLAY_DEMO,
    ("GET", "/practice/join"): Action.JOIN_PRACTICE,
    ("POST", "/practice/join"): Action.JOIN_PRACTICE,
    # Whoever has the link of an invitation; its door asks for the code.
    ("GET", "/practice/invited/{token}"): Action.JOIN_PRACTICE,
    ("GET", "/practice/invited/{token}/code"): Action.JOIN_PRACTICE,
    ("POST", "/practice/invited/{token}/code"): Action.JOIN_PRACTICE,
    ("POST", "/practice/invited/{token}/open"): Action.JOIN_PRACTICE,
    ("POST", "/practice/invited/{token}/join"): Action.JOIN_PRACTICE,
    ("GET", "/practice"): Action.SEE_PRACTICE,
    ("GET", "/practice/details"): Action.SEE_PRACTICE,
    ("POST", "/practice/switch"): Action.SEE_PRACTICE,
    ("GET", "/practice/details/change"): Action.CORRECT_OWN_PRACTICE,
    ("POST", "/practice/details/change"): Action.CORRECT_OWN_PRACTICE,
    ("POST", "/practice/details/right"): Action.CORRECT_OWN_PRACTICE,
    ("GET", _OF_QUERY): Action.SEE_PRACTICE,
    ("GET", f"{_OF_QUERY}/letter.pdf"): Action.SEE_PRACTICE,
    ("GET", f"{_OF_QUERY}/letter.txt"): Action.SEE_PRACTICE,
    ("GET", f"{_OF_QUERY}/letter.json"): Action.SEE_PRACTICE,
    ("POST", f"{_OF_QUERY}/acknowledge"): Action.SEE_PRACTICE,
    ("POST", f"{_OF_QUERY}/helpful"): Action.SEE_PRACTICE,
    ("GET", "/practice/alerts/{reference}"): Action.SEE_PRACTICE,
    ("POST", "/practice/alerts/{reference}/answer"): Action.SEE_PRACTICE,
    ("GET", "/practice/unread"): Action.KEEP_PRACTICE,
    ("GET", "/practice/people"): Action.KEEP_PRACTICE,
    ("POST", "/practice/people"): Action.KEEP_PRACTICE,
    ("POST", f"{_OF_PERSON}/end"): Action.KEEP_PRACTICE,
    ("POST", f"{_OF_PERSON}/manager"): Action.KEEP_PRACTICE,
    ("POST", f"{_OF_PERSON}/browser"): Action.KEEP_PRACTICE,
    ("POST", "/practice/invitations/{invitation}/withdraw"): Action.KEEP_PRACTICE,
    ("GET", "/admin/practice-managers"): Action.APPOINT_MANAGER,
    ("POST", "/admin/practice-managers"): Action.APPOINT_MANAGER,
}

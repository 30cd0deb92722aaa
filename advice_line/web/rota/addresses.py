"""The rota's part of the table of addresses: what it takes to use each."""

from advice_line.trust.roles import Action

_LOOKING = (
    "/rota",
    "/rota/month",
    "/rota/shift",
)
_CHANGING = (
    "/rota/cover",
    "/rota/absence",
    "/rota/close",
    "/rota/day",
    "/rota/pattern",
)

ROTA: dict[tuple[str, str], Action] = {
    **{("GET", path): Action.SEE_ROTA for path in _LOOKING},
    **{(method, path): Action.CHANGE_ROTA for path in _CHANGING for method in ("GET", "POST")},
    ("GET", "/rota/patterns"): Action.CHANGE_ROTA,
    ("POST", "/rota/pattern/rows"): Action.CHANGE_ROTA,
    ("POST", "/rota/pattern/end"): Action.CHANGE_ROTA,
    ("GET", "/rota/standing"): Action.CHANGE_ROTA,
    ("POST", "/rota/cover/{key}/end"): Action.CHANGE_ROTA,
    ("POST", "/rota/absence/{key}/end"): Action.CHANGE_ROTA,
    ("POST", "/rota/close/{key}/end"): Action.CHANGE_ROTA,
    ("POST", "/rota/day/{day}/end"): Action.CHANGE_ROTA,
    ("GET", "/rota/mine"): Action.CHANGE_OWN_DUTY,
    ("GET", "/rota/mine/swap"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/ask"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/ask"): Action.CHANGE_ROTA,
    ("POST", "/rota/requests/{request}/accept"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/requests/{request}/decline"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/requests/{request}/withdraw"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/pause"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/unpause"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/feed"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/feed/{feed}/end"): Action.CHANGE_OWN_DUTY,
    # Calendar programs sign in nowhere: the address is the secret, and its door asks for it.
    ("GET", "/rota/feed/{token}.ics"): Action.SEE_PUBLIC,
    ("GET", "/rota/mine/away"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/away"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/away/{key}/end"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/mine/take-over"): Action.CHANGE_OWN_DUTY,
    ("POST", "/rota/take-over/{key}/end"): Action.CHANGE_OWN_DUTY,
}

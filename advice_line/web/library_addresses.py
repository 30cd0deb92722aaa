"""The addresses of the library, and what it takes to use each."""

from advice_line.trust.roles import Action

LIBRARY: dict[tuple[str, str], Action] = {
    ("GET", "/library"): Action.SEE_LIBRARY,
    ("GET", "/library/search"): Action.SEE_LIBRARY,
    ("POST", "/library/search"): Action.SEE_LIBRARY,
    ("POST", "/library/searches"): Action.KEEP_LISTS,
    ("POST", "/library/searches/{search}"): Action.KEEP_LISTS,
    ("POST", "/library/searches/{search}/drop"): Action.KEEP_LISTS,
    ("GET", "/library/lists"): Action.SEE_LIBRARY,
    ("POST", "/library/lists"): Action.KEEP_LISTS,
    ("GET", "/library/lists/{list}"): Action.SEE_LIBRARY,
    ("POST", "/library/lists/{list}"): Action.KEEP_LISTS,
    ("POST", "/library/lists/{list}/drop"): Action.KEEP_LISTS,
    ("GET", "/library/{reference}"): Action.SEE_LIBRARY,
    ("POST", "/library/{reference}/list"): Action.SEE_LIBRARY,
    ("GET", "/library/{reference}/pictures/{picture}"): Action.SEE_LIBRARY,
    ("POST", "/library/{reference}/pictures"): Action.NOMINATE,
    ("POST", "/library/{reference}/pictures/{picture}/check"): Action.APPROVE_CASE,
    ("POST", "/library/{reference}/pictures/{picture}/drop"): Action.APPROVE_CASE,
    ("GET", "/library/{reference}/{form}"): Action.SEE_LIBRARY,
    ("POST", "/library/{reference}/confirm"): Action.NOMINATE,
    ("POST", "/library/{reference}/approve"): Action.APPROVE_CASE,
    ("POST", "/library/{reference}/return"): Action.APPROVE_CASE,
    ("POST", "/library/{reference}/take-out"): Action.TAKE_OUT_CASE,
    ("POST", "/library/{reference}/put-back"): Action.APPROVE_CASE,
    ("POST", "/library/{reference}/status"): Action.JUDGE_CASE,
    ("GET", "/library/repeats/{month}"): Action.SEE_LIBRARY,
    ("GET", "/library/month/{month}"): Action.SEE_SUMMARY,
    ("GET", "/library/month/{month}/{form}"): Action.SEE_SUMMARY,
}

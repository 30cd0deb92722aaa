"""Every address and what it takes to use it, in one table; an address without a rule is refused.

Who may do what is said by `trust/roles.py`. A door behind the page asks again, and asks for what
an address cannot know (whose query, which letter).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from starlette.routing import BaseRoute, Mount, Route

from advice_line.ports.script import StepName
from advice_line.trust.roles import Action
from advice_line.web.data_addresses import DATA
from advice_line.web.directory.addresses import DIRECTORY
from advice_line.web.glass_addresses import GLASS
from advice_line.web.guidance_addresses import GUIDANCE
from advice_line.web.practice.addresses import PRACTICE
from advice_line.web.rota.addresses import ROTA
from advice_line.web.sign_in_addresses import OWN_SIGN_IN, SIGN_IN
from advice_line.web.trail_addresses import TRAIL

Address = tuple[str, str]
"""A method and a path template, such as ("POST", "/desk/{reference}/record")."""

_PUBLIC: dict[Address, Action] = {
    ("GET", "/"): Action.SEE_PUBLIC,
    ("GET", "/static"): Action.SEE_PUBLIC,
    ("GET", "/waits/{line}"): Action.SEE_PUBLIC,
    ("GET", "/api/v1/waits/{line}"): Action.SEE_PUBLIC,
    ("GET", "/healthz"): Action.SEE_METRICS,
    ("GET", "/readyz"): Action.SEE_METRICS,
    ("GET", "/metrics"): Action.SEE_METRICS,
    ("GET", "/api/v1/openapi.json"): Action.SEE_PUBLIC,
}
_DESK: dict[Address, Action] = {
    ("GET", "/desk"): Action.SEE_WORKLIST,
    ("GET", "/desk/list"): Action.SEE_WORKLIST,
    ("POST", "/desk/snooze"): Action.WRITE_RECORD,
    ("POST", "/desk/quiet"): Action.CLAIM,
    ("POST", "/desk/quiet/end"): Action.CLAIM,
    ("POST", "/desk/tasks/{task}/done"): Action.FINISH_OWN_TASK,
    ("GET", "/desk/call"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/call"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/call/now"): Action.SEE_QUERY,
    **{
        ("POST", f"/desk/{{reference}}/call/{act}"): Action.CLAIM
        for act in ("hold", "back", "ask", "outside", "pause", "resume")
    },
    ("GET", "/recordings/{sound}"): Action.SEE_QUERY,
    ("POST", "/desk/{reference}/countersign"): Action.COUNTERSIGN,
    ("POST", "/desk/{reference}/said"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/read-back"): Action.CLAIM,
    ("GET", "/desk/{reference}/message"): Action.SEE_QUERY,
    ("GET", "/messages/{sound}"): Action.TYPE_MESSAGE,
    ("GET", "/messages/{sound}/sound"): Action.TYPE_MESSAGE,
    ("POST", "/messages/{sound}/typed"): Action.TYPE_MESSAGE,
    ("POST", "/messages/{sound}/nothing"): Action.TYPE_MESSAGE,
    ("POST", "/desk/{reference}/claim"): Action.CLAIM,
    ("POST", "/desk/{reference}/ring-back"): Action.CLAIM,
    ("POST", "/desk/{reference}/number"): Action.CLAIM,
    ("POST", "/desk/{reference}/rang"): Action.CLAIM,
    ("POST", "/desk/{reference}/spoke"): Action.CLAIM,
    ("POST", "/desk/{reference}/text"): Action.CLAIM,
    ("POST", "/desk/{reference}/close"): Action.CLAIM,
    ("POST", "/desk/{reference}/ask-back"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/ask-back/send"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/go-on"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/later"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/note"): Action.CLAIM,
    ("POST", "/desk/{reference}/unsent/{kind}"): Action.CLAIM,
    ("POST", "/desk/{reference}/pass-on"): Action.CLAIM,
    ("POST", "/desk/{reference}/pass-on/accept"): Action.CLAIM,
    ("POST", "/desk/{reference}/pass-on/decline"): Action.CLAIM,
    ("POST", "/desk/{reference}/pass-on/back"): Action.CLAIM,
    ("GET", "/desk/{reference}/files/{file}"): Action.SEE_QUERY,
    ("GET", "/desk/find"): Action.SEE_QUERY,
    ("POST", "/desk/find"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/letters/{version}/letter.pdf"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/letters/{version}/letter.txt"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/letters/{version}/letter.json"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/mail"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/mail/{mail}"): Action.SEE_QUERY,
    ("GET", "/desk/{reference}/record"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/record"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/record/look-over"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/record/again"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/draft"): Action.WRITE_RECORD,
    ("GET", "/desk/{reference}/saved"): Action.WRITE_RECORD,
    ("POST", "/desk/{reference}/nominate"): Action.NOMINATE,
}
_LETTER: dict[Address, Action] = {
    # The same address shows the letter to a browser that has typed its code; its door asks.
    ("GET", "/q/{token}"): Action.SIGN_IN,
    ("GET", "/q/{token}/code"): Action.SIGN_IN,
    ("POST", "/q/{token}/code"): Action.SIGN_IN,
    ("POST", "/q/{token}/open"): Action.SIGN_IN,
    ("POST", "/q/{token}/fresh"): Action.SIGN_IN,
    ("GET", "/q/{token}/letter"): Action.READ_LETTER,
    ("GET", "/q/{token}/letter.pdf"): Action.READ_LETTER,
    ("GET", "/q/{token}/letter.txt"): Action.READ_LETTER,
    ("GET", "/q/{token}/letter.json"): Action.READ_LETTER,
    ("POST", "/q/{token}/acknowledge"): Action.ACKNOWLEDGE,
    ("POST", "/q/{token}/helpful"): Action.ACKNOWLEDGE,
}
_ALERTS: dict[Address, Action] = {
    ("GET", "/alerts"): Action.SEE_WORKLIST,
    ("GET", "/alerts/new"): Action.CLAIM,
    ("POST", "/alerts/look-over"): Action.CLAIM,
    ("POST", "/alerts/again"): Action.CLAIM,
    ("POST", "/alerts"): Action.CLAIM,
    ("GET", "/alerts/{reference}"): Action.SEE_QUERY,
    ("POST", "/alerts/{reference}/spoke"): Action.CLAIM,
    ("POST", "/alerts/{reference}/withdraw"): Action.CLAIM,
    ("POST", "/alerts/{reference}/told"): Action.CLAIM,
    ("POST", "/desk/{reference}/differs"): Action.CLAIM,
    ("POST", "/desk/{reference}/addendum"): Action.CLAIM,
    ("POST", "/desk/{reference}/no-alert"): Action.CLAIM,
    # As that of a letter: its door asks for the code.
    ("GET", "/a/{token}"): Action.SIGN_IN,
    ("GET", "/a/{token}/code"): Action.SIGN_IN,
    ("POST", "/a/{token}/code"): Action.SIGN_IN,
    ("POST", "/a/{token}/open"): Action.SIGN_IN,
    ("POST", "/a/{token}/fresh"): Action.SIGN_IN,
    ("POST", "/a/{token}/answer"): Action.ACKNOWLEDGE,
}
_ASK: dict[Address, Action] = {
    ("GET", "/ask"): Action.ASK,
    ("GET", "/ask/{line}"): Action.ASK,
    ("POST", "/ask"): Action.ASK,
    ("POST", "/ask/again"): Action.ASK,
    ("POST", "/ask/send"): Action.ASK,
    ("POST", "/ask/guidance"): Action.ASK,
    ("GET", "/you"): Action.ASK,
    ("POST", "/you"): Action.ASK,
    # The same address shows what is asked to a browser that has typed its code; its door asks.
    ("GET", "/you/tracers/{token}"): Action.SIGN_IN,
    ("GET", "/you/tracers/{token}/code"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/code"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/open"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/fresh"): Action.SIGN_IN,
    ("POST", "/you/tracers/{token}/{tracer}"): Action.ANSWER_TRACER,
    ("GET", "/q/{token}/kept"): Action.ASK,
    ("GET", "/q/{token}/own/code"): Action.ASK,
    ("POST", "/q/{token}/own/code"): Action.ASK,
    ("POST", "/q/{token}/own/open"): Action.ASK,
    ("POST", "/q/{token}/write"): Action.WRITE_QUESTION,
    ("POST", "/q/{token}/withdraw"): Action.WRITE_QUESTION,
}
_LIBRARY: dict[Address, Action] = {
    ("GET", "/library"): Action.SEE_LIBRARY,
    ("GET", "/library/{reference}"): Action.SEE_LIBRARY,
    ("POST", "/library/{reference}/confirm"): Action.NOMINATE,
    ("POST", "/library/{reference}/approve"): Action.APPROVE_CASE,
    ("POST", "/library/{reference}/return"): Action.APPROVE_CASE,
    ("GET", "/library/month/{month}"): Action.SEE_SUMMARY,
    ("GET", "/library/month/{month}/{form}"): Action.SEE_SUMMARY,
}
_OFFICE: dict[Address, Action] = {
    ("GET", "/admin"): Action.SEE_PROBLEMS,
    ("GET", "/admin/outgoing"): Action.SEE_PROBLEMS,
    ("GET", "/admin/mail"): Action.CLEAR_MAIL,
    ("GET", "/admin/mail/{mail}"): Action.CLEAR_MAIL,
    ("POST", "/admin/mail/{mail}/query"): Action.CLEAR_MAIL,
    ("POST", "/admin/mail/{mail}/join"): Action.CLEAR_MAIL,
    ("POST", "/admin/mail/{mail}/not-ours"): Action.CLEAR_MAIL,
    ("POST", "/admin/tasks/{task}/done"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/radiologist"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/number"): Action.TRACE_CALLER,
    ("GET", "/admin/tasks/{task}/practice"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/practice"): Action.MEND_PROBLEMS,
    ("POST", "/admin/tasks/{task}/close"): Action.TRACE_CALLER,
    ("POST", "/admin/outgoing/{row}/retry"): Action.MEND_PROBLEMS,
    ("GET", "/admin/unread"): Action.SEE_PROBLEMS,
    ("GET", "/admin/tracers"): Action.SEE_TRACERS,
    ("GET", "/admin/tracers/{tracer}"): Action.SEE_TRACERS,
    ("POST", "/admin/tracers/{tracer}"): Action.SEE_TRACERS,
    ("GET", "/admin/systems"): Action.SEE_SYSTEMS,
    ("GET", "/admin/waits"): Action.CHANGE_WAITS,
    ("POST", "/admin/waits"): Action.CHANGE_WAITS,
    ("POST", "/admin/waits/rows"): Action.CHANGE_WAITS,
    ("POST", "/admin/waits/file"): Action.CHANGE_WAITS,
    ("GET", "/admin/waits/template"): Action.CHANGE_WAITS,
    ("GET", "/admin/waits/{version}"): Action.CHANGE_WAITS,
}
_SERVICE: dict[Address, Action] = {
    ("GET", "/service"): Action.SEE_SERVICE,
    ("GET", "/service/downtime/{line}"): Action.SEE_SERVICE,
    ("GET", "/service/late"): Action.ENTER_LATE,
    ("POST", "/service/late"): Action.ENTER_LATE,
}
_API: dict[Address, Action] = {
    ("POST", "/api/v1/queries"): Action.ASK_BY_SYSTEM,
    ("POST", "/api/v1/queries/{reference}/answers"): Action.ASK_BY_SYSTEM,
    ("POST", "/api/v1/queries/{reference}/messages"): Action.ASK_BY_SYSTEM,
    ("POST", "/api/v1/queries/{reference}/withdrawal"): Action.ASK_BY_SYSTEM,
    ("GET", "/api/v1/queries/{reference}/letters/{version}"): Action.FETCH_LETTER,
    ("POST", "/api/v1/queries/{reference}/letters/{version}/acknowledgement"): (
        Action.ACKNOWLEDGE_BY_SYSTEM
    ),
    ("GET", "/api/v1/queries"): Action.SEE_WORKLIST,
    ("GET", "/api/v1/queries/{reference}"): Action.SEE_WORKLIST,
}
# What staff read with their session a system reads with its key: its own alone.
BY_KEY: dict[Address, Action] = {
    ("GET", "/api/v1/queries"): Action.READ_BY_SYSTEM,
    ("GET", "/api/v1/queries/{reference}"): Action.READ_BY_SYSTEM,
}
_DEMO: dict[Address, Action] = {
    ("GET", "/demo"): Action.PLAY_DEMO,
    ("GET", "/demo/state"): Action.PLAY_DEMO,
    ("POST", "/demo/act"): Action.PLAY_DEMO,
}
# News of a leg, which always names one; every other step of a script may stand alone.
_OF_LEGS = (
    StepName.LEG,
    StepName.DEFLECTION_LEG,
    StepName.BACK_LEG,
    StepName.CALL_RECORDED,
)
_CARRIER: dict[Address, Action] = {
    ("POST", f"/twilio/{path}"): Action.TAKE_CARRIER_EVENT
    for path in (
        "voice/incoming",
        "voice/over",
        "voice/back-over/{ref}",
        "voice/question-over/{ref}",
        "voice/colleague-over/{ref}",
        *(f"voice/{step}" for step in StepName if step not in _OF_LEGS),
        *(f"voice/{step}/{{ref}}" for step in StepName),
        "voice/over-limit",
        "voice/over-limit/{ref}",
        *(
            f"voice/check-{step}{ref}"
            for step in ("keyed", "whisper", "accepted", "ended")
            for ref in ("", "/{ref}")
        ),
        "sms/incoming",
        "sms/status/{ref}",
    )
}
# The other vendors that sign what they tell us, checked beside their routes too.
_SIGNED: dict[Address, Action] = {
    ("POST", "/slack/events"): Action.TAKE_CARRIER_EVENT,
    ("POST", "/signin/oidc/logout"): Action.TAKE_CARRIER_EVENT,
    ("POST", "/practice/signin/oidc/logout"): Action.TAKE_CARRIER_EVENT,
}

ROUTES: dict[Address, Action] = (
    _PUBLIC
    | SIGN_IN
    | OWN_SIGN_IN
    | _DESK
    | _LETTER
    | _ALERTS
    | _ASK
    | PRACTICE
    | GUIDANCE
    | _LIBRARY
    | _OFFICE
    | DATA
    | GLASS
    | _SERVICE
    | ROTA
    | TRAIL
    | DIRECTORY
    | _API
    | _DEMO
    | _CARRIER
    | _SIGNED
)


def addresses(routes: Iterable[BaseRoute]) -> Iterator[Address]:
    """Every address the routes answer. Raises TypeError for a kind of route nobody thought of."""
    for route in routes:
        if isinstance(route, Route):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield method, route.path
        elif isinstance(route, Mount):
            yield "GET", route.path
        else:
            yield from addresses(_included(route))


def _included(route: Any) -> Iterable[BaseRoute]:
    """What `include_router` has wrapped."""
    router = getattr(route, "original_router", None)
    if router is None:
        raise TypeError(f"{type(route).__name__} is no route this table can judge")
    routes: Iterable[BaseRoute] = router.routes
    return routes

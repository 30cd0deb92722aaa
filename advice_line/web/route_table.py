"""Every address and what it takes to use it, in one table; an address without a rule is refused.

Who may do what is said by `trust/roles.py`. A door behind the page asks again, and asks for what
an address cannot know (whose query, which letter).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from starlette.routing import BaseRoute, Mount, Route

from advice_line.trust.roles import Action
from advice_line.web.asking_addresses import ALERT_LINK, ASK, LETTER
from advice_line.web.audit.addresses import AUDIT
from advice_line.web.audit.appropriateness_addresses import APPROPRIATENESS
from advice_line.web.audit.imaging_addresses import IMAGING
from advice_line.web.audit.report_addresses import REPORTS
from advice_line.web.data_addresses import DATA
from advice_line.web.desk_addresses import ALERTS, DESK
from advice_line.web.digests.addresses import DIGESTS
from advice_line.web.directory.addresses import DIRECTORY
from advice_line.web.glass_addresses import GLASS
from advice_line.web.guidance_addresses import GUIDANCE
from advice_line.web.library_addresses import LIBRARY
from advice_line.web.meetings.addresses import MEETINGS
from advice_line.web.office_addresses import OFFICE, SERVICE
from advice_line.web.practice.addresses import PRACTICE
from advice_line.web.rota.addresses import ROTA
from advice_line.web.sign_in_addresses import OWN_SIGN_IN, SIGN_IN
from advice_line.web.trail_addresses import TRAIL
from advice_line.web.vendor_addresses import CARRIER, SIGNED

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

ROUTES: dict[Address, Action] = (
    _PUBLIC
    | SIGN_IN
    | OWN_SIGN_IN
    | DESK
    | LETTER
    | ALERTS
    | ALERT_LINK
    | ASK
    | PRACTICE
    | GUIDANCE
    | LIBRARY
    | MEETINGS
    | DIGESTS
    | APPROPRIATENESS
    | AUDIT
    | REPORTS
    | OFFICE
    | DATA
    | GLASS
    | SERVICE
    | IMAGING
    | ROTA
    | TRAIL
    | DIRECTORY
    | _API
    | _DEMO
    | CARRIER
    | SIGNED
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

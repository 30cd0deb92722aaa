"""What the pages really are: every address, who may use it, and what its buttons say."""

import re
from collections.abc import Iterator
from functools import cache

from advice_line.demo.markup import read
from advice_line.kinds import Role
from advice_line.trust.reach import REACH, Reach
from advice_line.trust.roles import RULES
from advice_line.web.rendering import render
from advice_line.web.route_table import ROUTES, Address
from tests.web.contexts import PAGES, PARTS
from tests.web.contexts_alerts import ALSO as ALSO_ALERTS
from tests.web.contexts_appropriateness import ALSO as ALSO_APPROPRIATENESS
from tests.web.contexts_case_reviews import ALSO_REVIEWS
from tests.web.contexts_digests import ALSO as ALSO_DIGESTS
from tests.web.contexts_meetings import ALSO as ALSO_MEETINGS
from tests.web.contexts_practice import ALSO as ALSO_PRACTICE
from tests.web.contexts_tracers import ALSO as ALSO_TRACERS
from tests.web.contexts_written import ALSO
from tests.web.pieces import BARE_FRAME, FULL_FRAME, MEMBER_FRAME

_THEIRS = (Reach.OWN, Reach.PRACTICE)
# Posts that no button of a form sends.
BY_SCRIPT = {
    ("POST", "/desk/{reference}/draft"): "by itself, as you type",
    ("POST", "/desk/{reference}/unsent/{kind}"): "by itself, as you type",
    ("POST", "/ask/guidance"): "by itself, as you type",
    ("POST", "/demo/act"): "the buttons of the telephones and of the mail",
}
# A form of the service's own: a busy moment's page sends again whatever was typed, and to whatever
# address; the demonstration's buttons carry its people's names.
_OF_ANY_FORM = "Send it again"
_PERSONAS = (("POST", "/signin/as"), ("POST", "/practice/as"))
# Two kinds of link expire, and both show the same page, whose button says where the new one goes.
_FRESH = re.compile(r"(Send a fresh link to) .*")
_FRESH_LETTER, _FRESH_RECORD = ("POST", "/q/{token}/fresh"), ("POST", "/r/{token}/fresh")


def who(address: Address) -> str:
    """As the documents write it."""
    action = ROUTES[address]
    roles = RULES[action] - {Role.SYSTEM}
    if Role.PUBLIC in roles:
        return "anybody"
    if not roles:
        return "the carrier"
    named = ", ".join(f"`{role}`" for role in Role if role in roles)
    return f"{named}, their own" if REACH[action] in _THEIRS else named


def pressed(address: Address) -> str:
    """The labels of the buttons that send here, as the documents write them."""
    if address in BY_SCRIPT:
        return BY_SCRIPT[address]
    if address in _PERSONAS:
        return "the names of the fictional people"
    shown = _FRESH_RECORD if address == _FRESH_LETTER else address
    labels = sorted(_FRESH.sub(r"\1 …", label) for label in _labels().get(shown, ()))
    return ", ".join(f"**{label}**" for label in labels)


def unknown_actions() -> list[str]:
    """Where forms of the pages would be sent without there being such an address."""
    return [action for action, _ in _sent() if _address(action) is None]


@cache
def _labels() -> dict[Address, set[str]]:
    found: dict[Address, set[str]] = {}
    for action, label in _sent():
        address = _address(action)
        if address is not None and label != _OF_ANY_FORM:
            found.setdefault(address, set()).add(label)
    return found


@cache
def _sent() -> tuple[tuple[str, str], ...]:
    """Of every page with its barest and its fullest content: where its buttons send, and labels."""
    shown = [
        (template, frame, context)
        for template, contexts in (PAGES | PARTS).items()
        for frame, context in zip((BARE_FRAME, FULL_FRAME), contexts, strict=True)
    ]
    also = [
        (template, FULL_FRAME, context)
        for template, context in (
            *ALSO,
            *ALSO_TRACERS,
            *ALSO_ALERTS,
            *ALSO_PRACTICE,
            *ALSO_MEETINGS,
            *ALSO_DIGESTS,
            *ALSO_REVIEWS,
            *ALSO_APPROPRIATENESS,
        )
    ]
    of_practice = ("practice/home.html", MEMBER_FRAME, PAGES["practice/home.html"][0])
    return tuple(
        (button.action or form.action, button.label)
        for template, frame, context in (*shown, *also, of_practice)
        for form in read(render(template, frame=frame, **context)).forms
        if form.method == "post"
        for button in form.buttons
    )


def _address(action: str) -> Address | None:
    """The address with the fewest open places that an action fits, as the service would choose."""
    fitting = sorted(_fitting(action.partition("?")[0]), key=lambda each: each[1].count("{"))
    return fitting[0] if fitting else None


def _fitting(path: str) -> Iterator[Address]:
    for method, template in ROUTES:
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if method == "POST" and re.fullmatch(pattern, path):
            yield method, template

"""What every fixture context is made of: one instant, one line, one frame. All fictional."""

from datetime import UTC, datetime

from advice_line.web.practice_search import Picking
from advice_line.web.rendering import Choice, Frame, NavItem

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
FIXED = (
    "This is advice, not a referral or an authorised exposure. If imaging is needed, please submit "
    "a request with full clinical details. The IR(ME)R practitioner will decide whether it is "
    "justified."
)
BARE_FRAME = Frame(service_name="Example Radiology Advice", time_zone="Europe/London", now=NOW)
# The places of the audit, for whoever has more than one.
SECTIONS = (
    NavItem("/audit?line=hotdoc", "Overview"),
    NavItem("/audit/reports?line=hotdoc", "Reports", current=True),
)
FULL_FRAME = Frame(
    service_name="Example Radiology Advice",
    time_zone="Europe/London",
    now=NOW,
    person="Dr Amara Example",
    sign_out_token="s1gn-out",
    first=NavItem("/desk", "Your list"),
    nav=(
        NavItem("/desk", "Your list", current=True),
        NavItem("/rota", "Rota"),
        NavItem("/library", "Library"),
        NavItem("/admin", "Office"),
    ),
    demo=True,
)
# Round a page of a practice, for one of its people.
MEMBER_FRAME = Frame(
    service_name="Example Radiology Advice",
    time_zone="Europe/London",
    now=NOW,
    member="Dr Rowan Hill",
    sign_out_token="s1gn-out",
    nav=(
        NavItem("/practice", "Your practice", current=True),
        NavItem("/practice/people", "People"),
    ),
)


def choices(**labels: str) -> list[Choice]:
    return [Choice(value, label) for value, label in labels.items()]


FEW_PRACTICES = Picking(many=False, choices=tuple(choices(Y99001="Elm Road Surgery")))
MANY_PRACTICES = Picking(
    many=True,
    choices=tuple(choices(Y99001="Elm Road Surgery, Y99001", Y99002="Elm House, Y99002")),
    words="Elm",
    more=True,
)

"""What stands round every page: whose line it is, who is signed in, where they may go."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from advice_line.errors import Busy
from advice_line.kinds import Role
from advice_line.trust.reach import EVERY_LINE
from advice_line.trust.roles import Action, Actor
from advice_line.web.rendering import Frame, NavItem
from advice_line.web.route_table import ROUTES
from advice_line.web.site import Site

NO_LINE = ("Advice Line", "Europe/London")
_WAITS = "/admin/waits"
_PRACTICE = (
    ("/practice", "Your practice", Action.SEE_PRACTICE),
    ("/practice/learned", "Learned", Action.SEE_PRACTICE),
    ("/practice/unread", "Not acknowledged", Action.KEEP_PRACTICE),
    ("/practice/people", "People", Action.KEEP_PRACTICE),
)
_DIRECTORY = "/admin/directory"
_ROLES = "/admin/roles"
_SIGN_INS = "/admin/sign-ins"
_PLACES = (
    ("/desk", "Your list", Action.CLAIM),
    ("/rota", "Rota", Action.SEE_ROTA),
    ("/library", "Library", Action.SEE_LIBRARY),
    ("/meetings", "Meetings", Action.SEE_MEETINGS),
    ("/digests", "Digests", Action.KEEP_DIGESTS),
    ("/audit", "Audit", Action.SEE_AUDIT),
    ("/admin", "Office", Action.SEE_PROBLEMS),
    (_WAITS, "Waits", Action.CHANGE_WAITS),
    (_DIRECTORY, "Directory", Action.KEEP_DIRECTORY),
    ("/admin/trail", "Trail", Action.READ_TRAIL),
    ("/service", "Service", Action.SEE_SERVICE),
    ("/admin/data", "Data", Action.SEE_DATA_LIFE),
    ("/admin/break-glass", "Broken glass", Action.SEE_BROKEN_GLASS),
    (_ROLES, "Roles", Action.SEE_ROLES),
    (_SIGN_INS, "Sign-ins", Action.END_SIGN_INS),
)
# Where somebody's work begins, by the first of their roles in this order. The trail is of every
# line at once: who has its role on single lines begins at who has which role there.
_BEGINS = (
    (Role.RESPONDER, NavItem("/desk", "Your list")),
    (Role.COORDINATOR, NavItem("/admin", "Office")),
    (Role.SERVICE_LEAD, NavItem("/service", "Service")),
    (Role.ROTA_MANAGER, NavItem("/rota", "Rota")),
    (Role.EDUCATOR, NavItem("/library", "Library")),
    (Role.CLINICAL_MEMBER, NavItem("/meetings", "Meetings")),
    (Role.COMMISSIONER, NavItem("/audit", "Audit")),
    (Role.DIRECTORY_ADMIN, NavItem(_DIRECTORY, "Directory")),
    (Role.INFORMATION_GOVERNANCE, NavItem("/admin/trail", "Trail")),
    (Role.INFORMATION_GOVERNANCE, NavItem(_ROLES, "Roles")),
)


def first_place(actor: Actor) -> NavItem | None:
    """Where somebody of the staff goes on to after signing in, and back to: the first place which
    their roles open, whether or not they have shown both factors yet. None for anybody else."""
    whole = replace(actor, only=None)
    held = actor.roles.union(*actor.on.values())
    open_to = (
        place
        for role, place in _BEGINS
        if role in held and _opens(whole, ROUTES["GET", place.href])
    )
    return next(open_to, None)


def home_of(actor: Actor) -> str:
    """The address of their first place; the public page where there is none."""
    place = first_place(actor)
    return "/" if place is None else place.href


def frame(
    site: Site,
    actor: Actor,
    path: str,
    *,
    now: datetime,
    line: tuple[str, str] | None = None,
    sign_out_token: str | None = None,
) -> Frame:
    """`line` is the name and the time zone of the page's line; that of the first line without."""
    name, time_zone = line or _first_line(site, actor)
    staff, member = actor.responder_id is not None, actor.member_id is not None
    return Frame(
        service_name=name,
        time_zone=time_zone,
        now=now,
        person=actor.name if staff else None,
        member=actor.name if member else None,
        first=first_place(actor),
        sign_out_token=sign_out_token if staff or member else None,
        nav=tuple(_nav(actor, path)) if staff else tuple(_of_practice(actor, path)),
        rehearsal=site.rehearsal,
        demo=site.demo,
    )


def bare_frame(site: Site, now: datetime, *, sign_in: bool = True) -> Frame:
    """For when the database is away: nothing is asked."""
    name, time_zone = NO_LINE
    return Frame(name, time_zone, now, sign_in=sign_in, rehearsal=site.rehearsal, demo=site.demo)


def _first_line(site: Site, actor: Actor) -> tuple[str, str]:
    with suppress(Busy):
        return site.front.first_line(actor) or NO_LINE
    return NO_LINE


def _nav(actor: Actor, path: str) -> Iterator[NavItem]:
    # The office's own page leads to waits and directory, that of people to their roles; on a phone
    # five places are too many.
    office = actor.may(Action.SEE_PROBLEMS)
    led_there = {
        *((_WAITS, _DIRECTORY) if office else ()),
        *((_ROLES,) if actor.may(Action.KEEP_PEOPLE) else ()),
        # Information governance looks at them each month; others are led there by their own.
        *(() if _opens(actor, Action.SEE_DATA_LIFE) else (_SIGN_INS,)),
    }
    open_to = [
        NavItem(href, label)
        for href, label, action in _PLACES
        if _opens(actor, action) and href not in led_there
    ]
    # Pages of others lie below the office's address too: the nearest place is where somebody is.
    within = (each.href for each in open_to if f"{path}/".startswith(f"{each.href}/"))
    here = max(within, key=len, default=None)
    for each in open_to:
        yield replace(each, current=each.href == here)


def _of_practice(actor: Actor, path: str) -> Iterator[NavItem]:
    if actor.member_id is None:
        return
    for href, label, action in _PRACTICE:
        if actor.may(action):
            yield NavItem(href, label, current=path == href)


def _opens(actor: Actor, action: Action) -> bool:
    return actor.everywhere(action) if action in EVERY_LINE else actor.may(action)

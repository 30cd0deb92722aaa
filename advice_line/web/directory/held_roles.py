"""Who has which role on a line, and who was given or lost one."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.trust.roles import Action
from advice_line.web import lines
from advice_line.web.access import Here
from advice_line.web.directory import addresses, labels
from advice_line.web.directory.role_ticks import DUTIES

router = APIRouter()


@router.get(addresses.ROLES)
def look(visit: Here, line: str | None = None) -> Response:
    found = visit.site.held_roles.look(visit.actor, line)
    return visit.page(
        "people/roles.html",
        now=found.now,
        of=found.line,
        line_name=found.line.name,
        lines=lines.choices(addresses.ROLES, found.line, found.lines),
        several=len(found.lines) > 1,
        holders=[(DUTIES[role], people) for role, people in found.holders],
        changes=[
            {
                "at": each.at,
                "person": each.person,
                "what": f"{'given' if each.given else 'taken away'}: {DUTIES[each.role]}",
                "everywhere": each.everywhere,
                "by": labels.who(each.by),
            }
            for each in found.changes
        ],
        people=addresses.PEOPLE if visit.actor.may(Action.KEEP_PEOPLE) else None,
    )

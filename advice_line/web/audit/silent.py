"""Which practices asked a line nothing in a quarter: a page, and the same as a file."""

import csv
import io
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.shown.choosing import Choice
from advice_line.audit.shown.silent_practices import Silent, SilentPractices
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Visit
from advice_line.web.audit.addresses import PRACTICE, SILENT, SILENT_FILE
from advice_line.web.audit.navigation import chosen
from advice_line.web.audit.overview import href
from advice_line.web.rota import places
from rota.exchange.writing_sheets import harmless

router = APIRouter()
_HEADS = ("line", "quarter", "code", "practice", "network", "list_size", "last_asked")


@dataclass(frozen=True)
class Row:
    name: str
    code: str
    href: str
    network: str
    patients: str
    last_asked: str


@router.get(SILENT)
def look(visit: Here, line: str | None = None, period: str | None = None) -> Response:
    found = visit.site.audit.silent.look(visit.actor, line, period)
    choice = found.choice
    return visit.page(
        "audit/silent.html",
        status=422 if choice.problem else 200,
        now=found.now,
        of=choice.line,
        # By practice there are quarters alone.
        at=replace(chosen(visit, choice, SILENT), kinds=()),
        path=SILENT,
        back=href(choice, "adoption.using"),
        rows=[_row(each, choice) for each in found.rows],
        there=found.there,
        file=places.at(SILENT_FILE, line=choice.line.key, period=choice.period.key),
    )


@router.get(SILENT_FILE)
def file(visit: Here, line: str | None = None, period: str | None = None) -> Response:
    found = visit.site.audit.silent.look(visit.actor, line, period)
    name = f"silent-practices-{found.choice.line.key}-{found.choice.period.key}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(_csv(found), media_type="text/csv", headers=headers)


def address(visit: Visit, choice: Choice) -> str | None:
    """Where the list of that quarter is, for who may see it."""
    if choice.nothing or not visit.actor.may(Action.SEE_COUNTED, choice.line.key):
        return None
    return places.at(SILENT, line=choice.line.key, period=choice.period.key)


def _row(of: Silent, choice: Choice) -> Row:
    at = PRACTICE.format(code=of.code)
    return Row(
        name=of.name,
        code=of.code,
        href=places.at(at, line=choice.line.key, period=choice.period.key),
        network=of.network or "in no network",
        patients=f"{of.patients:,}" if of.patients else "not known",
        last_asked=_last(of, choice),
    )


def _last(of: Silent, choice: Choice) -> str:
    if of.last_asked is None:
        return "never"
    month = f"{of.last_asked:%B %Y}"
    return f"since then, in {month}" if of.last_asked >= choice.period.after else month


def _csv(found: SilentPractices) -> bytes:
    made, choice = io.StringIO(), found.choice
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(_HEADS)
    for each in found.rows:
        last = f"{each.last_asked:%Y-%m}" if each.last_asked else "never"
        named = (each.code, each.name, each.network or "")
        writer.writerow(
            [
                choice.line.key,
                choice.period.key,
                *(harmless(cell) for cell in named),
                each.patients or "",
                last,
            ]
        )
    # The mark by which a spreadsheet program knows that names are in UTF-8.
    return made.getvalue().encode("utf-8-sig")

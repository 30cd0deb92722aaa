"""Two rows for one practice, or for one person who asks, looked over and then merged."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory import part_words
from advice_line.directory.kept.merging import Merge
from advice_line.errors import Conflict, NotFound, Problem
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.directory import addresses
from advice_line.web.rota import places

router = APIRouter()
_PERSON = f"{addresses.PLACE}/askers/{{key}}/merge"
_NO_SUCH = "There is no organisation with this code here. Search for it, and copy its code."
_NOBODY = "There is nobody of this key here. It stands beside their name."


@dataclass(frozen=True)
class _Part:
    label: str
    gone: str
    kept: str
    moves: bool


@router.get(f"{addresses.PLACE}/{{code}}/merge")
def look(visit: Here, code: str, into: str = "") -> Response:
    visit.site.directory.shown(visit.actor, code)
    if not into.strip():
        return _page(visit, code, into, None)
    try:
        found = visit.site.directory.look_at_merge(visit.actor, code, into)
    except NotFound:
        return _page(visit, code, into, None, [Problem("into", _NO_SUCH)], status=422)
    return _page(visit, code, into, found)


@router.post(f"{addresses.PLACE}/{{code}}/merge")
def merge(visit: Here, code: str, form: Posted) -> Response:
    into = form.get("into", "")
    try:
        visit.site.directory.merge(visit.actor, code, into, visit.key(form))
    except Conflict as error:
        found = visit.site.directory.look_at_merge(visit.actor, code, into)
        return _page(visit, code, into, found, [Problem("", error.sentence)], status=409)
    return visit.go(places.at(addresses.of(into.strip().upper()), done="merged"))


@router.get(_PERSON)
def look_at_people(visit: Here, key: str, into: str = "", of: str = "") -> Response:
    return _people_page(visit, key, into, of)


@router.post(_PERSON)
def merge_people(visit: Here, key: str, form: Posted) -> Response:
    into, of = form.get("into", ""), form.get("of", "")
    try:
        visit.site.directory.merge_people(visit.actor, key, into, visit.key(form))
    except Conflict as error:
        return _people_page(visit, key, into, of, [Problem("", error.sentence)], status=409)
    place = addresses.of(of) if of else addresses.PLACE
    return visit.go(places.at(place, done="merged") if of else place)


def _page(
    visit: Visit,
    code: str,
    into: str,
    found: Merge | None,
    problems: Sequence[Problem] = (),
    *,
    status: int = 200,
) -> Response:
    own = visit.site.directory.shown(visit.actor, code).organisation
    return visit.page(
        "directory/merge.html",
        status=status,
        back=addresses.of(code),
        here=addresses.of(code, "merge"),
        code=code,
        name=own.name,
        into=into,
        found=found is not None,
        other=(found.kept.name, found.kept.key) if found else None,
        queries=found.queries if found else 0,
        people=found.people if found else 0,
        phones=found.phones if found else (),
        parts=[
            _Part(
                part_words.NAMES[each.part],
                part_words.told(each.part, each.gone),
                part_words.told(each.part, each.kept),
                each.moves,
            )
            for each in (found.parts if found else ())
        ],
        against=found.against if found else (),
        form_token=visit.form_token(),
        problems=problems,
    )


def _people_page(
    visit: Visit,
    key: str,
    into: str,
    of: str,
    problems: Sequence[Problem] = (),
    *,
    status: int = 200,
) -> Response:
    door = visit.site.directory
    found, said = None, list(problems)
    try:
        found = door.look_at_people(visit.actor, key, into.strip() or key)
    except NotFound:
        found = door.look_at_people(visit.actor, key, key)
        said, status, into = [Problem("into", _NOBODY)], 422, into
    chosen = bool(into.strip()) and found.kept.key != key
    return visit.page(
        "directory/merge_people.html",
        status=status,
        back=addresses.of(of) if of else addresses.PLACE,
        here=f"{addresses.PLACE}/askers/{key}/merge",
        into=into,
        whose=of,
        gone=found.gone,
        kept=found.kept if chosen else None,
        against=found.against if chosen else (),
        form_token=visit.form_token(),
        problems=said,
    )

"""One organisation: what is known of it, whose word that is, what is open there, what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.directory import part_words
from advice_line.directory.kept.door import PartShown, Shown
from advice_line.directory.kept.requesters import Person
from advice_line.directory_kinds import Origin
from advice_line.errors import Conflict, Invalid, NotFound, Problem
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.directory import addresses, labels
from advice_line.web.rota import places

router = APIRouter()
_ONE = f"{addresses.PLACE}/{{code}}"
_DONE = {
    "saved": "Saved.",
    "added": "Added.",
    "confirmed": "Noted that it is right.",
    "taken": "Taken from the file.",
    "left": "Left as it is. This word of the file is not told again.",
    "accepted": "Accepted. It stands from now on.",
    "declined": "Declined. Everything stays as it was.",
    "merged": "Merged. Everything that pointed to the other points here.",
}


@dataclass(frozen=True)
class _Part:
    key: str
    label: str
    value: str
    origin: str
    confirmed_at: datetime | None
    confirmed_by: str
    said_by: str
    differs: str


@dataclass(frozen=True)
class _Waiting:
    id: str
    label: str
    stands: str
    value: str
    by: str
    at: datetime
    sharing: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class _Happened:
    at: datetime
    what: str
    by: str


@router.get(_ONE)
def look(visit: Here, code: str, done: str | None = None) -> Response:
    shown = visit.site.directory.shown(visit.actor, code)
    return page(visit, shown, done=_DONE.get(done or ""))


@router.post(f"{_ONE}/confirm")
def confirm(visit: Here, code: str, form: Posted) -> Response:
    said_by, part = form.get("said_by", ""), form.get("part", "")
    try:
        visit.site.directory.confirm(visit.actor, code, part, said_by, visit.key(form))
    except Invalid as error:
        shown = visit.site.directory.shown(visit.actor, code)
        return page(visit, shown, error.problems, status=422, said_by=said_by, part=part)
    return visit.go(places.at(addresses.of(code), done="confirmed"))


@router.post(f"{_ONE}/file")
def settle_file(visit: Here, code: str, form: Posted) -> Response:
    take = form.get("take") == "yes"
    try:
        visit.site.directory.settle_file(
            visit.actor, code, form.get("part", ""), take=take, token=visit.key(form)
        )
    except Conflict as error:
        shown = visit.site.directory.shown(visit.actor, code)
        return page(visit, shown, [Problem("", error.sentence)], status=409)
    return visit.go(places.at(addresses.of(code), done="taken" if take else "left"))


@router.post(f"{_ONE}/corrections/{{correction}}")
def settle_correction(visit: Here, code: str, correction: str, form: Posted) -> Response:
    accept = form.get("accept") == "yes"
    try:
        visit.site.directory.settle_correction(
            visit.actor,
            code,
            correction,
            accept=accept,
            reason=form.get("reason", ""),
            token=visit.key(form),
        )
    except Invalid as error:
        shown = visit.site.directory.shown(visit.actor, code)
        return page(visit, shown, [Problem("", error.sentence)], status=422)
    except NotFound as error:
        shown = visit.site.directory.shown(visit.actor, code)
        return page(visit, shown, [Problem("", error.sentence)], status=409)
    return visit.go(places.at(addresses.of(code), done="accepted" if accept else "declined"))


def page(
    visit: Visit,
    shown: Shown,
    problems: Sequence[Problem] = (),
    *,
    status: int = 200,
    done: str | None = None,
    said_by: str = "",
    part: str = "",
) -> Response:
    of, into = shown.organisation, shown.merged_into
    stands = {each.part: each.value for each in shown.parts}
    return visit.page(
        "directory/one.html",
        status=status,
        now=shown.now,
        code=of.key,
        name=of.name,
        kind=of.kind,
        here=addresses.of(of.key),
        closed_on=of.closed_on,
        merged_into=(into.name, addresses.of(into.key)) if into else None,
        parts=[_part(each) for each in shown.parts],
        sharing=shown.sharing,
        bounced_at=shown.bounced_at,
        email=of.email,
        people=shown.people,
        people_merge=[_merge_with(each, shown.people) for each in shown.people],
        waiting=[
            _Waiting(
                id=each.id,
                label=part_words.NAMES[each.part],
                stands=part_words.told(each.part, stands[each.part]),
                value=part_words.told(each.part, each.value),
                by=each.by,
                at=each.at,
                sharing=each.sharing,
            )
            for each in shown.waiting
        ],
        open_queries=shown.open_queries,
        open_alerts=shown.open_alerts,
        history=[
            _Happened(each.at, labels.happened(each), labels.who(each.by)) for each in shown.history
        ],
        done=done,
        said_by=said_by,
        chosen=part,
        form_token=visit.form_token(),
        problems=problems,
    )


def _part(of: PartShown) -> _Part:
    noted = of.noted
    differs = noted.differs if noted else {}
    return _Part(
        key=of.part.value,
        label=part_words.NAMES[of.part],
        value=part_words.told(of.part, of.value),
        origin=_origin(of),
        confirmed_at=noted.confirmed_at if noted else None,
        confirmed_by=labels.confirmer(noted.confirmed_by if noted else None),
        said_by=(noted.said_by or "") if noted else "",
        differs=labels.kept(differs["source"], differs["value"], of.part) if differs else "",
    )


def _origin(of: PartShown) -> str:
    """ "" of what nobody ever said."""
    if of.noted is None:
        return part_words.SOURCES[Origin.SETUP] if any(of.value.values()) else ""
    return part_words.SOURCES[Origin(of.noted.origin)]


def _merge_with(of: Person, people: Sequence[Person]) -> str:
    """Where this person is merged into another of the organisation; "" where there is none."""
    return f"{addresses.PLACE}/askers/{of.key}/merge" if len(people) > 1 else ""

"""The audit of appropriateness: samples of a line's months, one of them, and one query of it before
its reviewer."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.audit.appropriateness import drawing, review_form
from advice_line.errors import Invalid, Problem
from advice_line.kinds import Channel, StaffRole, Urgency
from advice_line.rules import labels as rule_labels
from advice_line.web import labels, lines
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.audit import appropriateness_words as words
from advice_line.web.audit import navigation
from advice_line.web.audit.appropriateness_addresses import ONE, PLACE, SAMPLED
from advice_line.web.rendering import Choice
from advice_line.web.rota import places

router = APIRouter()


@router.get(PLACE)
def listed(visit: Here, line: str | None = None) -> Response:
    return _list(visit, line)


@router.post(PLACE)
def draw(visit: Here, form: Posted) -> Response:
    try:
        audit = visit.site.appropriateness.drawing.draw(visit.actor, form, visit.key(form))
    except Invalid as error:
        return _list(visit, form.get("line"), form, error.problems)
    return visit.go(f"{PLACE}/{audit}")


@router.get(ONE)
def look(visit: Here, audit: str, done: str | None = None) -> Response:
    return _page(visit, audit, done=done)


@router.post(f"{ONE}/reviewers")
def appoint(visit: Here, audit: str, form: Posted) -> Response:
    try:
        visit.site.appropriateness.appointing.appoint(visit.actor, audit, form, visit.key(form))
    except Invalid as error:
        return _page(visit, audit, form, error.problems)
    return visit.go(f"{PLACE}/{audit}")


@router.post(f"{ONE}/reviewers/off")
def take_off(visit: Here, audit: str, form: Posted) -> Response:
    visit.site.appropriateness.appointing.take_off(visit.actor, audit, form, visit.key(form))
    return visit.go(f"{PLACE}/{audit}")


@router.post(f"{ONE}/close")
def close(visit: Here, audit: str, form: Posted) -> Response:
    visit.site.appropriateness.appointing.close(visit.actor, audit, visit.key(form))
    return visit.go(f"{PLACE}/{audit}")


@router.get(SAMPLED)
def open_query(visit: Here, audit: str, sampled: str) -> Response:
    return _review(visit, audit, sampled)


@router.post(SAMPLED)
def say(visit: Here, audit: str, sampled: str, form: Posted) -> Response:
    door = visit.site.appropriateness.reviewing
    try:
        door.say(visit.actor, audit, sampled, form, visit.key(form))
    except Invalid as error:
        return _review(visit, audit, sampled, form, error.problems)
    return visit.go(PLACE)


@router.post(f"{SAMPLED}/offer")
def offer(visit: Here, audit: str, sampled: str, form: Posted) -> Response:
    visit.site.cases.sampled.offer(visit.actor, audit, sampled, visit.key(form))
    return visit.go(f"{PLACE}/{audit}?done=offered#teach")


def _list(
    visit: Visit,
    key: str | None,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    found = visit.site.appropriateness.drawing.look(visit.actor, key)
    return visit.page(
        "audit/appropriateness.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        at=PLACE,
        line=found.line.key,
        sections=navigation.sections(visit, found.line.key),
        lines=lines.choices(PLACE, found.line, found.lines),
        found=found,
        form={"wanted": f"{drawing.USUAL}"} | dict(form or {}),
        months=[Choice(each.key, each.label) for each in found.months],
        form_token=visit.form_token(),
        problems=problems,
    )


def _page(
    visit: Visit,
    audit: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    done: str | None = None,
) -> Response:
    found = visit.site.appropriateness.seeing.look(visit.actor, audit)
    results = found.results
    told = {} if results is None else {"by_first": results.by_first, **results.verdicts}
    return visit.page(
        "audit/sample.html",
        status=422 if problems else 200,
        now=found.now,
        of=found.line,
        back=places.at(PLACE, line=found.line.key),
        at=f"{PLACE}/{audit}",
        audit=found,
        results=results,
        told=words.rows(told),
        checks=words.checks(results.helpful) if results else [],
        left_out=words.LEFT_OUT,
        stratum=words.stratum,
        share=words.share,
        verdicts=list(review_form.VERDICTS.values()),
        people=[Choice(e.key, _named(e.name, e.role)) for e in found.others],
        named=_named,
        form=form or {},
        done=done,
        form_token=visit.form_token(),
        problems=problems,
    )


def _review(
    visit: Visit,
    audit: str,
    sampled: str,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Response:
    shown = visit.site.appropriateness.reviewing.open(visit.actor, audit, sampled)
    asked = shown.urgency_asked
    return visit.page(
        "audit/review.html",
        status=422 if problems else 200,
        now=shown.now,
        of=shown.line,
        back=places.at(PLACE, line=shown.line.key),
        at=f"{PLACE}/{audit}/queries/{sampled}",
        shown=shown,
        channel=labels.CHANNELS[Channel(shown.channel)],
        urgency=labels.URGENCY_ASKED[Urgency(asked)] if asked else None,
        would_have_done=rule_labels.WOULD_HAVE_DONE,
        verdicts=labels.choices(review_form.VERDICTS),
        verdict_words=review_form.VERDICTS,
        checked=review_form.CHECKED,
        longest=review_form.LONGEST_COMMENT,
        form=form or {},
        form_token=visit.form_token(),
        problems=problems,
    )


def _named(name: str, role: str) -> str:
    return f"{name} ({rule_labels.ROLES[StaffRole(role)]})"

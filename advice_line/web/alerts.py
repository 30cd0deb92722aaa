"""Alerts as staff start, see and end them."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.alert_kinds import AlertState
from advice_line.desk.alerting.door import AlertDraft
from advice_line.desk.alerting.shown import AlertSeen
from advice_line.errors import Difference, IdentifiersDiffer, Invalid, Problem
from advice_line.rules import alert_form, alert_notices
from advice_line.trust.roles import Actor
from advice_line.web import alert_words, form_tokens, practice_search, query
from advice_line.web.access import Here, Posted, StaleForm, Typed, Visit
from advice_line.web.rendering import Choice

router = APIRouter()
_REASON = "difference_reason"
_Act = Callable[[Actor, str, Mapping[str, str], str], None]


@router.get("/alerts")
def board(visit: Here) -> Response:
    found = visit.site.alerts.board(visit.actor)
    return visit.page(
        "alerts/board.html",
        now=found.now,
        open=[alert_words.row(each, found.now) for each in found.open],
        ended=[alert_words.row(each, found.now) for each in found.ended],
    )


@router.get("/alerts/new")
def new(visit: Here, about: str = "") -> Response:
    return _form(visit, {"query": about} if about else {})


@router.post("/alerts/look-over")
def look_over(visit: Here, form: Typed) -> Response:
    """What would be sent, about whom and to whom; nothing is sent by this (H02)."""
    if not visit.holds(form):
        return _form(visit, form, 403, [Problem("", StaleForm.sentence)])
    try:
        form = _named(visit, form)
        draft = visit.site.alerts.look_over(visit.actor, form)
    except IdentifiersDiffer as error:
        return _differs(visit, form, error.differences)
    except Invalid as error:
        return _form(visit, form, 422, error.problems)
    return _looked_over(visit, form, draft)


@router.post("/alerts/again")
def correct(visit: Here, form: Posted) -> Response:
    """Back from the check, with everything as it was typed."""
    return _form(visit, form)


@router.post("/alerts")
def start(visit: Here, form: Typed) -> Response:
    if not visit.holds(form):
        # Signed in again since the page was opened: nothing is done, and nothing is lost.
        return _form(visit, form, 403, [Problem("", StaleForm.sentence)])
    try:
        reference = visit.site.alerts.start(visit.actor, form, visit.key(form))
    except IdentifiersDiffer as error:
        return _differs(visit, form, error.differences)
    except Invalid as error:
        return _form(visit, form, 422, error.problems)
    return visit.go(f"/alerts/{reference}")


@router.get("/alerts/{reference}")
def look(visit: Here, reference: str) -> Response:
    return _page(visit, reference)


@router.post("/alerts/{reference}/spoke")
def spoke(visit: Here, reference: str, form: Posted) -> Response:
    return _acted(visit, reference, form, visit.site.alerts.spoke)


@router.post("/alerts/{reference}/withdraw")
def withdraw(visit: Here, reference: str, form: Posted) -> Response:
    return _acted(visit, reference, form, visit.site.alerts.withdraw)


@router.post("/alerts/{reference}/told")
def told(visit: Here, reference: str, form: Posted) -> Response:
    """By voice, that it is withdrawn."""
    return _acted(visit, reference, form, visit.site.alerts.told)


def _acted(visit: Visit, reference: str, form: Mapping[str, str], act: _Act) -> Response:
    try:
        act(visit.actor, reference, form, visit.key(form))
    except Invalid as error:
        return _page(visit, reference, 422, error.problems, form)
    return visit.go(f"/alerts/{reference}")


def _form(
    visit: Visit,
    form: Mapping[str, str],
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    about = form.get("query", "").strip()
    typed = {name: form[name] for name in alert_form.FIELDS if form.get(name) and name != "query"}
    blank = visit.site.alerts.blank(visit.actor, about or None, typed)
    return visit.page(
        "alerts/form.html",
        status=status,
        now=blank.now,
        of=blank.line,
        about=blank.about,
        owed_by=blank.owed_by,
        line=blank.line.key,
        lines=[Choice(each.key, each.name) for each in blank.lines] if not blank.about else [],
        practices=practice_search.shown(blank.organisations, {**form, **blank.form}),
        words=alert_words.WORDS,
        form=blank.form,
        form_token=visit.form_token(),
        problems=problems,
    )


def _named(visit: Visit, form: Mapping[str, str]) -> dict[str, str]:
    about = form.get("query", "").strip()
    every = visit.site.alerts.blank(visit.actor, about or None, {}).organisations
    return practice_search.taken(every, form)


def _fields(form: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with its token: a form sent twice starts one alert."""
    kept = {name: form[name] for name in alert_form.FIELDS if form.get(name)}
    return kept | {form_tokens.FIELD: form[form_tokens.FIELD]}


def _looked_over(visit: Visit, form: Mapping[str, str], draft: AlertDraft) -> Response:
    return visit.page(
        "alerts/look_over.html",
        now=draft.now,
        of=draft.line,
        about=draft.about,
        word=alert_notices.word(draft.draft.word),
        key=alert_words.tag(draft.draft.word),
        critical=alert_notices.critical(draft.draft.word),
        patient=query.patient(draft.draft.patient),
        words=draft.draft.words,
        primary_site=draft.draft.primary_site,
        practice=draft.practice.name,
        mailed=draft.practice.email is not None,
        full=draft.full,
        closed_on=draft.closed_on,
        provider=draft.provider,
        deadline_at=draft.deadline_at,
        fields=list(_fields(form).items()),
        form_token=form[form_tokens.FIELD],
    )


def _differs(visit: Visit, form: Mapping[str, str], differences: Sequence[Difference]) -> Response:
    """Nothing is sent before somebody has looked twice (H02)."""
    return visit.page(
        "alerts/differs.html",
        status=409,
        differences=differences,
        fields=[each for each in _fields(form).items() if each[0] != _REASON],
        difference_reason=form.get(_REASON, ""),
        form_token=form[form_tokens.FIELD],
        problems=[],
    )


def _page(
    visit: Visit,
    reference: str,
    status: int = 200,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, str] | None = None,
) -> Response:
    seen = visit.site.alerts.see(visit.actor, reference)
    return visit.page(
        "alerts/alert.html",
        status=status,
        now=seen.now,
        of=seen.line,
        alert=alert_words.row(seen.listed, seen.now),
        seen=seen,
        patient=query.patient(seen.patient),
        critical=alert_notices.critical(seen.listed.word),
        ended=_ended(seen),
        untold=seen.listed.state is AlertState.WITHDRAWN_UNTOLD,
        whom=_whom(seen),
        steps=alert_words.steps(seen.facts),
        typed=typed or {},
        form_token=visit.form_token(),
        problems=problems,
    )


def _whom(seen: AlertSeen) -> list[Choice]:
    """Whoever rang knows who it was: what the page had said may be past."""
    if seen.provider_number is None:
        return []
    provider = seen.provider or "Who acts for it out of hours"
    return [
        Choice(alert_form.PRACTICE, seen.listed.practice),
        Choice(alert_form.PROVIDER, provider),
    ]


def _ended(seen: AlertSeen) -> str | None:
    if seen.ended is None:
        return None
    return alert_words.STATES[seen.listed.state]

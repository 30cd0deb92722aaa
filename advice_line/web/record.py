"""The record of a call: written, kept as a draft, checked for the right patient, signed."""

from collections.abc import Callable, Mapping, Sequence

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from advice_line.desk.letter import letters
from advice_line.desk.messages import words_seen
from advice_line.desk.query import practices
from advice_line.desk.record import drafts
from advice_line.desk.staff.destinations import Goes
from advice_line.desk.staff.opening import Open, not_theirs
from advice_line.directory import closed_codes
from advice_line.errors import (
    Difference,
    IdentifiersDiffer,
    Invalid,
    NotAllowed,
    NumberNamed,
    NumbersDiffer,
    Problem,
    TypedElsewhere,
    WordsCame,
)
from advice_line.kinds import StaffRole
from advice_line.rules import labels as role_labels
from advice_line.rules import patient_numbers, typed_apart
from advice_line.rules.record import Record
from advice_line.tables.directory import Organisation
from advice_line.web import (
    form_tokens,
    labels,
    practice_search,
    query,
    query_words,
    record_head,
    typed_elsewhere,
    words_came,
    written,
)
from advice_line.web.access import Here, Posted, StaleForm, Typed, Visit
from advice_line.web.rendering import Choice, render

router = APIRouter()
_REASON, _NUMBER = "number_missing_reason", "nhs_number"


@router.get("/desk/{reference}/record")
def write(visit: Here, reference: str) -> Response:
    return _page(visit, reference)


@router.post("/desk/{reference}/record")
def sign(visit: Here, reference: str, form: Typed) -> Response:
    def send() -> Response:
        key, named = visit.key(form), _named(visit, form)
        signed = visit.site.records.sign(visit.actor, reference, named, key)
        return visit.go(f"/desk/{signed.reference}/saved")

    # Whoever is told of a newer version writes on from there.
    kept = {name: value for name, value in form.items() if name != drafts.VERSION}
    return _tried(visit, reference, form, send, kept)


@router.post("/desk/{reference}/record/look-over")
def look_over(visit: Here, reference: str, form: Typed) -> Response:
    """What would leave, for whom and to whom; nothing is signed by this (H02)."""

    def look() -> Response:
        named = _named(visit, form)
        record, goes = visit.site.records.look_over(visit.actor, reference, named)
        return _looked_over(visit, reference, named, record, goes)

    return _tried(visit, reference, form, look, form)


def _tried(
    visit: Visit,
    reference: str,
    form: Mapping[str, str],
    act: Callable[[], Response],
    kept: Mapping[str, str],
) -> Response:
    """`kept` is what comes back of a form that cannot be used."""
    if not visit.holds(form):
        # Signed in again since the page was opened: nothing is done, and nothing is lost.
        return _page(visit, reference, form, 403, [Problem("", StaleForm.sentence)])
    try:
        return act()
    except WordsCame:
        return _page(visit, reference, form, 409)
    except TypedElsewhere:
        return _page(visit, reference, form, 409, [typed_elsewhere.NOTHING_SENT])
    except NumbersDiffer as error:
        return _which_number(visit, reference, form, error.numbers)
    except IdentifiersDiffer as error:
        return _check(visit, reference, form, error.differences)
    except Invalid as error:
        return _page(visit, reference, kept, 422, error.problems)


@router.post("/desk/{reference}/record/again")
def correct(visit: Here, reference: str, form: Posted) -> Response:
    """Back from the check, or to the practices that fit, with everything as it was typed."""
    return _page(visit, reference, form)


@router.post("/desk/{reference}/draft")
def keep(visit: Here, reference: str, form: Posted) -> Response:
    kept = visit.site.records.keep(visit.actor, reference, form)
    frame = visit.frame(now=kept.at)
    elsewhere = typed_elsewhere.shown(kept, form)
    return HTMLResponse(
        render("responder/draft_kept.html", frame=frame, kept_at=kept.at, elsewhere=elsewhere)
    )


def _own(visit: Visit, reference: str, *, with_words: bool = False) -> Open:
    seen = visit.site.records.open(visit.actor, reference, with_words=with_words)
    if not seen.owned:
        advised = bool(seen.versions)
        raise NotAllowed(not_theirs(seen.query, seen.owner, advised=advised, left=seen.passing_on))
    return seen


def _page(
    visit: Visit,
    reference: str,
    sent: Mapping[str, str] | None = None,
    status: int = 200,
    problems: Sequence[Problem] = (),
) -> Response:
    """`sent` is the form that comes back, None where the page is only opened."""
    seen = _own(visit, reference, with_words=True)
    form, came = seen.form if sent is None else sent, words_came.of(seen, sent)
    elsewhere = typed_elsewhere.shown(seen.draft, form, opened=sent is None)
    organisations = visit.site.records.organisations(visit.actor)
    return visit.page(
        "responder/record.html",
        status=status,
        now=seen.now,
        of=seen.line,
        query=record_head.of(seen),
        author={
            "name": seen.author.name,
            "role": role_labels.ROLES[StaffRole(seen.author.role)],
        },
        addendum=bool(seen.versions),
        form=form,
        choices=labels.record_choices(wrote=seen.written is not None)
        | _at_hand(visit, seen.query.reference, form.get("question") or ""),
        practices=practice_search.shown(organisations, form),
        form_token=visit.form_token(),
        version=form.get(drafts.VERSION) or len(seen.versions),
        came=came,
        problems=[*words_came.problems(seen, came, "Nothing was sent"), *problems],
        kept_at=seen.draft.at if seen.draft else None,
        elsewhere=elsewhere,
        typed_on=typed_elsewhere.page(seen.draft, sent),
        exchanges=seen.exchanges,
        sends_to=_sends_to(seen, form, organisations),
        closed=_closed(seen, form, organisations),
    )


def _named(visit: Visit, form: Mapping[str, str]) -> dict[str, str]:
    return practice_search.taken(visit.site.records.organisations(visit.actor), form)


def _at_hand(visit: Visit, reference: str, question: str) -> dict[str, list[Choice]]:
    found = visit.site.records.at_hand(visit.actor, reference, question)
    return {
        "phrases": [Choice(each, each) for each in found.phrases],
        "guideline": [Choice(_whole(visit, each.address), each.title) for each in found.guidance],
    }


def _whole(visit: Visit, address: str) -> str:
    """As a letter can carry it: a page of ours with where we are reached."""
    return f"{visit.site.public_url}{address}" if address.startswith("/") else address


def _sends_to(
    seen: Open, form: Mapping[str, str], organisations: Sequence[Organisation]
) -> str | None:
    """Where it goes by what was chosen, else by what is known."""
    chosen = form.get(practices.FIELD)
    if not chosen:
        return seen.sends_to
    found = _chosen(chosen, organisations)
    return found.name if found and found.email and not _is_closed(seen, found) else None


def _closed(
    seen: Open, form: Mapping[str, str], organisations: Sequence[Organisation]
) -> str | None:
    """The name of the practice whose query it is, where its code is closed (H17)."""
    chosen = form.get(practices.FIELD)
    if not chosen:
        return seen.organisation if seen.code_closed_on else None
    found = _chosen(chosen, organisations)
    return found.name if found and _is_closed(seen, found) else None


def _chosen(chosen: str, organisations: Sequence[Organisation]) -> Organisation | None:
    return next((each for each in organisations if each.key == chosen), None)


def _is_closed(seen: Open, organisation: Organisation) -> bool:
    return closed_codes.is_closed(organisation, seen.now, seen.line.time_zone)


def _looked_over(
    visit: Visit, reference: str, form: Mapping[str, str], record: Record, goes: Goes
) -> Response:
    seen = _own(visit, reference)
    opinion, action = record.body.opinion, record.body.action
    return visit.page(
        "responder/look_over.html",
        now=seen.now,
        of=seen.line,
        query=record_head.of(seen),
        asker=record.requester.requester_name,
        addendum_reason=form.get(drafts.ADDENDUM_REASON, "").strip() or None,
        differs_because=form.get(_REASON, "").strip() or None,
        basis=list(letters.basis(record.body.basis)),
        patient=query.patient(record.patient),
        question=record.question.question,
        advice=opinion.advice,
        test=letters.test(action),
        who_does_what=letters.who_does_what(action),
        guideline=opinion.guideline,
        urgency_set=labels.URGENCY_SET[opinion.urgency_set] if opinion.urgency_set else None,
        for_patient=opinion.for_patient,
        safety=query_words.safety(record.question),
        sends_to=goes.practice,
        closed=goes.closed,
        hears=written.hears(goes.asker) if goes.asker else None,
        fields=list(_with_token(form).items()),
        form_token=form[form_tokens.FIELD],
    )


def _with_token(form: Mapping[str, str]) -> dict[str, str]:
    carried = (words_seen.FIELD, typed_apart.FIELD)
    shown = {name: form[name] for name in carried if name in form}
    return {**drafts.fields(form), **shown, form_tokens.FIELD: form[form_tokens.FIELD]}


def _which_number(
    visit: Visit, reference: str, form: Mapping[str, str], numbers: Sequence[NumberNamed]
) -> Response:
    """Nothing is sent before somebody has said whose it is (H02); the draft is kept."""
    seen = _own(visit, reference)
    kept = _with_token(form)
    asked = (_NUMBER, drafts.NUMBERS_SEEN)
    return visit.page(
        "responder/which_number.html",
        status=409,
        now=seen.now,
        of=seen.line,
        query=record_head.of(seen),
        choices=[
            *(Choice(each.number, _where(each)) for each in numbers),
            Choice("none", "None of them"),
        ],
        seen=" ".join(each.number for each in numbers),
        fields=[(name, value) for name, value in kept.items() if name not in asked],
        typed=[(name, value) for name, value in kept.items() if name != drafts.NUMBERS_SEEN],
        form_token=form[form_tokens.FIELD],
        problems=[Problem(_NUMBER, "Choose one.")] if form.get(drafts.NUMBERS_SEEN) else [],
    )


def _where(named: NumberNamed) -> str:
    """As "999 000 0018 (the question, what they wrote)"."""
    places = ", ".join(f"{each[0].lower()}{each[1:]}" for each in named.where)
    return f"{patient_numbers.grouped(named.number)} ({places})"


def _check(
    visit: Visit, reference: str, form: Mapping[str, str], differences: Sequence[Difference]
) -> Response:
    """Nothing is sent before somebody has looked twice (H02); the draft is kept."""
    seen = _own(visit, reference)
    organisations = visit.site.records.organisations(visit.actor)
    return visit.page(
        "responder/check.html",
        status=409,
        now=seen.now,
        of=seen.line,
        query=record_head.of(seen),
        differences=differences,
        sends_to=_sends_to(seen, form, organisations),
        fields=[(name, value) for name, value in _with_token(form).items() if name != _REASON],
        number_missing_reason=form.get(_REASON, ""),
        form_token=form[form_tokens.FIELD],
        problems=[],
    )

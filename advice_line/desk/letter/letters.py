"""An advice version as a letter: opened from its seals, for page, mail and PDF."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlmodel import col, select

from advice_line.desk.query import exchanges
from advice_line.errors import Deleted
from advice_line.kinds import Channel, StaffRole
from advice_line.ledger.work import Work
from advice_line.ports.letter import Letter, LetterPatient
from advice_line.rules import days, labels, patient_numbers, record_form, wording
from advice_line.rules.record import Action, Basis, Patient, Record, SafetyFlag, ViewedOn
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.ledger import Outgoing
from advice_line.tables.queries import Query

READ_BACK_BY = "advice.sealed_read_back_by"
UNREGISTERED = "no registration, employer entitlement"
SAFETY = ("pregnancy", "egfr", "mri_implant", "contrast_allergy")
_BY = {
    Channel.CALL: "telephone",
    Channel.CALL_BACK: "telephone",
    Channel.API: "the practice's own system",
}


def newest(work: Work, query_id: int) -> Advice | None:
    statement = (
        select(Advice)
        .where(col(Advice.query_id) == query_id)
        .order_by(col(Advice.version).desc())
        .limit(1)
    )
    return work.session.exec(statement).first()


def earlier(work: Work, advice: Advice) -> list[Advice]:
    """The versions before it, the newest first."""
    statement = select(Advice).where(
        col(Advice.query_id) == advice.query_id, col(Advice.version) < advice.version
    )
    return list(work.session.exec(statement.order_by(col(Advice.version).desc())))


def _before(work: Work, advice: Advice) -> datetime | None:
    found = earlier(work, advice)
    return found[0].finalised_at if found else None


def mailed(work: Work, advice: Advice) -> bool:
    """Whether mail was to carry it when it was signed, whatever address is on file now."""
    row = select(Outgoing.id).where(col(Outgoing.once) == queued_as(advice))
    return work.session.exec(row).first() is not None


def queued_as(advice: Advice) -> str:
    """The name of its outgoing row, by which it is queued once."""
    return f"letter:{advice.public_id}"


def read_back_by(work: Work, advice: Advice) -> str | None:
    """Who read it back, as whoever spoke to them wrote it down."""
    sealed = advice.sealed_read_back_by
    return work.vault.open(sealed, READ_BACK_BY) if sealed else None


def read_back_at_signing(advice: Advice) -> bool:
    """Before it was signed, rather than to somebody who was rung about it later."""
    return advice.verbal_read_back_at == advice.finalised_at


def record_of(work: Work, advice: Advice) -> Record:
    """Raises `errors.Deleted`."""
    if advice.sealed_body is None:
        raise Deleted
    return Record.from_json(work.vault.open(advice.sealed_body, "advice.sealed_body"))


def letter(work: Work, advice: Advice) -> Letter:
    query = work.session.get_one(Query, advice.query_id)
    line = work.session.get_one(Line, query.line_id)
    author = work.session.get_one(Responder, advice.author_id)
    organisation = (
        work.session.get(Organisation, query.organisation_id) if query.organisation_id else None
    )
    record = record_of(work, advice)
    opinion = record.body.opinion
    return Letter(
        reference=query.reference,
        version=advice.version,
        line_name=line.name,
        organisation_name=organisation.name if organisation else None,
        requester_name=record.requester.requester_name,
        requester_role=_requester_role(record),
        requester_registration=record.requester.registration,
        patient=_patient(record.patient),
        booking_reference=record.question.booking_reference,
        asked_at=query.received_at,
        asked_by=_asked_by(query),
        question=record.question.question,
        asked_back=tuple(_asked_back(work, query, advice, record.patient)),
        safety=tuple(_safety(record)),
        would_have_done=_would_have_done(record),
        basis=tuple(basis(record.body.basis)),
        advice=opinion.advice,
        test_advised=record.body.action.test_advised,
        test_name=test(record.body.action),
        who_does_what=who_does_what(record.body.action),
        alternative=opinion.alternative,
        red_flags=opinion.red_flags,
        for_patient=opinion.for_patient,
        review_date=opinion.review_date,
        guideline=opinion.guideline,
        alert_word=opinion.urgency_set.value.upper() if opinion.urgency_set else None,
        out_of_scope=not advice.within_scope,
        countersigned_by=_countersigned(work, advice),
        countersigned_at=advice.countersigned_at,
        author_name=author.name,
        author_role=labels.ROLES[StaffRole(advice.author_role)],
        author_registration=advice.author_registration,
        finalised_at=advice.finalised_at,
        read_back_at=advice.verbal_read_back_at,
        read_back_by=read_back_by(work, advice),
        read_back_on_call=read_back_at_signing(advice) and query.channel in _BY,
        addendum_reason=(
            work.vault.open(advice.sealed_reason, "advice.sealed_reason")
            if advice.sealed_reason
            else None
        ),
        adds_to=_before(work, advice),
        fixed_sentence=wording.fixed_sentence(line.words),
        time_zone=line.time_zone,
    )


def _countersigned(work: Work, advice: Advice) -> str | None:
    if advice.countersigned_by_id is None:
        return None
    signer = work.session.get_one(Responder, advice.countersigned_by_id)
    return f"{signer.name}, {labels.ROLES[StaffRole(signer.role)]}, {registration(signer)}"


def registration(author: Responder) -> str:
    """As it stands in the letter; without one, somebody answers by the employer's entitlement."""
    if author.registration_body is None:
        return UNREGISTERED
    return f"{author.registration_body} {author.registration_number}"


def may_carry(address: str, domains: Iterable[str]) -> bool:
    """Whether a mail to this address may hold the whole letter (safety: allow-listed domains)."""
    return address.rpartition("@")[2].lower() in {domain.lower() for domain in domains}


def _patient(patient: Patient | None) -> LetterPatient | None:
    if patient is None:
        return None
    return LetterPatient(
        name=patient.patient_name,
        date_of_birth=patient.date_of_birth,
        number=patient.nhs_number,
        number_missing_reason=patient.number_missing_reason,
    )


def _requester_role(record: Record) -> str | None:
    role = record.requester.requester_role
    return labels.REQUESTER_ROLES.get(role, role) if role else None


def _asked_back(work: Work, query: Query, advice: Advice, of: Patient | None) -> Iterator[str]:
    """Word for word, but for the number of anybody else than its patient (H02)."""
    right = of.nhs_number if of else None
    for each in exchanges.of(work, query, advice.finalised_at):
        yield f"We asked: {patient_numbers.only(each.asked, right)}"
        for answer in each.answers:
            who = answer.by or "They"
            yield f"{who} answered: {patient_numbers.only(answer.words, right)}"
        if not each.answers:
            yield "No answer had come when the advice was signed."


def _safety(record: Record) -> Iterator[str]:
    """Each answer, that it is not known among them: a blank never reads as "no"."""
    flags = [(name, getattr(record.question, name)) for name in SAFETY]
    if record.patient is None and all(flag is SafetyFlag.NOT_KNOWN for _, flag in flags):
        return
    for name, flag in flags:
        yield f"{record_form.LABELS[name]}: {flag.value.replace('_', ' ')}"


def _would_have_done(record: Record) -> str | None:
    question = record.question
    words = labels.WOULD_HAVE_DONE[question.would_have_done] if question.would_have_done else None
    return ". ".join(part for part in (words, question.would_have_done_note) if part) or None


def basis(basis: Basis) -> Iterator[str]:
    """Whether images were seen, of what and on what; whether the report was; what was missing."""
    if basis.images_reviewed:
        images = labels.IMAGES.get(basis.image_modality or "", basis.image_modality)
        day = days.or_words(basis.image_date) if basis.image_date else None
        what = " ".join(part for part in (images, day) if part)
        on = " on a phone's screen" if basis.viewed_on is ViewedOn.PHONE else ""
        yield f"Images seen: {what or 'yes'}{on}."
    elif basis.images_reviewed is False:
        yield "No images were seen."
    if basis.report_seen:
        yield "The report was seen."
    if basis.missing_information:
        yield f"Missing: {basis.missing_information}"


def test(action: Action) -> str | None:
    return (action.test_name or "imaging") if action.test_advised else None


def who_does_what(action: Action) -> str | None:
    if not action.action_owner:
        return None
    what = test(action)
    does = f"{action.action_owner}: {what}" if what else action.action_owner
    return f"{does}, by {_day(action.action_by)}" if action.action_by else does


def _day(day: date) -> str:
    return wording.day_in_words(day)


def _asked_by(query: Query) -> str:
    """What was entered afterwards says so, wherever it is read."""
    channel = _BY.get(Channel(query.channel), query.channel)
    return f"{channel} (late entry, from paper)" if query.late_entry else channel

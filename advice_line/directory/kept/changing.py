"""What people change of an organisation, part by part, with its trail; in the caller's one
transaction."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, delete, select

from advice_line.directory import as_it_was, bounced, lookups
from advice_line.directory.imports.given import Value
from advice_line.directory.imports.standing import of_column, parts_of
from advice_line.directory.kept import origins
from advice_line.directory_kinds import Origin, Part
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line, Organisation, OrganisationPhone, Responder

ACTIONS = {True: "organisation.closed", False: "organisation.reopened"}


def find(work: Work, code: str) -> Organisation:
    """Itself, also where it was merged into another. Raises `errors.NotFound`."""
    row = work.session.exec(select(Organisation).where(col(Organisation.key) == code)).first()
    if row is None:
        raise NotFound("There is no such organisation here.")
    return row


def parts(work: Work, of: Organisation) -> dict[Part, Value]:
    return dict(parts_of(of, lookups.phones_of(work.session, of.id or 0)))


def put(
    work: Work,
    of: Organisation,
    wanted: Mapping[Part, Mapping[str, Any]],
    *,
    origin: Origin,
    by: str,
    said_by: str | None = None,
) -> list[Part]:
    """The parts that changed; each is then this origin's word."""
    stands = parts(work, of)
    changed = []
    for part, value in wanted.items():
        after = {**stands[part], **value}
        if after == dict(stands[part]):
            continue
        _write(work, of, part, after)
        origins.changed(
            work, of.id or 0, part, origin, by, before=stands[part], said_by=said_by or None
        )
        _record(work, of, part, origin, stands[part], after)
        changed.append(part)
    return changed


def _write(work: Work, of: Organisation, part: Part, after: Value) -> None:
    if part is Part.NETWORK:
        as_it_was.before_networks(work, {of.id or 0: of_column("network", after["network"])})
    if part is not Part.PHONES:
        work.update(of, **{name: of_column(name, value) for name, value in after.items()})
        return
    own = col(OrganisationPhone.organisation_id) == of.id
    work.run(delete(OrganisationPhone).where(own))
    for number in after["phones"]:
        work.add(OrganisationPhone(number=number, organisation_id=of.id or 0))


def _record(
    work: Work, of: Organisation, part: Part, origin: Origin, before: Value, after: Value
) -> None:
    action = "organisation.changed"
    if part is Part.CODE and before["closed_on"] != after["closed_on"]:
        action = ACTIONS[bool(after["closed_on"])]
    subject = f"organisation:{of.key}"
    work.record(action, subject=subject, source=origin.value, parts=[part.value])


def confirm(work: Work, of: Organisation, part: Part, by: str, said_by: str | None) -> None:
    """That it is right as it stands; an address that came back reaches somebody again."""
    origins.confirmed(work, of.id or 0, part, by, said_by, parts(work, of)[part])
    if part is Part.EMAIL and of.email:
        bounced.reaches(work, of.email.lower())
    subject = f"organisation:{of.key}"
    work.record("organisation.confirmed", subject=subject, parts=[part.value])


def hold_to_their_numbers(work: Work, wanted: Mapping[Part, Mapping[str, Any]]) -> None:
    """A number of ours on a practice's file would have the line ring itself, or somebody who
    answers as if they asked. Raises `errors.Invalid`."""
    problems = []
    for part, name in ((Part.PHONES, "phones"), (Part.BYPASS, "bypass_number")):
        value = wanted.get(part, {}).get(name)
        numbers = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        if said := not_theirs(work, numbers):
            problems.append(Problem(name, f"Number: {said}."))
    if problems:
        raise Invalid(problems)


def not_theirs(work: Work, numbers: "list[str]") -> str | None:
    """A sentence where one of the numbers rings the line itself or somebody who answers it."""
    if not numbers:
        return None
    line = work.session.exec(select(Line.name).where(col(Line.number).in_(numbers))).first()
    if line is not None:
        return f"that is the number of {line} itself"
    own = select(Responder.name).where(col(Responder.mobile).in_(numbers))
    person = work.session.exec(own).first()
    return f"that is {person}'s own mobile" if person is not None else None

"""How many practices use the line, and how much for their patients: those that never ask are told
too, since nobody else would tell of them."""

from datetime import date, datetime
from typing import Any

from sqlmodel import col, func, or_, select

from advice_line.audit.measures.common import GUIDE, NOBODYS
from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.directory_kinds import OrganisationKind
from advice_line.ledger.work import Work
from advice_line.tables.audit_facts import AuditQuery
from advice_line.tables.directory import Line, Organisation


def using(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
    asked = {each.id for each in _asking(work, line, period)}
    there = {each.id for each in practices(work, period.after)}
    return Raw(len(asked & there), len(there), len(there))


def for_patients(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
    """Queries of practices whose list size is known, to all patients of practices of which it is,
    of whichever practice nobody asked too."""
    known = [each for each in practices(work, period.after) if each.list_size]
    counted = _queries(work, line, period)
    theirs = sum(counted.get(each.id, 0) for each in known)
    patients = sum(each.list_size or 0 for each in known)
    whole = sum(counted.values())
    return Raw(theirs, patients, whole, known=theirs)


def practices(work: Work, until: date) -> list[Organisation]:
    """Those of the directory that were open at the end of the time; one that was merged is its
    successor."""
    closed = col(Organisation.closed_on)
    wanted = select(Organisation).where(
        col(Organisation.kind) == OrganisationKind.PRACTICE,
        col(Organisation.merged_into_id).is_(None),
        or_(closed.is_(None), closed >= until),
    )
    return list(work.session.exec(wanted))


def _asking(work: Work, line: Line, period: Period) -> list[Organisation]:
    wanted = select(Organisation).where(col(Organisation.id).in_(_queries(work, line, period)))
    return list(work.session.exec(wanted))


def _queries(work: Work, line: Line, period: Period) -> dict[Any, int]:
    """By practice, that of a merged one with the practice that it is now."""
    day = col(AuditQuery.day)
    practice = func.coalesce(Organisation.merged_into_id, Organisation.id)
    counted = (
        select(practice, func.count())
        .select_from(AuditQuery)
        .join(Organisation, col(Organisation.id) == col(AuditQuery.organisation_id))
        .where(
            col(AuditQuery.line_id) == line.id,
            day >= period.first,
            day < period.after,
            col(AuditQuery.counted),
            col(AuditQuery.organisation_kind) == OrganisationKind.PRACTICE,
        )
        .group_by(practice)
    )
    return dict(work.session.exec(counted).all())


MEASURES = (
    Measure(
        id="adoption.using",
        group=Group.ADOPTION,
        name="Practices that use the line",
        question="Who never asks?",
        numerator="of these, those that asked at least once",
        denominator="practices of the directory that are open",
        exclusions="practices that were merged into another count with it",
        how=Reckoned(using),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.3.2: direct liaison with practices",
        better=Better.HIGHER,
        shares_out="utilisation.practices",
    ),
    Measure(
        id="utilisation.per_1000",
        group=Group.UTILISATION,
        name="Queries for each 1,000 patients",
        question="How much is it used for the patients there are?",
        numerator="queries of practices whose list size is known",
        denominator="patients on the lists of practices whose list size is known",
        exclusions=f"{NOBODYS}; queries of departments; periods in which a practice asked whose "
        "list size is not known",
        how=Reckoned(for_patients),
        unit=Unit.PER_1000,
        source=f"{GUIDE}, §5",
        within="utilisation.practices",
    ),
)

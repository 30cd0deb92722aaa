"""How rare a case is among those of its line in the twelve months before it, and since."""

from collections.abc import Iterator
from datetime import timedelta

from sqlmodel import col, select

from advice_line.education.cases.teaching import Teaching
from advice_line.kinds import CaseState
from advice_line.ledger.work import Work
from advice_line.rules import rarity
from advice_line.rules.rarity import Features
from advice_line.rules.topics import MODALITIES, TOPICS
from advice_line.tables.cases import Case

_YEAR = timedelta(days=365)


def reasons(work: Work, case: Case, teaching: Teaching | None, small: int) -> tuple[str, ...]:
    """By what its author says of it, where they have."""
    own = _features(case, teaching)
    return rarity.reasons(own, _year(work, case, own), small)


def coarsened(work: Work, case: Case, teaching: Teaching, small: int) -> Teaching:
    """The texts proposed to its author: coarser where area and age are rare."""
    own = _features(case, teaching)
    if not rarity.is_rare_in_detail(own, _year(work, case, own), small):
        return teaching
    kept = teaching.__dict__ | {
        name: rarity.coarser(getattr(teaching, name)) for name in ("question", "advice")
    }
    return Teaching(**kept)


def _year(work: Work, case: Case, own: Features) -> list[Features]:
    return [own, *_others(work, case)]


def _others(work: Work, case: Case) -> Iterator[Features]:
    wanted = select(Case.topic, Case.modality, Case.organisation_kind, Case.age_band).where(
        col(Case.line_id) == case.line_id,
        col(Case.id) != case.id,
        col(Case.state) != CaseState.OBJECTED,
        col(Case.born_at) > case.born_at - _YEAR,
    )
    for topic, modality, kind, band in work.session.exec(wanted):
        yield _of(topic, modality, kind, band)


def _features(case: Case, teaching: Teaching | None) -> Features:
    said = teaching or case
    return _of(said.topic, said.modality, case.organisation_kind, said.age_band)


def _of(topic: str | None, modality: str | None, kind: str | None, band: str | None) -> Features:
    return Features(
        area=TOPICS.get(topic or ""),
        imaging=MODALITIES.get(modality or ""),
        asked_by=kind.replace("_", " ") if kind else None,
        age_band=band,
    )

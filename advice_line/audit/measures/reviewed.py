"""What reviewers make of a sample of a month's queries, once its audit is closed (guide §3.4)."""

from datetime import datetime

from advice_line.audit.appropriateness import results
from advice_line.audit.measures.common import GUIDE
from advice_line.audit.measures.definition import Measure, Raw, Reckoned
from advice_line.audit.periods import Period
from advice_line.audit_kinds import Better, Group, Unit
from advice_line.ledger.work import Work
from advice_line.tables.directory import Line


def appropriate(work: Work, line: Line, period: Period, _start: datetime, _end: datetime) -> Raw:
    found = results.of_period(work, line.id or 0, period)
    return Raw(found.appropriate, found.reviewed, found.sampled)


MEASURES = (
    Measure(
        id="appropriateness.reviewed",
        group=Group.APPROPRIATENESS,
        name="Sampled queries that were for a radiologist",
        question="Is what is asked for a radiologist, by two who did not answer it?",
        numerator="of these, those of which the reviewers, or a third where they differ, say so",
        denominator="queries of a random sample of advised ones that were reviewed to the end",
        exclusions="months whose audit is not closed; test calls, wrong numbers and repeats",
        how=Reckoned(appropriate),
        unit=Unit.SHARE,
        source=f"{GUIDE}, §3.4",
        better=Better.HIGHER,
    ),
)

"""An audit of appropriateness of a line that is being reviewed, with one query that is for somebody
to review, and a report, for the walk of who may do what."""

from typing import Any

from sqlmodel import col, select

from advice_line.directory_kinds import IdentifiedBy
from advice_line.kinds import CaseState, Channel, QueryState
from advice_line.ledger.work import Work
from advice_line.rules.record import Action, Basis, Body, Opinion, Question, Record, Requester
from advice_line.tables.advice import Advice
from advice_line.tables.appropriateness import (
    AppropriatenessAudit,
    AppropriatenessReview,
    AppropriatenessReviewer,
    SampledQuery,
)
from advice_line.tables.cases import Case
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Responder
from advice_line.tables.queries import Query
from advice_line.written_kinds import AdviceKind
from tests.access import report_things


def audit(work: Work, line: int, person: int) -> list[tuple[str, str, str]]:
    row = work.add(
        AppropriatenessAudit(
            line_id=line,
            month=opaque(),
            wanted=20,
            seed="4f1c",
            strata=[{"key": "call:not_said", "population": 20, "drawn": 1, "within": []}],
            drawn_at=work.now,
            drawn_by="test",
        )
    )
    of: dict[str, Any] = {"audit_id": row.id or 0}
    work.add(AppropriatenessReviewer(**of, person_id=person, at=work.now, by="test"))
    query = _answered(work, line, person)
    item = work.add(
        SampledQuery(**of, query_id=query, number=1, stratum="call:not_said", by_first=True)
    )
    work.add(
        AppropriatenessReview(
            sampled_id=item.id or 0, part="first", reviewer_id=person, allotted_at=work.now
        )
    )
    return [
        ("audit", "/audit/appropriateness/", row.public_id),
        ("sampled", "/audit/appropriateness/", item.public_id),
        *report_things.report(work, line),
    ]


def _answered(work: Work, line: int, person: int) -> int:
    """By somebody else."""
    others = select(Responder.id).where(col(Responder.id) != person)
    author = work.session.exec(others.order_by(col(Responder.id)).limit(1)).one() or 0
    question = Question(question="Film or MRI?")
    query = work.add(
        Query(
            line_id=line,
            state=QueryState.ADVISED,
            channel=Channel.CALL,
            received_at=work.now,
            owner_id=author,
            identified_by=IdentifiedBy.NUMBER,
            sealed_question=work.vault.seal(question.to_json(), "queries.sealed_question"),
        )
    )
    body = Body(
        basis=Basis(), opinion=Opinion(advice="MRI."), action=Action(), written_on=work.now.date()
    )
    record = Record(
        requester=Requester(requester_name="Dr Sam"), patient=None, question=question, body=body
    )
    work.add(
        Advice(
            query_id=query.id or 0,
            version=1,
            kind=AdviceKind.ORIGINAL,
            author_id=author,
            author_role="radiologist",
            author_registration="",
            finalised_at=work.now,
            test_advised=None,
            who_does_what=False,
            sealed_body=work.vault.seal(record.to_json(), "advice.sealed_body"),
        )
    )
    work.add(Case(query_id=query.id, line_id=line, born_at=work.now, state=CaseState.DRAFT))
    return query.id or 0

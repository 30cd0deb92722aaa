"""Guidance of a line with a file and what a reader said of it, and the line's liaison log."""

from datetime import date
from typing import Any

from advice_line.directory.guidance.feedback import COMMENT
from advice_line.directory.liaison import ACTION
from advice_line.guidance_kinds import GuidanceState, LiaisonKind
from advice_line.ledger.work import Work
from advice_line.tables.columns import opaque
from advice_line.tables.guidance import Guidance, GuidanceFeedback, GuidanceFile, GuidanceVersion
from advice_line.tables.liaison import LiaisonEntry

Named = list[tuple[str, str, str]]


def guidance(work: Work, line: int, owner: int) -> Named:
    """Not published yet: nobody but those who keep it may know that it is there."""
    words: dict[str, Any] = {"title": f"Page {opaque()}", "summary": "In a sentence."}
    row = work.add(
        Guidance(
            key=f"page-{opaque().lower()}",
            line_id=line,
            address="",
            owner="Dr Example",
            owner_id=owner,
            review_on=date(2027, 6, 1),
            state=GuidanceState.DRAFT,
            latest=1,
            **words,
        )
    )
    of: dict[str, Any] = {"guidance_id": row.id or 0}
    version: dict[str, Any] = {
        "number": 1,
        "body": "Words.",
        "changed": "First.",
    }
    work.add(GuidanceVersion(**of, **version, **words, author="Dr Example", saved_at=work.now))
    said = work.add(
        GuidanceFeedback(
            **of,
            version=1,
            at=work.now,
            reader="anybody",
            browser_mark="",
            sealed_comment=work.vault.seal("It helped.", COMMENT),
        )
    )
    kind: dict[str, Any] = {"name": "a.txt", "media_type": "text/plain", "size": 1, "content": b"a"}
    file = work.add(GuidanceFile(**of, **kind, added_at=work.now, added_by="Dr Example"))
    return [
        ("key", "/guidance/", row.key),
        ("feedback", "/guidance/", said.public_id),
        ("file", "/guidance/", file.public_id),
    ]


def liaison(work: Work, line: int, person: int) -> Named:
    entry = work.add(
        LiaisonEntry(
            line_id=line,
            kind=LiaisonKind.VISIT,
            on_day=work.now.date(),
            person_id=person,
            entered_at=work.now,
            sealed_action=work.vault.seal("Send the card again.", ACTION),
            action_owner_id=person,
            action_by=date(2026, 12, 1),
        )
    )
    return [("entry", "", entry.public_id)]

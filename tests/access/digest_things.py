"""A month's digest of a line and a letter that told of it, for the walk of who may do what."""

from datetime import timedelta

from sqlmodel import func, select

from advice_line.ledger.work import Work
from advice_line.tables.digests import PracticeDigest, PracticeLetter
from advice_line.tables.guidance_gaps import GuidanceGap

DAY = timedelta(days=1)


def digest(work: Work, line: int) -> list[tuple[str, str, str]]:
    """Of a month of its own, however many there are."""
    number = work.session.exec(select(func.count()).select_from(PracticeDigest)).one()
    row = work.add(
        PracticeDigest(
            line_id=line,
            month=f"{2010 + number // 12}-{number % 12 + 1:02}",
            since=work.now - 30 * DAY,
            until=work.now,
            made_at=work.now,
            small_number=5,
        )
    )
    letter = work.add(
        PracticeLetter(
            line_id=line,
            organisation_id=1,
            period=row.month,
            digest_id=row.id,
            made_at=work.now,
        )
    )
    gap = work.add(GuidanceGap(line_id=line, topic="spine", modality=row.month, found_at=work.now))
    return [
        ("gap", "/guidance-gaps/", gap.public_id),
        ("digest", "/digests/", row.public_id),
        ("key", "/stop-digest/", letter.stop_key),
        ("job", "/jobs/", "digest_drafts"),
    ]

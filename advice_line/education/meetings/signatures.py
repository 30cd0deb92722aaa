"""Who leads a meeting, and when they signed its agenda as it is now."""

from collections.abc import Mapping
from datetime import datetime

from advice_line.education.meetings import rows
from advice_line.education.meetings.rows import Found
from advice_line.meeting_kinds import Chair
from advice_line.tables.directory import Responder
from advice_line.tables.meetings import Meeting


def given(row: Meeting) -> dict[Chair, datetime | None]:
    at = {Chair.IMAGING: row.imaging_signed_at, Chair.PRIMARY_CARE: row.primary_signed_at}
    signed = rows.signed(row)
    return {chair: at[chair] if chair in signed else None for chair in Chair}


def chairs(found: Found, names: Mapping[int | None, Responder]) -> dict[Chair, str]:
    """Who signed it as it is, whoever has led the series since; else who leads it."""
    row, signed = found.meeting, rows.signed(found.meeting)
    by = {Chair.IMAGING: row.imaging_signed_by, Chair.PRIMARY_CARE: row.primary_signed_by}
    leads = {
        Chair.IMAGING: names[found.series.imaging_chair_id].name,
        Chair.PRIMARY_CARE: names[found.series.primary_chair_id].name,
    }
    return {each: (by[each] if each in signed else None) or leads[each] for each in Chair}

"""All that a query or an alert holds of anybody is taken out of it, wherever it lies: every sealed
column and every keyed hash of each row that belongs to it. The rows stay as a skeleton of ids,
states and instants, so that what was counted is counted still; what was content alone goes whole.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, delete, or_, select, update

from advice_line.data_kinds import Extent
from advice_line.data_life import owned
from advice_line.ledger.once import table_of
from advice_line.ledger.work import Work
from advice_line.tables.advice import Advice, Draft
from advice_line.tables.attachments import Attachment, AttachmentPiece
from advice_line.tables.case_pictures import CasePicture
from advice_line.tables.mails import Mail, MailPiece
from advice_line.tables.passing import UnsentWords
from advice_line.tables.queries import Contact
from advice_line.tables.sounds import Sound, SoundPiece
from advice_line.tables.tasks import Task
from advice_line.tables.tracers import Tracer
from advice_line.tables.trust import AccessLink, OneTimeCode, WebSession
from advice_line.tracer_kinds import TracerState
from advice_line.trust.deletions import Gone
from advice_line.written_kinds import Refused

_MAILS, _SOUNDS, _TRACERS = table_of(Mail), table_of(Sound), table_of(Tracer)
_CONTACTS, _LINKS = table_of(Contact), table_of(AccessLink)
# Rows that are nothing but content, or lead to it.
_WHOLE = {
    table_of(each)
    for each in (
        AccessLink,
        SoundPiece,
        MailPiece,
        AttachmentPiece,
        CasePicture,
        Draft,
        UnsentWords,
        OneTimeCode,
        WebSession,
    )
}
# What is no part of the clinical record: it may go while that is kept.
_PICTURES = {table_of(AttachmentPiece), table_of(CasePicture)}
_BESIDE_RECORD = (_WHOLE - _PICTURES) | {_SOUNDS, _MAILS, _CONTACTS}
_WHERE_TO = ("sealed_call_back", "sealed_reply_to")


def empty(work: Work, root: Table, row_id: int, at: datetime, extent: Extent) -> list[Gone]:
    """Everything of one query or alert; what went, each named, as old as `at`. Nobody else may
    have it in hand: its row is locked by whoever calls this."""
    names: list[str] = []
    for table in _tables(root, extent):
        names += _with_content(work, root, table, row_id, extent)
        _take_out(work, root, table, row_id, extent)
    if extent is Extent.ALL:
        work.run(update(root).where(root.c.id == row_id).values(emptied_at=work.now))
        _free_case(work, root, row_id)
    work.session.expire_all()
    return [Gone(name, at) for name in names]


def parts(work: Work, root: Table, row_id: int, extent: Extent) -> dict[str, int]:
    """How many rows of each table would lose something."""
    counts = {
        table.name: len(_with_content(work, root, table, row_id, extent))
        for table in _tables(root, extent)
    }
    return {name: count for name, count in counts.items() if count}


def _tables(root: Table, extent: Extent) -> Iterator[Table]:
    for table in owned.tables(root):
        if extent is Extent.ALL or table in _BESIDE_RECORD or table is owned.QUERIES:
            yield table


def _take_out(work: Work, root: Table, table: Table, row_id: int, extent: Extent) -> None:
    these = owned.condition(root, table, [row_id])
    if table is _LINKS:
        links = _TRACERS.c.link_id.in_(select(table.c.id).where(these))
        work.run(update(_TRACERS).where(links).values(link_id=None))
    if table in _WHOLE:
        work.run(delete(table).where(these))
        return
    if table is _MAILS:
        these = or_(these, table.c.copy_of_id.in_(select(table.c.id).where(these)))
    if values := _emptied(work, table, extent):
        work.run(update(table).where(these).values(**values))
    _elsewhere(work, table, these)


def _with_content(work: Work, root: Table, table: Table, row_id: int, extent: Extent) -> list[str]:
    own = [table.c.public_id] if "public_id" in table.c else list(table.primary_key.columns)
    statement = select(*own).where(owned.condition(root, table, [row_id]))
    if table not in _WHOLE:
        holding = _holding(table, extent)
        if not holding:
            return []
        statement = statement.where(or_(*(each.is_not(None) for each in holding)))
    found = work.session.execute(statement)
    return [f"{table.name}:{':'.join(map(str, row))}" for row in found]


def _holding(table: Table, extent: Extent) -> Sequence[Column[Any]]:
    if table is owned.QUERIES and extent is Extent.BESIDE_RECORD:
        return [table.c[name] for name in _WHERE_TO]
    return [*owned.sealed(table), *owned.marks(table)]


def _emptied(work: Work, table: Table, extent: Extent) -> dict[str, Any]:
    values: dict[str, Any] = {each.name: None for each in _holding(table, extent)}
    if table is _CONTACTS or (table is owned.QUERIES and extent is Extent.ALL):
        values["requester_id"] = None
    if table is _SOUNDS or table is _MAILS:
        values["deleted_at"] = work.now
    if table is table_of(Attachment):
        values["refused"] = Refused.DELETED
    if table is table_of(Task):
        values["reason"] = None  # somebody's own words, where they closed it
    if table is table_of(Advice):
        values["act_at"] = None
    if table is _TRACERS:
        values |= {"act_at": None, "state": TracerState.OFF}
    return values


def _elsewhere(work: Work, table: Table, these: ColumnElement[bool]) -> None:
    """What lies at the carrier, or in the mailbox, goes next."""
    if table is _MAILS:
        lying = (these, table.c.folder.is_not(None), table.c.box_cleared_at.is_(None))
        work.run(update(table).where(*lying).values(box_look_at=work.now, box_missed_at=None))
    if table is _SOUNDS:
        there = (these, table.c.let_go_at.is_(None))
        work.run(update(table).where(*there).values(act_at=work.now))


def _free_case(work: Work, root: Table, row_id: int) -> None:
    """It names nobody, and stays; what nobody has approved yet goes."""
    if root is owned.QUERIES:
        own = owned.CASES.c.query_id == row_id
        freed = {"query_id": None, "sealed_proposal": None}
        work.run(update(owned.CASES).where(own).values(**freed))

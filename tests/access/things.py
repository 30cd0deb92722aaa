"""One of everything that an address can name, of one line and one person, as real rows."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from advice_line.call_kinds import SoundKind
from advice_line.data_kinds import Objector
from advice_line.desk.query import reading
from advice_line.education.cases import pictures
from advice_line.kinds import TaskKind, TaskState
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.rota_kinds import FindingKind, SwapState
from advice_line.tables.attachments import Attachment
from advice_line.tables.case_pictures import CasePicture
from advice_line.tables.cases import Case
from advice_line.tables.columns import opaque
from advice_line.tables.data_life import TeachingObjection
from advice_line.tables.directory import Line, Responder
from advice_line.tables.factors import Passkey
from advice_line.tables.ledger import Outgoing
from advice_line.tables.library import ReadingList, SavedSearch
from advice_line.tables.looks import GlassLook
from advice_line.tables.mails import Mail
from advice_line.tables.rota_exchange import RotaFeed, RotaSource
from advice_line.tables.sounds import Sound
from advice_line.tables.swaps import SwapRequest
from advice_line.tables.tasks import Task
from advice_line.tables.tracers import Tracer
from advice_line.tables.trust import AccessLink
from advice_line.tables.waits import WaitsBoard
from advice_line.tables.watch import RotaFinding
from advice_line.trust import links
from advice_line.trust.links import LinkKind
from advice_line.trust.roles import Actor
from advice_line.web.site import Site
from advice_line.written_kinds import MailFate, MailReason
from tests.access import audit_things, digest_things, meeting_things, pages, rota_things
from tests.alerts.alerting import FIELDS
from tests.web.people import REQUIRED, Scene

HOUR = timedelta(hours=1)
# What stands for an open place whoever fills it.
ALIKE = {"month": "2026-11", "form": "md", "kind": "note", "version": "1"}
# Of no line and of no person of the service: whoever may is let in, whichever is named.
ALIKE |= {"measure": "utilisation.queries"}
ALIKE |= {"code": "Y99001", "ref": "no-such-leg"}
ALIKE |= dict.fromkeys(("correction", "invitation", "number", "passkey"), "1")
ALIKE |= dict.fromkeys(("erasure", "hold", "objection", "receipt"), "1")

_OWN_TASKS = {
    "/desk/": TaskKind.FOLLOW_UP,
    "radiologist": TaskKind.FOLLOW_UP,
    "/practice": TaskKind.FIND_PRACTICE,
    "/number": TaskKind.TRACE_CALLER,
    "/close": TaskKind.TRACE_CALLER,
    "/admin/": TaskKind.RING_PRACTICE,
}


@dataclass
class Things:
    """`named` says by which value an open place is filled where an address holds these words; the
    first that fits. `marks` are the references by which a page would tell of them."""

    line: str
    named: list[tuple[str, str, str]]
    marks: tuple[str, ...]

    def fill(self, template: str) -> str:
        """Raises LookupError for an open place that nothing fills."""
        return re.sub(r"{(\w+)}", lambda found: self._value(template, found[1]), template)

    def _value(self, template: str, place: str) -> str:
        for name, words, value in self.named:
            if name == place and words in template:
                return value
        return ALIKE[place]


def things(scene: Scene, site: Site, owner: Actor, line: str, practice: str) -> Things:
    """The query is its owner's, and advised."""
    paper = {
        "line": line,
        "received_on": "today",
        "received_at": "09:40",
        "organisation": practice,
        "number": "01632 960101",
        "advised_by": owner.label.partition(":")[2],
        **REQUIRED,
    }
    reference = site.service.late_entries.enter(owner, paper, opaque()).reference
    site.records.sign(owner, reference, REQUIRED, opaque())
    alert = site.alerts.start(owner, FIELDS | {"line": line, "organisation": practice}, opaque())
    vault = scene.world.service.ledger.vault
    with scene.world.service.ledger.work("test") as work:
        query = reading.by_reference(work, reference)
        case = work.session.exec(select(Case).where(col(Case.query_id) == query.id)).one()
        of = work.session.exec(select(Line).where(col(Line.key) == line)).one()
        rows = _rows(work, query.id or 0, of, owner)
        rows.append(("picture", _picture(work, case, owner)))
        whose = work.session.get_one(Responder, owner.responder_id).public_id
        marks, query_id = (reference, alert, case.reference), query.id or 0
        for _, row in rows:
            work.add(row)
        tracers = select(Tracer).where(col(Tracer.query_id) == query.id)
        rows.append(("tracer", work.session.exec(tracers).one()))
        of_rows = [(*_place(name), _value(vault, row)) for name, row in rows]
        of_rows += pages.guidance(work, of.id or 0, owner.responder_id or 0)
        of_rows += pages.liaison(work, of.id or 0, owner.responder_id or 0)
        of_rows += digest_things.digest(work, of.id or 0)
        of_rows += meeting_things.meeting(work, of.id or 0, owner.responder_id or 0)
        of_rows += audit_things.audit(work, of.id or 0, owner.responder_id or 0)
    named = [
        ("person", "/people/", whose),
        ("reference", "/alerts/", alert),
        ("reference", "/library/", marks[2]),
        ("reference", "", reference),
        ("line", "", line),
        *of_rows,
        *rota_things.named(site, owner, line, date(2026, 12, 1 + len(reference) + query_id)),
    ]
    return Things(line, named, marks)


def _place(name: str) -> tuple[str, str]:
    place, _, words = name.partition(" ")
    return place, words


def _value(vault: Vault, row: Any) -> str:
    return links.token(vault, row) if isinstance(row, AccessLink) else str(row.public_id)


def _rows(work: Work, query: int, line: Line, owner: Actor) -> list[tuple[str, Any]]:
    now, person = work.now, owner.responder_id
    of_line: dict[str, Any] = {"line_key": line.key, "made_by": owner.label, "made_at": now}
    mail: dict[str, Any] = {
        "mailbox": "imap",
        "uid_validity": 1,
        "content_mark": "",
        "size": 1,
        "whole": True,
        "fetched_at": now,
        "line_id": line.id,
    }
    link: dict[str, Any] = {
        "query_id": query,
        "organisation_id": 1,
        "made_at": now,
        "expires_at": now + 24 * HOUR,
    }
    sound: dict[str, Any] = {
        "query_id": query,
        "retention": "message",
        "made_at": now,
        "seconds": 5,
    }
    return [
        *((f"task {words}", task(now, query, kind, person)) for words, kind in _OWN_TASKS.items()),
        ("token /q/", AccessLink(kind=LinkKind.LETTER, **link)),
        ("token /a/", AccessLink(kind=LinkKind.ALERT, **link)),
        ("token /you/", AccessLink(kind=LinkKind.TRACERS, **link)),
        (
            "look",
            GlassLook(query_id=query, person_id=person or 0, opened_at=now, until=now + HOUR),
        ),
        (
            "sound /recordings/",
            Sound(kind=SoundKind.RECORDING, carrier_id=opaque(), **sound),
        ),
        (
            "sound /messages/",
            Sound(kind=SoundKind.MESSAGE, carrier_id=opaque(), **sound),
        ),
        (
            "file /desk/",
            Attachment(query_id=query, made_at=now, media_type="application/pdf", size=0),
        ),
        ("mail /desk/", Mail(uid=query * 10, query_id=query, **mail)),
        (
            "mail /admin/",
            Mail(
                uid=query * 10 + 1,
                fate=MailFate.QUARANTINE,
                reason=next(iter(MailReason)),
                **mail,
            ),
        ),
        (
            "row",
            Outgoing(
                once=opaque(),
                kind=NoticeKind.RING_BACK_OWED,
                channel=OutChannel.SMS,
                recipient=Recipient.RESPONDER,
                query_id=query,
                person_id=person,
                made_at=now,
                state=OutgoingState.DEAD,
            ),
        ),
        (
            "version /admin/waits/",
            WaitsBoard(
                line_id=line.id or 0,
                holds_on=now.date(),
                urgent="Ring us.",
                origin="page",
                entered_by=owner.label,
                entered_name=owner.name,
                entered_at=now,
            ),
        ),
        ("passkey /you/", passkey(person or 0, now)),
        (
            "objection /desk/",
            TeachingObjection(
                objector=Objector.PATIENT,
                query_id=query,
                made_at=now,
                made_by=owner.label,
                made_name=owner.name or "",
            ),
        ),
        ("feed /rota/files/", RotaFeed(line_key=line.key, made_by_id=person, made_at=now)),
        (
            "feed /rota/mine/",
            RotaFeed(person_key=owner.label.partition(":")[2], made_by_id=person, made_at=now),
        ),
        ("search", SavedSearch(owner_id=person or 0, made_at=now)),
        ("list", ReadingList(owner_id=person or 0, line_id=line.id, made_at=now)),
        ("source", RotaSource(tier="1", host="example.org", **of_line)),
        (
            "finding",
            RotaFinding(
                line_id=line.id or 0,
                kind=FindingKind.UNMANNED,
                starts_at=now + 48 * HOUR,
                ends_at=now + 50 * HOUR,
                seen_at=now,
            ),
        ),
        ("note", meeting_things.note(line.id or 0, now)),
        (
            "request",
            SwapRequest(
                line_id=line.id or 0,
                giver_id=person or 0,
                tier="1",
                starts_at=now + 72 * HOUR,
                ends_at=now + 75 * HOUR,
                asked_at=now,
                asked_by=owner.label,
                state=SwapState.OPEN,
            ),
        ),
    ]


def _picture(work: Work, case: Case, owner: Actor) -> CasePicture:
    return CasePicture(
        query_id=case.query_id or 0,
        case_id=case.id or 0,
        source=opaque(),
        media_type="image/jpeg",
        offered_at=work.now,
        offered_by_id=owner.responder_id or 0,
        sealed_bytes=work.vault.seal_bytes(b"bytes", pictures.BYTES),
    )


def passkey(person: int, now: datetime) -> Passkey:
    return Passkey(
        responder_id=person,
        credential_id=opaque(),
        public_key="",
        sign_count=0,
        name="Telephone",
        made_at=now,
    )


def task(now: datetime, query: int, kind: TaskKind, owner: int | None) -> Task:
    return Task(
        query_id=query,
        kind=kind,
        owner_id=owner,
        made_at=now,
        due_at=now + HOUR,
        state=TaskState.OPEN,
    )

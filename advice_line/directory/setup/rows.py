"""The tables of a setup file as the columns they are kept in."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from advice_line.directory.setup import costs
from advice_line.directory.setup.file import (
    ContactPointEntry,
    DeskEntry,
    LineEntry,
    OrganisationEntry,
    RequesterEntry,
)
from advice_line.directory.setup.people import ResponderEntry, StaffEntry
from advice_line.directory.setup.rota import (
    AbsenceEntry,
    CoverEntry,
    PatternEntry,
    SessionEntry,
)
from advice_line.kinds import StaffRole
from rota import walltime
from rota.opening import (
    ClosedDay,
    DayHours,
    HolidayByHand,
    LineCalendar,
    Nation,
    OpeningHours,
    read_periods,
)
from rota.values import Absence, Cover, Pattern, Session, Tier

Columns = Mapping[str, Any]


def line(entry: LineEntry) -> Columns:
    return {
        "key": entry.key,
        "name": entry.name,
        "number": entry.number,
        "email": entry.email,
        "slack_channel": entry.slack_channel,
        "time_zone": entry.time_zone,
        "switchboard": entry.switchboard,
        "out_of_hours": entry.out_of_hours.model_dump(exclude_none=True)
        if entry.out_of_hours
        else {},
        "ring_seconds": entry.ring_seconds.model_dump(),
        "hunt_seconds": entry.hunt_seconds,
        "queue_seconds": entry.queue_seconds,
        "call_back_minutes": entry.call_back_minutes,
        "ring_backs": entry.ring_backs.value,
        "reach_check_minutes": entry.reach_check_minutes,
        "waits_stale_days": entry.waits_stale_days,
        "message_seconds": entry.message_seconds,
        "retention": entry.retention.model_dump(),
        "recording": entry.recording,
        "recording_star": entry.recording_star,
        "names_shown": entry.names_shown,
        "chat_words": entry.chat_words,
        "chat_direct": entry.chat_direct,
        "tracer_days": list(entry.tracer_days),
        "full_letter_domains": [domain.lower() for domain in entry.full_letter_domains],
        "record": entry.record.model_dump(exclude_none=True),
        "accession_link": entry.accession_link,
        "trust_networks": list(entry.trust_networks),
        "phrases": list(entry.phrases),
        "messages_a_day": entry.messages_a_day,
        "targets": entry.targets.model_dump(exclude_none=True),
        "alerts": entry.alerts.model_dump(exclude_none=True),
        "mail": {"clear_at": list(entry.mail.clear_at)},
        "words": entry.words.model_dump(exclude_none=True),
        "working_time": entry.working_time.model_dump(),
        "menu": entry.menu.model_dump(mode="json"),
        "answers": [each.model_dump() for each in entry.answers],
        "audio": entry.audio.model_dump(exclude_none=True),
        "test_call": entry.test_call.model_dump() if entry.test_call else {},
        "limits": entry.limits.model_dump(),
        "costs": costs.kept(entry.costs),
        "desks": [_desk(each) for each in entry.desks],
    }


def _desk(entry: DeskEntry) -> Columns:
    return {
        "key": entry.key,
        "for": entry.reason,
        "number": entry.number,
        "open": OpeningHours.from_texts(entry.open).to_texts(),
        "ring_seconds": entry.ring_seconds,
        "words": entry.words,
    }


def organisation(entry: OrganisationEntry) -> Columns:
    return {
        "key": entry.key,
        "name": entry.name,
        "kind": entry.kind.value,
        "network": entry.network,
        "bypass_number": entry.bypass_number,
        "out_of_hours_name": entry.out_of_hours.name if entry.out_of_hours else None,
        "out_of_hours_number": entry.out_of_hours.number if entry.out_of_hours else None,
        "email": entry.email,
        "email_domains": [domain.lower() for domain in entry.email_domains],
        "managers": [address.lower() for address in entry.managers],
        "open": OpeningHours.from_texts(entry.open).to_texts(),
        "list_size": entry.list_size,
        "closed_on": entry.closed_on,
    }


def requester(entry: RequesterEntry, organisations: Mapping[str, int]) -> Columns:
    return {
        "key": entry.key,
        "name": entry.name,
        "role": entry.role,
        "organisation_id": organisations[entry.organisation] if entry.organisation else None,
    }


def responder(entry: ResponderEntry) -> Columns:
    registration = entry.registration
    return {
        "key": entry.key,
        "name": entry.name,
        "role": entry.role,
        "registration_body": registration.body if registration else None,
        "registration_number": registration.number if registration else None,
        "registration_expires": registration.expires if registration else None,
        "mobile": entry.mobile,
        "email": entry.email,
        "slack_user": entry.slack_user,
        "scope": list(entry.scope),
        **_roles(entry),
    }


def staff(entry: StaffEntry) -> Columns:
    """Nothing of a clinician: whoever was one before is none any more."""
    return {
        "key": entry.key,
        "name": entry.name,
        "role": StaffRole.STAFF.value,
        "registration_body": None,
        "registration_number": None,
        "registration_expires": None,
        "mobile": entry.mobile,
        "email": entry.email,
        "slack_user": entry.slack_user,
        "scope": [],
        **_roles(entry),
    }


def _roles(entry: ResponderEntry | StaffEntry) -> Columns:
    on = {line: list(roles) for line, roles in entry.roles_on.items()}
    return {"roles": list(entry.roles), "roles_on": on}


def contact_point(entry: ContactPointEntry, line_id: int) -> Columns:
    return {
        "key": entry.key,
        "line_id": line_id,
        "tier": entry.tier,
        "kind": entry.kind.value,
        "number": entry.number,
        "fallback": entry.fallback.value,
        "in_use": entry.in_use,
    }


def calendar(entry: LineEntry) -> LineCalendar:
    """What it says of single dates is in order of time."""
    return LineCalendar(
        time_zone=entry.time_zone,
        nation=Nation(entry.nation),
        hours=OpeningHours.from_texts(entry.open),
        closed_days=tuple(
            ClosedDay(each.date, each.reason)
            for each in sorted(entry.closed_days, key=lambda day: day.date)
        ),
        day_hours=tuple(
            DayHours(each.date, read_periods(each.open), each.reason)
            for each in sorted(entry.day_hours, key=lambda day: day.date)
        ),
        holidays=tuple(
            HolidayByHand(each.date, each.name if each.counts else None)
            for each in sorted(entry.holidays, key=lambda day: day.date)
        ),
    )


def pattern(entry: PatternEntry) -> Pattern:
    return Pattern(
        key=entry.key,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        cycle_weeks=entry.cycle_weeks,
        sessions=tuple(_session(each) for each in entry.sessions),
    )


def _session(entry: SessionEntry) -> Session:
    return Session.from_texts(
        week=entry.week,
        days=entry.days,
        time=entry.time,
        tier=entry.tier,
        who=entry.who,
        turns=entry.turns,
        supervisor=entry.supervisor,
    )


def cover(entry: CoverEntry, time_zone: str) -> Cover:
    """Local wall clock becomes instants by the policy of `rota/walltime.py`."""
    zone = ZoneInfo(time_zone)
    return Cover(
        key=entry.key,
        tier=Tier(entry.tier),
        who=entry.who,
        start=walltime.to_utc(entry.start, zone),
        end=walltime.to_utc(entry.end, zone),
        supervisor=entry.supervisor,
    )


def absence(entry: AbsenceEntry, time_zone: str) -> Absence:
    zone = ZoneInfo(time_zone)
    return Absence(
        key=entry.key,
        person_ref=entry.person,
        kind=entry.kind,
        start=walltime.to_utc(entry.start, zone),
        end=walltime.to_utc(entry.end, zone),
    )

"""What is mailed about education meetings. No word of a case stands in any of it (H07): days,
places, links to pages that ask who one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vCalAddress, vText

MEDIA_TYPE, FILE = "text/calendar", "meeting.ics"
_PRODUCT = "-//Advice Line//Meetings//EN"


@dataclass(frozen=True)
class Invitation:
    """`uid` is the same for as long as the meeting is the same; `sequence` counts its changes."""

    uid: str
    sequence: int
    at: datetime
    name: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    cancelled: bool
    organiser: str
    organiser_name: str
    to: str


def calendar(invitation: Invitation) -> bytes:
    """An iTIP message (RFC 5546) that calendar programs take: REQUEST, or CANCEL. Instants are in
    UTC, so that no reader needs our zone's rules."""
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("method", "CANCEL" if invitation.cancelled else "REQUEST")
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.at)
    event.add("summary", invitation.name)
    event.add("dtstart", invitation.starts_at)
    event.add("dtend", invitation.ends_at)
    event.add("location", invitation.place or invitation.link)
    if invitation.link:
        event.add("description", f"Join: {invitation.link}")
    event.add("status", "CANCELLED" if invitation.cancelled else "CONFIRMED")
    organiser = vCalAddress(f"mailto:{invitation.organiser}")
    organiser.params["cn"] = vText(invitation.organiser_name)
    event.add("organizer", organiser)
    event.add("attendee", vCalAddress(f"mailto:{invitation.to}"))
    made.add_component(event)
    written: bytes = made.to_ical()
    return written


def subject(name: str, day: str, *, cancelled: bool, again: bool) -> str:
    if cancelled:
        return f"Cancelled: {name}, {day}"
    return f"Changed: {name}, {day}" if again else f"{name}, {day}"


def invitation(
    name: str,
    when: str,
    place: str,
    link: str,
    url: str | None,
    *,
    cancelled: bool,
    reason: str,
    review: bool = False,
) -> str:
    """`url` is None for who cannot open the pages of the service."""
    said = f"{reason}\n\n" if reason else ""
    if cancelled:
        return f"{name} of {when} is cancelled.\n\n{said}Nothing else is to do.\n"
    where = "".join(f"{each}\n" for each in (place, link) if each)
    agenda = f"\nIts agenda:\n{url}\n" if url else ""
    how = "A case review: its queries open on its page, while it goes on, to who is named for it"
    what = how if review else "Cases are discussed without names"
    return (
        f"You are invited to {name}.\n\n{when}\n{where}\n{said}"
        f"{what}. Your calendar takes the attached file.{agenda}"
    )


def case_subject(count: int) -> str:
    if count == 1:
        return "A case comes to the education meeting"
    return f"{count} cases come to the education meeting"


def to_author(
    count: int, name: str, when: str, url: str, chairs: Sequence[str], number: str
) -> str:
    """Of `count` cases at once; `number` is that of the line, as it is read."""
    cases, are, they, it = (
        ("A case that you advised on", "is", "It names", "it")
        if count == 1
        else (f"{count} cases that you advised on", "are", "They name", "one of them")
    )
    return (
        f"{cases} {are} on the agenda of {name}, {when}. {they} nobody, and you hear of it before "
        f"anybody else does. Should something speak against {it}, ring {' or '.join(chairs)}, who "
        f"lead the meeting, through {number}.\n\nThe agenda:\n{url}\n"
    )


def to_asker(count: int, line: str, name: str, when: str, place: str, link: str) -> str:
    """To who asked, or the practice's own address: not what it was about, nor whom."""
    where = "".join(f"{each}\n" for each in (place, link) if each)
    what, them, then = (
        ("Something that was asked", "it", "it is")
        if count == 1
        else (f"{count} things that were asked", "one of them", "that one is")
    )
    are, names = ("is", "It names") if count == 1 else ("are", "They name")
    return (
        f"{what} of {line} {are} discussed at {name}, so that others learn of it. "
        f"{names} no patient, no practice and nobody who asked.\n\n"
        f"You are invited:\n{when}\n{where}\n"
        f"Should you not want {them} to be discussed, answer this mail or ring us before: then "
        f"{then} taken off.\n"
    )


def learned_subject(name: str, day: str) -> str:
    return f"What was learned: {name}, {day}"


def learned(name: str, when: str, points: Sequence[str], actions: int, url: str | None) -> str:
    said = "\n".join(f"- {each}" for each in points) or "No learning points were written down."
    more = f"\nActions agreed: {actions}." if actions else ""
    minutes = f"\nThe minutes:\n{url}\n" if url else "\n"
    return f"{name}, {when}\n\nWhat was learned:\n\n{said}\n{more}{minutes}"


ACTION_SUBJECT = "Something that a meeting agreed waits for you"


def action(name: str, held: str, day: str, url: str, *, late: bool, left: bool) -> str:
    """`held` is the day of the meeting `name`, `day` the one by which it is to be done. `left`:
    whoever was to do it has left, and this goes to who follows what was agreed."""
    due = f"was to be done by {day}" if late else f"is to be done by {day}"
    todo = "What it is, and to say that it is done"
    if left:
        who = f"{name}, {held}, agreed something that {due}. Whoever was to do it has left"
        return f"{who}: see who does it now.\n\n{todo}:\n{url}\n"
    return f"Something that {due} was given to you at {name}, {held}.\n\n{todo}:\n{url}\n"

"""The door of whoever asks to what their browsers remember of them: seen, and forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from advice_line.desk.asking import confirming
from advice_line.errors import NotAllowed
from advice_line.ledger.work import Ledger, Work
from advice_line.tables.trust import WebSession
from advice_line.trust import devices
from advice_line.trust.roles import Action, Actor, require

_NOBODY = "Nothing is remembered here."


@dataclass(frozen=True)
class Device:
    name: str
    since: datetime
    used_at: datetime
    until: datetime
    this: bool


@dataclass(frozen=True)
class Remembered:
    """`fields` are those of the form that it fills in; none where nothing is remembered."""

    fields: Mapping[str, str] = field(repr=False)
    devices: tuple[Device, ...]
    now: datetime


class AskersDevices:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def look(self, by: Actor, token: str | None) -> Remembered:
        require(by, Action.ASK)
        with self._ledger.look(by.label) as work:
            device = _device(work, token)
            if device is None:
                return Remembered({}, (), work.now)
            every = devices.of_person(work.session, device.requester_id or 0, work.now)
            return Remembered(
                fields=confirming.of_device(work, device),
                devices=tuple(_shown(each, device) for each in every),
                now=work.now,
            )

    def forget(self, by: Actor, token: str | None, name: str) -> bool:
        """One browser of the same person, by its name; whether it was this one. Raises
        `errors.NotAllowed` in a browser that remembers nobody."""
        require(by, Action.ASK)
        with self._ledger.work(by.label) as work:
            device = _device(work, token)
            if device is None:
                raise NotAllowed(_NOBODY)
            for each in devices.of_person(work.session, device.requester_id or 0, work.now):
                if devices.name(each) == name:
                    devices.forget(work, each)
            return devices.name(device) == name


def _device(work: Work, token: str | None) -> WebSession | None:
    found = devices.find(work.session, token, work.now)
    return found if found is not None and found.requester_id is not None else None


def _shown(device: WebSession, this: WebSession) -> Device:
    return Device(
        name=devices.name(device),
        since=device.made_at,
        used_at=device.seen_at,
        until=device.expires_at,
        this=device.id == this.id,
    )

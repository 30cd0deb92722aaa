"""What a setup file says of the hospital's own record: where letters are put for it, and where its
images are shown, to whom."""

import ipaddress
import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from advice_line.directory.setup.fields import Email, Table, refuse
from advice_line.rules.images_link import MARK

_FOLDER = "/var/spool/advice-line/record"


def _absolute(value: str) -> str:
    if not value.startswith("/") or not value.isprintable():
        raise refuse(f'"{value}" is not the whole path of a folder, from the first / on')
    return value


def _link(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("https", "http") or not parts.hostname or not value.isprintable():
        raise refuse(f'"{value}" is not an address that starts with https:// or http://')
    if re.findall(r"\{[^}]*\}?", value) != [MARK]:
        raise refuse(f'"{value}" must hold {MARK} once, where the number of the images goes')
    if MARK in parts.netloc:
        raise refuse(f'"{value}" must hold {MARK} after the name of the server')
    return value


def _network(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value))
    except ValueError:
        raise refuse(f'"{value}" is not a network such as "10.0.0.0/8"') from None


Folder = Annotated[str, AfterValidator(_absolute)]
AccessionLink = Annotated[str, AfterValidator(_link)]
Network = Annotated[str, AfterValidator(_network)]


class RecordEntry(Table):
    """Where letters are put for the hospital's own record; a line may have both, or neither."""

    folder: Folder | None = Field(default=None, examples=[f'"{_FOLDER}"'])
    mailbox: Email | None = Field(default=None, examples=['"radiology-record@example.org"'])

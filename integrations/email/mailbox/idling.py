"""Waiting until a mailbox tells that something came (IDLE, RFC 2177)."""

import imaplib
import selectors
import socket
import ssl

from imap_tools import BaseMailBox


def can_idle(box: BaseMailBox) -> bool:
    return "IDLE" in box.client.capabilities


def idle(box: BaseMailBox, seconds: float, woken: socket.socket) -> None:
    """Until the server tells of something, the time is up, or `woken` can be read. Raises what
    imaplib raises, a time-out too: a server that is frozen does not answer its end."""
    tag = _begin(box)
    _wait(box.client.sock, woken, seconds)
    box.client.send(b"DONE\r\n")
    box.consume_until_tagged_response(tag)


def _begin(box: BaseMailBox) -> bytes:
    # Not the library's: it takes what the server tells before its "+" for a refusal.
    client = box.client
    tag: bytes = client._command("IDLE")
    while client._get_response() is not None:
        if client.tagged_commands[tag]:
            raise imaplib.IMAP4.error("IDLE refused")
    return tag


def _wait(server: socket.socket, woken: socket.socket, seconds: float) -> None:
    if isinstance(server, ssl.SSLSocket) and server.pending():
        return
    with selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        selector.select(seconds)

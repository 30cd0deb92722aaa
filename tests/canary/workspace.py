"""A workspace of the chat, with the line's channel and people in it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import col

from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.tables.directory import Line, Responder
from integrations.sandbox.slack.miniature import Miniature
from integrations.sandbox.slack.posting import loopback_post

CHANNEL, AMARA, WARD, NOBODY = "C0HOTDOC", "U0AMARA", "U0WARD", "U0NOBODY"


@contextmanager
def chat(port: int) -> Iterator[Miniature]:
    """A workspace whose application answers at this port."""
    with Miniature(f"http://127.0.0.1:{port}/slack/events", loopback_post()) as slack:
        for account, name in ((AMARA, "Dr Amara Example"), (WARD, "Wanda"), (NOBODY, "Nobody")):
            slack.workspace.user(account, name, f"{account.lower()}@example.org")
        slack.workspace.channel(CHANNEL, "hot-doc", AMARA, WARD, NOBODY)
        yield slack


def settings(slack: Miniature) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.workspace.signing_secret,
        "SLACK_API_URL": slack.api_url,
    }


def joined(ledger: Ledger) -> None:
    """The line has its channel, and who is on their account."""
    with ledger.work("test") as work:
        (line,) = lookups.lines(work.session)
        work.change(Line, col(Line.id) == line.id, slack_channel=CHANNEL, chat_direct=True)
        work.change(Responder, col(Responder.key) == "amara", slack_user=AMARA)


def asked_of(slack: Miniature) -> Iterator[tuple[str, bytes]]:
    for each in slack.asked:
        yield each.method, json.dumps(each.args, ensure_ascii=False, default=str).encode()


def answered_to(slack: Miniature) -> Iterator[tuple[str, bytes]]:
    for each in slack.delivered:
        yield each.kind, each.body

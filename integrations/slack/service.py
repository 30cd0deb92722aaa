"""All of Slack for one desk."""

from dataclasses import dataclass, field

from slack_bolt import App
from slack_sdk import WebClient

from advice_line.ports.chat_desk import ChatDesk, ChatService
from integrations.slack import client
from integrations.slack.app import bolt_app
from integrations.slack.hearing import Hearing
from integrations.slack.history import SlackHistory
from integrations.slack.place import Telling
from integrations.slack.sender import SlackSender
from integrations.slack.workspace import SlackWorkspace


@dataclass(frozen=True)
class Slack(ChatService):
    """`bolt` is what Slack is answered by, over HTTP or a socket."""

    bolt: App = field(repr=False)


def slack(desk: ChatDesk, *, token: str, api_url: str, signing_secret: str = "") -> Slack:
    """Asks Slack nothing yet. Without a signing secret nothing is taken over HTTP."""
    repeats, posts = client.repeating(token, api_url), client.posting(token, api_url)
    quick = client.quick(token, api_url)
    workspace = SlackWorkspace(quick)
    sender = SlackSender(posts, repeats, workspace)
    hearing = Hearing(desk, sender, Telling(repeats, posts, quick), workspace)
    return Slack(
        sender=sender,
        history=SlackHistory(repeats, workspace),
        reader=hearing,
        bolt=bolt_app(hearing, WebClient(base_url=api_url), signing_secret),
    )

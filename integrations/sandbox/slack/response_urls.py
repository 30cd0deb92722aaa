"""The address that comes with a press or a command, by which its person is answered.

https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
"""

from integrations.sandbox.slack.messages import content
from integrations.sandbox.slack.refusals import Refused
from integrations.sandbox.slack.state import Tree
from integrations.sandbox.slack.workspace import BOT_USER, Workspace

SECONDS, USES = 1800.0, 5


def answer(workspace: Workspace, name: str, args: Tree) -> Tree:
    """Shown to the person alone, unless `response_type` is `in_channel`."""
    there = workspace.response_urls.get(name)
    if there is None:
        raise Refused("invalid_url")
    if workspace.now() - there.at > SECONDS:
        raise Refused("expired_url")
    if there.uses >= USES:
        raise Refused("used_url")
    there.uses += 1
    text, blocks = content(args)
    alone = None if args.get("response_type") == "in_channel" else there.user
    channel = workspace.channels[there.channel]
    workspace.say(channel, BOT_USER, text, blocks, seen_by=alone)
    return {}

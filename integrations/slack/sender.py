"""What the desk asks of the chat, asked of Slack."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from advice_line.ports.chat import ChatHome, ChatNotice, QueryCard
from integrations.slack import cards, marks
from integrations.slack.errors import asking
from integrations.slack.workspace import SlackWorkspace

# How far back what was posted is looked for: Slack and we may not agree on the time, so the newest
# are read whatever their date.
_PAGES, _PAGE = 3, 200


class SlackSender:
    """Implements `ports.chat.ChatSender`."""

    def __init__(self, posts: WebClient, repeats: WebClient, workspace: SlackWorkspace) -> None:
        self._posts = posts
        self._repeats = repeats
        self._workspace = workspace

    def post_query(self, channel: str, card: QueryCard, attempt: str) -> str:
        self._workspace.refuse_shared(channel)
        return self._post(channel, cards.card_glance(card), cards.card_blocks(card, attempt))

    def update_query(self, channel: str, message: str, card: QueryCard) -> None:
        self._workspace.refuse_shared(channel)
        self._change(channel, message, cards.card_glance(card), cards.card_blocks(card))

    def post_notice(self, channel: str, notice: ChatNotice, attempt: str) -> str:
        self._workspace.refuse_shared(channel)
        glance, blocks = cards.notice_glance(notice), cards.notice_blocks(notice, attempt)
        return self._post(channel, glance, blocks)

    def update_notice(self, channel: str, message: str, notice: ChatNotice) -> None:
        self._workspace.refuse_shared(channel)
        self._change(channel, message, cards.notice_glance(notice), cards.notice_blocks(notice))

    def find_posted(
        self,
        channel: str,
        attempt: str,
        since: datetime,  # noqa: ARG002 # see _PAGES
    ) -> str | None:
        return self._find(channel, attempt)

    def tell(self, account: str, notice: ChatNotice, attempt: str) -> str:
        channel = self._direct(account)
        return self._post(
            channel, cards.notice_glance(notice), cards.notice_blocks(notice, attempt)
        )

    def find_told(
        self,
        account: str,
        attempt: str,
        since: datetime,  # noqa: ARG002 # see _PAGES
    ) -> str | None:
        return self._find(self._direct(account), attempt)

    def show_home(self, account: str, home: ChatHome) -> None:
        with asking():
            self._repeats.views_publish(user_id=account, view=cards.home_view(home))

    def _post(self, channel: str, text: str, blocks: list[dict[str, Any]]) -> str:
        with asking():
            answer = self._posts.chat_postMessage(
                channel=channel,
                text=text,
                blocks=blocks,
                unfurl_links=False,
                unfurl_media=False,
            )
            return str(answer["ts"])

    def _change(self, channel: str, message: str, text: str, blocks: list[dict[str, Any]]) -> None:
        with asking():
            self._repeats.chat_update(channel=channel, ts=message, text=text, blocks=blocks)

    def _direct(self, account: str) -> str:
        with asking():
            return str(self._repeats.conversations_open(users=account)["channel"]["id"])

    def _find(self, channel: str, attempt: str) -> str | None:
        wanted = marks.posted_id(attempt)
        with asking():
            pages = self._repeats.conversations_history(channel=channel, limit=_PAGE)
            for number, page in enumerate(pages):
                found = next(filter(_marked(wanted), page["messages"]), None)
                if found is not None:
                    return str(found["ts"])
                if number + 1 == _PAGES:
                    break
        return None


def _marked(wanted: str) -> Callable[[dict[str, Any]], bool]:
    def is_it(message: dict[str, Any]) -> bool:
        return any(block.get("block_id") == wanted for block in message.get("blocks", []))

    return is_it

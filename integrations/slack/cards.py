"""A card, a notice and a home as Slack's blocks: what the port's values say, and nothing else."""

from collections.abc import Iterator

from advice_line.ports.chat import ChatHome, ChatNotice, Offered, QueryCard
from integrations.slack import blocks, marks
from integrations.slack.blocks import Block
from integrations.slack.marks import About
from integrations.slack.wording import DUE, SINCE, cut, date, escaped

# A home has 100 blocks at most; each query on it takes this many, and its head up to 30.
_HOME_CARDS, _HOME_LINES = 15, 12
_WORD = 200


def card_blocks(card: QueryCard, attempt: str = "") -> list[Block]:
    """`attempt` marks what is posted, so that it can be found again."""
    head = f"*{_word(card.reference)}*\n{_word(card.urgency)}"
    marked = {"block_id": marks.posted_id(attempt)} if attempt else {}
    return [
        blocks.section(head, fields=_facts(card), **marked),
        blocks.context(*_times(card)),
        blocks.actions(*_buttons(card)),
    ]


def card_lines(card: QueryCard) -> list[Block]:
    """The same to be read only, where nothing can be pressed."""
    return card_blocks(card)[:2]


def notice_blocks(notice: ChatNotice, attempt: str = "") -> list[Block]:
    marked = {"block_id": marks.posted_id(attempt)} if attempt else {}
    made = [blocks.said("\n".join(notice.lines), **marked)]
    if notice.due is not None:
        made.append(blocks.context(date(notice.due, DUE)))
    if notice.link:
        label = notice.link_label
        made.append(blocks.actions(blocks.link_button(label, label, notice.link, "notice")))
    return made


def notice_glance(notice: ChatNotice) -> str:
    """What a locked telephone shows; made of lines that hold no patient data."""
    return escaped(cut(" ".join(notice.lines), blocks.SECTION))


def card_glance(card: QueryCard) -> str:
    return escaped(card.glance)


def home_view(home: ChatHome) -> Block:
    return {"type": "home", "blocks": list(_home(home))}


def _home(home: ChatHome) -> Iterator[Block]:
    yield blocks.header(home.heading)
    if home.said is not None:
        yield blocks.said(home.said)
    yield from (blocks.said(line) for line in home.duties[:_HOME_LINES])
    yield from (blocks.context(_word(line)) for line in home.on_now[:_HOME_LINES])
    for card in home.mine[:_HOME_CARDS]:
        yield blocks.divider()
        yield from card_blocks(card)
    more = home.more + max(0, len(home.mine) - _HOME_CARDS)
    if more:
        yield blocks.context(f"And {more} more, on your list.")
    if home.link:
        label = home.link_label
        yield blocks.actions(blocks.link_button(label, label, home.link, "home"))


def _facts(card: QueryCard) -> list[Block]:
    owner = f"With {card.owner}" if card.owner else "With nobody yet"
    facts = (card.state, owner, f"{card.organisation}, {card.came_by}", card.line)
    return [blocks.markup(_word(fact)) for fact in facts]


def _times(card: QueryCard) -> Iterator[str]:
    yield f"Here {date(card.waiting_since, SINCE)}"
    if card.due is not None:
        yield f"{'*Late*, ' if card.late else ''}{date(card.due, DUE)}"


def _buttons(card: QueryCard) -> Iterator[Block]:
    """The acts, and the page: who cannot act here can there."""
    about = About(card.reference, card.version).to_value()
    for offered in card.acts:
        yield _button(offered, card.reference, about)
    says = f"Open the page of query {card.reference}"
    yield blocks.link_button("Open", says, card.link, f"page:{card.reference}")


def _button(offered: Offered, reference: str, about: str) -> Block:
    if offered.link is not None:
        name = f"{offered.act.value}:{reference}"
        return blocks.link_button(offered.label, offered.says, offered.link, name)
    action_id = marks.act_id(offered.act, reference)
    made = blocks.button(offered.label, offered.says, action_id, about)
    if offered.confirm is None:
        return made
    return made | {"confirm": blocks.confirmation(offered.confirm, offered.label)}


def _word(words: str) -> str:
    return cut(escaped(words), _WORD)

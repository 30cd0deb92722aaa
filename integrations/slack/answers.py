"""What the desk answered, as the person it answers sees it: alone, in a message or in a modal."""

from advice_line.ports.chat_desk import Done, Mend, Refused, Stale
from integrations.slack import blocks, cards
from integrations.slack.blocks import Block
from integrations.slack.wording import cut, escaped

WAIT = "One moment please."
TOO_LATE = "Slack took too long, so nothing could be opened. Please press it once more."
AGAIN = (
    "This could not be finished at once. It is kept, and tried again by itself: look at the card "
    "or at its page before you press again."
)
PRESS_AGAIN = "This needs a form, and came too late to show it. Please press it once more."
NOT_DONE = "Something went wrong, and nothing was done. Please try it once more."
NOT_SENT = "The service is busy. Nothing was sent, and what you filled in is still here: try again."
FAULT = "Something went wrong. Nothing was sent, and what you filled in is still here: try again."

Said = Done | Refused | Stale | Mend


def sentence(answer: Said) -> str:
    if isinstance(answer, Mend):
        return " ".join(problem.message for problem in answer.problems)
    return answer.sentence


def glance(answer: Said) -> str:
    return escaped(cut(sentence(answer), blocks.SECTION))


def whisper(answer: Said) -> list[Block]:
    """In a message that one person sees. What they saw is not any more: the card as it is now comes
    with the sentence, to be pressed."""
    made = [blocks.said(sentence(answer)), *_link(answer)]
    return made + (cards.card_blocks(answer.card) if isinstance(answer, Stale) else [])


def modal(answer: Said, title: str) -> Block:
    shown = cards.card_lines(answer.card) if isinstance(answer, Stale) else []
    return blocks.modal(title, blocks.said(sentence(answer)), *_link(answer), *shown)


def waiting(title: str) -> Block:
    """Opened at once, while the trigger lives; what it is for follows."""
    return blocks.modal(title, blocks.said(WAIT))


def _link(answer: Said) -> list[Block]:
    if not isinstance(answer, Done) or answer.link is None:
        return []
    label = answer.link_label or "Open"
    return [blocks.actions(blocks.link_button(label, label, answer.link, "answer"))]

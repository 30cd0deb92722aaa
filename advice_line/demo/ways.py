"""The ways through the demonstration, step by step: of a call, and of a question in writing."""

from collections.abc import Mapping
from enum import IntEnum


class Step(IntEnum):
    """In the order in which they are gone; DONE is after the last."""

    CALL = 0
    ANSWER = 1
    TALK = 2
    WRITE = 3
    READ = 4
    TEACH = 5
    DONE = 6


Way = Mapping[Step, str]

# README.md tells the same steps in the same words.
CALLED: Way = {
    Step.CALL: "Press Call on the GP's phone, then 1 in the menu",
    Step.ANSWER: "On the phone that rings press Answer, then 1",
    Step.TALK: "Talk, then hang up the responder's phone",
    Step.WRITE: "Open the link in the responder's text and write down the advice",
    Step.READ: "Open the practice's mail, read the letter and say that you received it",
    Step.TEACH: "Offer the case for teaching, check its text, and approve it as somebody else",
}
# What is claimed is taken: nobody talks.
WRITTEN: Way = {
    Step.CALL: "Write a mail to the line, or ask on its page",
    Step.ANSWER: "As somebody on duty open the question and claim it",
    Step.WRITE: "Ask back if you like, then write the advice",
    Step.READ: "Open the practice's mail, read the answer and say that you received it",
    Step.TEACH: CALLED[Step.TEACH],
}


def number(way: Way, step: Step) -> int:
    """The place of a step in its way, from 1; of one that is not in it, of what comes next."""
    before = sum(each < step for each in way)
    return min(before + 1, len(way))


def shown(way: Way, done: Mapping[Step, bool], now: Step) -> list[dict[str, str]]:
    """STEPS of the page; what is to do now may be done once already: a second call is taken too."""
    return [
        {"words": words, "state": "now" if step == now else "done" if done[step] else "todo"}
        for step, words in way.items()
    ]

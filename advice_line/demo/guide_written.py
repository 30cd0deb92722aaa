"""What is to do about a question that came in writing and is not answered: pure."""

from advice_line.demo.advised import Advised
from advice_line.demo.guide_phones import Telephones
from advice_line.demo.people import BY_KEY
from advice_line.demo.tour import Reached
from advice_line.demo.ways import Step


def to_answer(found: Reached, phones: Telephones) -> Advised:
    href = f"/signin?next=/desk/{found.reference}"
    if found.owner is None:
        slack = ("#slack", "Its card in Slack")
        return Advised(Step.ANSWER, _TO_CLAIM, href=href, label="Open the question", beside=slack)
    name = BY_KEY[found.owner].name
    if found.asked_back:
        words = _ASKED_BACK if phones.mailed else f"What {name} asks is on its way to who asked."
        return Advised(Step.WRITE, words, target="mail", beside=(href, f"Open it as {name}"))
    words = f"{name} has the question. Be {name}, and write the advice, or ask back first."
    return Advised(Step.WRITE, words, href=href, label="Open the question", fill=True)


_TO_CLAIM = (
    "A question has come in writing. Be one of the responders on duty, open it and press Claim; or "
    "press Claim on its card in Slack, below."
)
_ASKED_BACK = (
    "The practice was asked something. Answer it below its mail, or open its link. Until then the "
    "responder’s clock stands still."
)

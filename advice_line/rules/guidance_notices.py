"""What is told of guidance outside its pages: titles, days and links, and nothing that anybody
wrote (H07)."""

from datetime import date

from advice_line.guidance_kinds import ReviewStage
from advice_line.rules import days

_DUE = {
    ReviewStage.BEFORE: "is due for review by {day}",
    ReviewStage.SOON: "is due for review soon, by {day}",
    ReviewStage.AT: "is due for review today, {day}",
    ReviewStage.OVERDUE: (
        "is overdue for review since {day}. Until somebody has looked at it, it is offered to "
        "nobody and those who ask cannot read it"
    ),
}


def review(title: str, stage: ReviewStage, day: date, url: str, owner: str | None) -> str:
    """`owner` is named to a lead, and None to the owner."""
    whose = f", which {owner} keeps," if owner else ""
    said = _DUE[stage].format(day=days.written(day))
    todo = "Look at it, and say that it still holds or change it"
    return f"“{title}”{whose} {said}.\n\n{todo}:\n{url}\n"


def review_subject(stage: ReviewStage) -> str:
    if stage is ReviewStage.OVERDUE:
        return "A page of guidance is overdue for review"
    return "A page of guidance is due for review"


ASKED_SUBJECT = "Comments on a page of guidance"


def asked(title: str, count: int, url: str) -> str:
    waits = "1 comment waits" if count == 1 else f"{count} comments wait"
    return f"{waits} for an answer on “{title}”.\n\nRead and answer here:\n{url}\n"


ANSWERED_SUBJECT = "Your comment is answered"


def answered(line: str, title: str, url: str) -> str:
    return (
        f"You left a comment on the page “{title}” of {line}. It is answered here:\n{url}\n\n"
        "This is about the page alone. To ask about a patient, ring or ask in writing.\n"
    )


WELCOME_SUBJECT = "How to reach radiology advice"


def welcome(line: str, practice: str, number: str) -> str:
    return (
        f"To {practice}\n\nHere is on one page how to reach {line}: when to ring, when not, and "
        "how advice comes back. Please put it where those who ask will see it.\n\nThe number is "
        f"{number}.\n"
    )

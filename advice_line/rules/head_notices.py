"""The words of the mail that takes a head of the trail elsewhere."""

from datetime import date


def subject(day: date) -> str:
    return f"Advice line: head of the trail of {day.isoformat()}"


def mail(head: str) -> str:
    return (
        "Keep this mail where nobody who runs the advice line can change it. It holds no word "
        "about anybody.\n\nIt says how far the line's trail of who did and saw what went when it "
        "was written. Put the line below into a file; with it the trail shows afterwards whether "
        "its end was cut off or all of it was made anew:\n\n"
        f"{head}\n\nadvice-line audit verify --head FILE\n"
    )

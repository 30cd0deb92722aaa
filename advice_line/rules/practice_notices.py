"""What is said to somebody who was invited to join a practice: by whom and for what; no patient is
ever named, and the link alone opens nothing."""


def subject(practice: str) -> str:
    return f"Invitation to join {practice}"


def invitation_mail(line: str, practice: str, url: str, *, manager: bool) -> str:
    for_what = (
        "as its practice manager: you see which advice nobody has acknowledged, and who of your "
        "practice may read it"
        if manager
        else "to read the advice that radiology sends it, by your own name"
    )
    return (
        f"You are invited to join {practice} on {line}, {for_what}.\n\n"
        f"{url}\n\n"
        "It works once and lasts 7 days. A code is mailed to this address when you open it, so it "
        "is of no use to anybody to whom you forward it. If you do not know this practice, you "
        f"need do nothing.\n\n{line}\n"
    )


def code_mail(line: str, figures: str) -> str:
    return (
        f"{figures} is the code to accept your invitation on {line}.\n\n"
        "It lasts 10 minutes and works in the browser that asked for it. Tell it to nobody.\n"
    )

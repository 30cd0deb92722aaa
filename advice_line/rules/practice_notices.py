"""What is mailed to people of a practice: an invitation and its code, that somebody has joined by
themselves, that a passkey was added. No patient is ever named, and no link alone opens anything."""

from advice_line.practice_kinds import JoinedBy

_HOW = {
    JoinedBy.DOMAIN: "by a code to that address, which is of your practice's own domain",
    JoinedBy.ON_FILE: "as the practice manager whom the line's directory names",
    JoinedBy.INVITATION: "by an invitation of the radiology office",
}


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


def joined_subject(practice: str) -> str:
    return f"Somebody has joined {practice}"


def joined_mail(
    line: str, practice: str, who: str, address: str, at: str, url: str, by: JoinedBy
) -> str:
    """`who` as they sign; `at` in words. To a practice manager or, where there is none, to the
    practice's mailbox."""
    return (
        f"{who} ({address}) joined {practice} on {line}, {at}, {_HOW[by]}.\n\n"
        "They may read what your practice asked radiology and was told. If they should not, their "
        f"access is ended at once by a practice manager:\n\n{url}\n\n"
        "If your practice has no manager there, ask the radiology office to invite one."
        f"\n\n{line}\n"
    )


def passkey_mail(line: str, device: str, at: str, url: str) -> str:
    return (
        f"A passkey, “{device}”, was added for you on {line}, {at}. With it you sign in for your "
        "practice without a code.\n\n"
        "If it was not you who added it, remove it there and tell your practice manager:"
        f"\n\n{url}\n\n{line}\n"
    )

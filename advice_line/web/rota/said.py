"""What a page says of what was just done, by the word that its address carries. Free text never
goes into an address, so that nobody can make a page of ours say something."""

_DONE = {
    "absence": "Saved. What they had is empty until somebody takes it.",
    "absence-own": "Saved. What you had is empty until somebody takes it.",
    "back": "Saved. They are on the rota again.",
    "back-own": "Saved. You are on the rota again.",
    "cover": "Saved. The cover stands.",
    "uncover": "Taken back. The pattern holds again.",
    "pattern": "Saved. What was before that day stays as it was.",
    "pattern-end": "Saved. The pattern ends on that day.",
    "close": "The line is closed for that time.",
    "reopen": "The line is open again as its hours say.",
    "still-closed": "That closure is taken back.",
    "day-closed": "Saved. The line is closed all that day.",
    "day-hours": "Saved. The day has its own hours.",
    "day-holiday": "Saved. The day counts as a bank holiday.",
    "day-no_holiday": "Saved. The day is no bank holiday on this line.",
    "usual-day": "Taken back. The day is as every other of its kind.",
    "ask": "Asked. You stay on the rota until somebody says yes.",
    "accept": "It is yours.",
    "decline": "Declined. The next one is asked.",
    "withdraw": "Withdrawn. The shift stays yours.",
    "gap": "Saved. The gap is taken.",
    "take-over": "You are on from now.",
    "give-back": "Given back. The rota holds as before.",
    "pause": "You are not rung for that time.",
    "unpause": "You are rung again from now.",
    "import": "Imported. What was there before is in the history.",
    "import-discarded": "Put aside. Nothing was changed.",
    "plan": "Accepted. The proposal is the rota now.",
    "plan-refused": "Refused. Nothing was changed.",
    "source": "Subscribed. It is read within a few minutes.",
    "source-end": "Ended. What was still to come of it has left the rota.",
    "feed": "The address is below.",
    "feed-end": "The address no longer shows anything.",
}


def said(done: str | None) -> str | None:
    return _DONE.get(done or "")

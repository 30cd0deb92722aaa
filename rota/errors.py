"""What can be wrong with a rota, each error with a sentence for the person.

RotaError
├── InvalidValue   one field of a rota cannot be used; `field` names it as the setup file does
├── NotAnInstant   a time without a zone where an instant is needed
├── OutOfReach     an instant or a range beyond the years that the calendar serves
├── UnknownLine    no calendar is kept for this line
└── RotaMoved      somebody else changed the line's rota meanwhile
"""


class RotaError(Exception):
    """`sentence` says what was wrong and how to mend it. Trying again never helps."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class InvalidValue(RotaError):
    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


class NotAnInstant(RotaError):
    def __init__(self, text: str) -> None:
        super().__init__(f"{text} names no time zone; write for example 2026-11-23T09:00:00Z.")


class OutOfReach(RotaError):
    pass


class UnknownLine(RotaError):
    def __init__(self, line_ref: str) -> None:
        self.line_ref = line_ref
        super().__init__(f'There is no rota for the line "{line_ref}"; set the line up first.')


class RotaMoved(RotaError):
    """`seen` is the version that the change was made for, `now` the one that stands."""

    def __init__(self, line_ref: str, seen: str, now: str) -> None:
        self.line_ref, self.seen, self.now = line_ref, seen, now
        super().__init__(
            "Somebody else changed this rota meanwhile. Look at what changed, then save again."
        )

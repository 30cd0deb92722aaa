"""What takes texts, answering what it is told to and keeping all it hears."""

from dataclasses import dataclass, field

from advice_line.ports.texts import TextCame


@dataclass
class RecordingTexts:
    """`answer` is None while a text is for nobody here; `failing` are raised first, one each."""

    events: list[TextCame] = field(default_factory=list)
    answer: str | None = None
    failing: list[Exception] = field(default_factory=list)

    def text_came(self, event: TextCame) -> str | None:
        if self.failing:
            raise self.failing.pop(0)
        self.events.append(event)
        return self.answer

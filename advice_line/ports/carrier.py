"""All that the desk offers the telephone, as assembly hands it to the carrier's adapter."""

from dataclasses import dataclass

from advice_line.ports.calls import CallDesk
from advice_line.ports.front_door import FrontDesk
from advice_line.ports.line_checks import LineCheckDesk
from advice_line.ports.live import LiveDesk
from advice_line.ports.question_rings import QuestionRingDesk
from advice_line.ports.queue import QueueDesk
from advice_line.ports.ring_backs import BackDesk
from advice_line.ports.texts import TextDesk


@dataclass(frozen=True)
class Desks:
    calls: CallDesk
    front: FrontDesk
    queue: QueueDesk
    texts: TextDesk
    backs: BackDesk
    questions: QuestionRingDesk
    checks: LineCheckDesk
    live: LiveDesk

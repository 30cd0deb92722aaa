"""The doors of clinical systems together: what they do, by which keys, and where they are told."""

from dataclasses import dataclass

from advice_line.desk.systems.door import Systems
from advice_line.desk.systems.hooks import Webhooks
from advice_line.desk.systems.keys import ApiKeys


@dataclass(frozen=True)
class SystemDoors:
    queries: Systems
    keys: ApiKeys
    hooks: Webhooks

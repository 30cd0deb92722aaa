"""What a workspace is made of: people, channels, messages, views."""

from dataclasses import dataclass, field
from typing import Any

Tree = dict[str, Any]


@dataclass
class User:
    """`team` is the workspace they belong to, which for people from elsewhere is not ours."""

    id: str
    name: str
    team: str
    address: str = ""
    bot: bool = False
    deleted: bool = False


@dataclass
class Message:
    """`seen_by` is the one person an ephemeral message is for; None where everybody sees it.
    `files` are the names of what was uploaded with it."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Tree] = field(default_factory=list)
    thread_ts: str | None = None
    bot: bool = False
    seen_by: str | None = None
    edited_ts: str | None = None
    deleted: bool = False
    files: tuple[str, ...] = ()


@dataclass
class Channel:
    id: str
    name: str
    members: set[str] = field(default_factory=set)
    archived: bool = False
    shared: bool = False
    private: bool = False
    im_of: str | None = None
    messages: list[Message] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        return self.im_of is not None

    def message(self, ts: str) -> Message | None:
        found = (each for each in self.messages if each.ts == ts and each.seen_by is None)
        return next((each for each in found if not each.deleted), None)


@dataclass
class View:
    """One page of a modal, or a home. `given` is what its person has typed or chosen so far, by
    block; `faults` what the application said is wrong with it."""

    id: str
    user: str
    hash: str
    view: Tree
    given: dict[str, Tree] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return str(self.view.get("title", {}).get("text", ""))


@dataclass
class Trigger:
    """What lets an application open one view for `user`, once and soon."""

    user: str
    at: float
    used: bool = False


@dataclass
class ResponseUrl:
    """By which an application answers one person for half an hour, five times at most."""

    channel: str
    user: str
    at: float
    uses: int = 0

"""The methods about modals and homes."""

from typing import Any

from integrations.sandbox.slack.limits import view_broken_by
from integrations.sandbox.slack.messages import parsed
from integrations.sandbox.slack.refusals import Refused, bad_blocks
from integrations.sandbox.slack.shapes import wrong_view
from integrations.sandbox.slack.state import Tree, View
from integrations.sandbox.slack.workspace import APP, BOT, TEAM, Workspace

# How many pages of a modal lie on each other: https://docs.slack.dev/surfaces/modals
DEEPEST = 3


class Views:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def open(self, args: Tree) -> Tree:
        view = checked(args.get("view"))
        user = self._workspace.use_trigger(str(args.get("trigger_id", "")))
        made = self._workspace.new_view(user, view)
        with self._workspace.changing():
            self._workspace.modals[user] = [made]
        return {"view": as_tree(made)}

    def push(self, args: Tree) -> Tree:
        view = checked(args.get("view"))
        user = self._workspace.use_trigger(str(args.get("trigger_id", "")))
        stack = self._workspace.modals.setdefault(user, [])
        if len(stack) >= DEEPEST:
            raise Refused("push_limit_reached")
        made = self._workspace.new_view(user, view)
        with self._workspace.changing():
            stack.append(made)
        return {"view": as_tree(made)}

    def update(self, args: Tree) -> Tree:
        view = checked(args.get("view"))
        there = self._workspace.view(str(args.get("view_id", "")))
        if there is None:
            raise Refused("not_found")
        return self._replace(there, view, args.get("hash"))

    def publish(self, args: Tree) -> Tree:
        view = checked(args.get("view"))
        user = self._workspace.users.get(str(args.get("user_id", "")))
        if user is None or user.bot or user.deleted:
            raise Refused("user_not_found")
        there = self._workspace.homes.get(user.id)
        if there is not None:
            return self._replace(there, view, args.get("hash"))
        made = self._workspace.new_view(user.id, view)
        with self._workspace.changing():
            self._workspace.homes[user.id] = made
        return {"view": as_tree(made)}

    def replace(self, there: View, view: Any) -> None:
        """By the answer to a submission."""
        self._replace(there, checked(view), None)

    def _replace(self, there: View, view: Tree, known: Any) -> Tree:
        with self._workspace.changing():
            if known and known != there.hash:
                raise Refused("hash_conflict")
            kept = {block.get("block_id") for block in view["blocks"]}
            there.view, there.hash = view, self._workspace.new_hash()
            there.given = {name: given for name, given in there.given.items() if name in kept}
            there.faults = {}
        return {"view": as_tree(there)}


def checked(given: Any) -> Tree:
    """A view as it may stand there; ids are given to the blocks that have none."""
    view = parsed(given)
    faults = wrong_view(view) or view_broken_by(view)
    if faults:
        raise bad_blocks("invalid_arguments", faults)
    blocks = [{"block_id": f"b{place}", **block} for place, block in enumerate(view["blocks"])]
    tree: Tree = {**view, "blocks": blocks}
    return tree


def as_tree(view: View) -> Tree:
    """A view as methods and interactions show it."""
    return {
        "private_metadata": "",
        "callback_id": "",
        **view.view,
        "id": view.id,
        "team_id": TEAM,
        "app_id": APP,
        "bot_id": BOT,
        "hash": view.hash,
        "state": {"values": view.given},
        "root_view_id": view.id,
        "previous_view_id": None,
    }

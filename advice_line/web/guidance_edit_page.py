"""The page on which guidance is written, as it stands or with what somebody typed and has not
saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from advice_line.directory.guidance.keeping import Kept
from advice_line.errors import Conflict, Problem
from advice_line.guidance_kinds import Audience, GuidanceState
from advice_line.rules import comparing, guidance_typed, scopes, topics
from advice_line.tables.guidance import GuidanceVersion
from advice_line.web import guidance_labels
from advice_line.web.access import Visit
from advice_line.web.guidance import PLACE
from advice_line.web.labels import choices
from advice_line.web.rendering import Choice

DONE = {
    "saved": "Saved as a draft. Nobody but those who keep guidance sees it yet.",
    "published": "Published. It is what is read from now on.",
    "retired": "Retired. It is on no list and found by no search.",
    "looked_at": "Kept until the next review.",
    "brought_back": "The older words are the newest version now. Publish it if it is to be read.",
    "files": "The files are beside the page.",
    "file_gone": "The file is gone.",
}
_UNSAVED = "What you changed in the form is not saved yet."


@dataclass(frozen=True)
class Version:
    number: int
    href: str
    changed: str
    author: str
    saved_at: datetime
    published_at: datetime | None
    stands: bool
    compare: str | None


def shown(
    visit: Visit,
    kept: Kept,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    *,
    status: int | None = None,
    done: str | None = None,
    meanwhile: bool = False,
) -> Response:
    """`meanwhile` is whether somebody else was first: what stands is shown beside the form, which
    replaces it where it is saved again."""
    page, at = kept.shown, f"{PLACE}/{kept.shown.key}" if kept.shown else None
    versions = [version(each, kept) for each in kept.versions]
    retired = page is not None and page.state is GuidanceState.RETIRED
    typed = kept.form if form is None else form
    return visit.page(
        "guidance/edit.html",
        status=status or (422 if problems else 200),
        now=kept.now,
        page=guidance_labels.row(page) if page else None,
        at=at,
        form=typed,
        seen=kept.revision if form is None or meanwhile else form.get("seen", ""),
        done=DONE.get(done or ""),
        unsaved=_UNSAVED if page and guidance_typed.differs(typed, kept.form) else None,
        ask_for_files=None if kept.may_keep_files or page is None else whose_files(kept),
        meanwhile=meanwhile,
        beside=_beside(kept, typed) if meanwhile else [],
        choices=_choices(kept),
        may_publish=kept.may_publish,
        every_line=kept.every_line,
        may_publish_now=kept.may_publish and bool(versions) and (retired or _waits(kept)),
        versions=versions,
        files=[
            {
                "href": f"{at}/files/{each.id}",
                "remove": f"{at}/files/{each.id}/remove",
                "name": each.name,
                "kind": each.kind,
                "written": f"{'!' if each.picture else ''}[{each.name}](files/{each.id})",
            }
            for each in kept.files
        ],
        stats=_stats(kept) if page else None,
        form_token=visit.form_token(),
        problems=problems,
    )


def overtaken(visit: Visit, key: str, form: Mapping[str, str], error: Conflict) -> Response:
    """Somebody else was first. Raises `error` where no words were sent that could be lost."""
    if "body" not in form:
        raise error
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    problems = [Problem("", error.sentence)]
    return shown(visit, kept, form, problems, status=409, meanwhile=True)


def whose_files(kept: Kept) -> str:
    """Whom to ask."""
    owner = f"its owner, {kept.shown.owner}," if kept.shown and kept.shown.owner else "its owner"
    return (
        "What lies beside a published page is read at once, so only who may publish it adds or"
        f" takes away a file. Ask {owner} or a service lead."
    )


def version(version: GuidanceVersion, kept: Kept) -> Version:
    at = f"{PLACE}/{kept.form['key']}"
    before = version.number - 1
    return Version(
        number=version.number,
        href=f"{at}/versions/{version.number}",
        changed=version.changed,
        author=version.author,
        saved_at=version.saved_at,
        published_at=version.published_at,
        stands=version.number == kept.published,
        compare=f"{at}/compare?old={before}&new={version.number}" if before else None,
    )


def _beside(kept: Kept, typed: Mapping[str, str]) -> list[comparing.Row]:
    """All that a save would replace; what holds for the page only where it is theirs to change."""
    named = {choice.value: choice.label for found in _choices(kept).values() for choice in found}
    old, new = (
        guidance_typed.text(each, named, whole=kept.may_publish) for each in (kept.form, typed)
    )
    return comparing.compare(old, new)


def _stats(kept: Kept) -> dict[str, str]:
    helped, said = kept.helped
    of = (
        f"it helped {helped} of {said} who said so"
        if said
        else "no reader has said whether it helps"
    )
    return {"asked": kept.asked, "helped": of, "effect": kept.effect}


def _waits(kept: Kept) -> bool:
    """Whether there is a version that is not published."""
    return kept.versions[0].number != kept.published


def _choices(kept: Kept) -> dict[str, list[Choice]]:
    return {
        "lines": [Choice(each.key, each.name) for each in kept.lines],
        "owners": [Choice(each.key, each.name) for each in kept.owners],
        "audiences": choices({each: guidance_labels.AUDIENCES[each] for each in Audience}),
        "areas": choices(topics.TOPICS),
        "modalities": choices(topics.MODALITIES),
        "scopes": [Choice(each, scopes.name(each)) for each in kept.scopes],
    }

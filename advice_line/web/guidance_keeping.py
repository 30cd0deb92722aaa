"""Guidance for those who keep it: written, published, compared, brought back, with its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from advice_line.directory.guidance.keeping import Kept
from advice_line.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from advice_line.guidance_kinds import Audience, GuidanceState
from advice_line.rules import comparing, guidance_text, scopes, topics
from advice_line.tables.guidance import GuidanceVersion
from advice_line.web import guidance_labels
from advice_line.web.access import Here, Posted, Visit
from advice_line.web.guidance import PLACE
from advice_line.web.guidance_uploads import FILES, REMOVE, Files
from advice_line.web.labels import choices
from advice_line.web.rendering import Choice

router = APIRouter()
NEW = f"{PLACE}/new"


@dataclass(frozen=True)
class _Version:
    number: int
    href: str
    changed: str
    author: str
    saved_at: datetime
    published_at: datetime | None
    stands: bool
    compare: str | None


@router.get(NEW)
def begin(visit: Here) -> Response:
    return _page(visit, visit.site.keeping_guidance.kept(visit.actor, None))


@router.post(NEW)
def create(visit: Here, form: Posted) -> Response:
    return _saved(visit, None, form)


@router.get(f"{PLACE}/{{key}}/edit")
def edit(visit: Here, key: str, done: str | None = None) -> Response:
    return _page(visit, visit.site.keeping_guidance.kept(visit.actor, key), done=done)


@router.post(f"{PLACE}/{{key}}/edit")
def save(visit: Here, key: str, form: Posted) -> Response:
    return _saved(visit, key, form)


@router.post(f"{PLACE}/{{key}}/publish")
def publish(visit: Here, key: str, form: Posted) -> Response:
    seen = form.get("seen", "")
    visit.site.keeping_guidance.publish(visit.actor, key, seen=seen, token=visit.key(form))
    return visit.go(f"{PLACE}/{key}/edit?done=published")


@router.post(f"{PLACE}/{{key}}/retire")
def retire(visit: Here, key: str, form: Posted) -> Response:
    seen = form.get("seen", "")
    visit.site.keeping_guidance.retire(visit.actor, key, seen=seen, token=visit.key(form))
    return visit.go(f"{PLACE}/{key}/edit?done=retired")


@router.post(f"{PLACE}/{{key}}/looked-at")
def looked_at(visit: Here, key: str, form: Posted) -> Response:
    keeping = visit.site.keeping_guidance
    day, seen = form.get("next_review", ""), form.get("seen", "")
    try:
        keeping.looked_at(visit.actor, key, day, seen=seen, token=visit.key(form))
    except Invalid as error:
        problems = [Problem("next_review", each.message) for each in error.problems]
        return _page(visit, keeping.kept(visit.actor, key), problems=problems)
    return visit.go(f"{PLACE}/{key}/edit?done=looked_at")


@router.get(f"{PLACE}/{{key}}/versions/{{number}}")
def version(visit: Here, key: str, number: int) -> Response:
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    found = next((each for each in kept.versions if each.number == number), None)
    if found is None:
        raise NotFound
    return visit.page(
        "guidance/version.html",
        now=kept.now,
        back=f"{PLACE}/{key}/edit",
        page_title=kept.form["title"],
        version=_version(found, kept),
        title_then=found.title,
        summary=found.summary,
        # Made by `rules/guidance_text.py`, which lets nothing but words through.
        text=Markup(guidance_text.html(found.body, f"{PLACE}/{key}")),  # noqa: S704
        bring_back=f"{PLACE}/{key}/versions/{number}/back" if found != kept.versions[0] else None,
        seen=kept.revision,
        form_token=visit.form_token(),
    )


@router.post(f"{PLACE}/{{key}}/versions/{{number}}/back")
def bring_back(visit: Here, key: str, number: int, form: Posted) -> Response:
    seen = form.get("seen", "")
    keeping = visit.site.keeping_guidance
    keeping.bring_back(visit.actor, key, number, seen=seen, token=visit.key(form))
    return visit.go(f"{PLACE}/{key}/edit?done=brought_back")


@router.get(f"{PLACE}/{{key}}/compare")
def compare(visit: Here, key: str, old: int, new: int) -> Response:
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    rows = visit.site.keeping_guidance.compare(visit.actor, key, old, new)
    return visit.page(
        "guidance/compare.html",
        now=kept.now,
        back=f"{PLACE}/{key}/edit",
        page_title=kept.form["title"],
        old=old,
        new=new,
        rows=rows,
    )


@router.post(FILES)
def add_files(visit: Here, key: str, form: Posted, given_files: Files) -> Response:
    token = visit.key(form, [each.content for each in given_files])
    try:
        visit.site.keeping_guidance.add_files(visit.actor, key, given_files, token)
    except Invalid as error:
        kept = visit.site.keeping_guidance.kept(visit.actor, key)
        return _page(visit, kept, form, error.problems)
    except NotAllowed:
        return _not_their_files(visit, key, form, FILES)
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    return _page(visit, kept, form, done="files")


@router.post(REMOVE)
def remove_file(visit: Here, key: str, file: str, form: Posted) -> Response:
    try:
        visit.site.keeping_guidance.remove_file(visit.actor, key, file, visit.key(form))
    except NotAllowed:
        return _not_their_files(visit, key, form, REMOVE)
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    return _page(visit, kept, form, done="file_gone")


def _not_their_files(visit: Visit, key: str, form: Mapping[str, str], address: str) -> Response:
    """With their words still in the form. Raises `errors.NotAllowed` where the page is none of
    theirs."""
    kept = visit.site.keeping_guidance.kept(visit.actor, key)
    visit.site.turned_away.note(visit.actor, "POST", address)
    problems = [Problem("", f"Nothing was changed. {_whose_files(kept)}")]
    return _page(visit, kept, form, problems, status=403)


def _whose_files(kept: Kept) -> str:
    """Whom to ask."""
    owner = f"its owner, {kept.shown.owner}," if kept.shown and kept.shown.owner else "its owner"
    return (
        "What lies beside a published page is read at once, so only who may publish it adds or"
        f" takes away a file. Ask {owner} or a service lead."
    )


def _saved(visit: Visit, key: str | None, form: Mapping[str, str]) -> Response:
    keeping, publishes = visit.site.keeping_guidance, form.get("then") == "publish"
    try:
        at = keeping.save(
            visit.actor,
            key,
            form,
            seen=form.get("seen", ""),
            publish=publishes,
            token=visit.key(form),
        )
    except Invalid as error:
        return _page(visit, keeping.kept(visit.actor, key), form, error.problems)
    except Conflict as error:
        assert key is not None
        kept = keeping.kept(visit.actor, key)
        beside = keeping.against(visit.actor, key, form)
        problems = [Problem("", error.sentence)]
        return _page(visit, kept, form, problems, status=409, beside=beside)
    return visit.go(f"{PLACE}/{at}/edit?done={'published' if publishes else 'saved'}")


def _page(
    visit: Visit,
    kept: Kept,
    form: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
    *,
    status: int | None = None,
    done: str | None = None,
    beside: Sequence[comparing.Row] = (),
) -> Response:
    shown, at = kept.shown, f"{PLACE}/{kept.shown.key}" if kept.shown else None
    versions = [_version(each, kept) for each in kept.versions]
    retired = shown is not None and shown.state is GuidanceState.RETIRED
    return visit.page(
        "guidance/edit.html",
        status=status or (422 if problems else 200),
        now=kept.now,
        page=guidance_labels.row(shown) if shown else None,
        at=at,
        form=kept.form if form is None else form,
        # What stands now has been shown beside theirs: saved again, it replaces that.
        seen=form.get("seen", "") if form is not None and not beside else kept.revision,
        done=_DONE.get(done or ""),
        ask_for_files=None if kept.may_keep_files or shown is None else _whose_files(kept),
        beside=beside,
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
        stats=_stats(kept) if shown else None,
        form_token=visit.form_token(),
        problems=problems,
    )


_DONE = {
    "saved": "Saved as a draft. Nobody but those who keep guidance sees it yet.",
    "published": "Published. It is what is read from now on.",
    "retired": "Retired. It is on no list and found by no search.",
    "looked_at": "Kept until the next review.",
    "brought_back": "The older words are the newest version now. Publish it if it is to be read.",
    "files": "The files are beside the page. What you changed in the words is not saved yet.",
    "file_gone": "The file is gone. What you changed in the words is not saved yet.",
}


def _stats(kept: Kept) -> dict[str, str]:
    helped, said = kept.helped
    of = (
        f"it helped {helped} of {said} who said so"
        if said
        else "no reader has said whether it helps"
    )
    return {"asked": kept.asked, "helped": of}


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


def _version(version: GuidanceVersion, kept: Kept) -> _Version:
    at = f"{PLACE}/{kept.form['key']}"
    before = version.number - 1
    return _Version(
        number=version.number,
        href=f"{at}/versions/{version.number}",
        changed=version.changed,
        author=version.author,
        saved_at=version.saved_at,
        published_at=version.published_at,
        stands=version.number == kept.published,
        compare=f"{at}/compare?old={before}&new={version.number}" if before else None,
    )

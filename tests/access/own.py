"""What anybody of the service may have of their own, whether they answer or not."""

from typing import Any

from sqlmodel import col, select

from advice_line.kinds import TaskKind
from advice_line.tables.directory import Line, Responder
from advice_line.tables.library import ReadingList, SavedSearch
from advice_line.tables.queries import Query
from advice_line.tables.rota_exchange import RotaFeed
from tests.access import audit_things, digest_things, meeting_things, pages
from tests.access.things import passkey, task
from tests.web.people import Scene


def persons_own(scene: Scene, person: int, key: str, line: str) -> list[tuple[str, str, str]]:
    with scene.world.service.ledger.work("test") as work:
        query = work.session.exec(select(Query).order_by(col(Query.id)).limit(1)).one()
        of = work.session.exec(select(Line).where(col(Line.key) == line)).one()
        themselves = work.session.get_one(Responder, person).public_id
        owed = work.add(task(work.now, query.id or 0, TaskKind.FOLLOW_UP, person))
        made: dict[str, Any] = {"made_by_id": person, "made_at": work.now}
        of_line = work.add(RotaFeed(line_key=line, **made))
        # Of two, for nobody may take away the last thing that shows who they are.
        first, _ = (work.add(passkey(person, work.now)) for _ in range(2))
        own = work.add(RotaFeed(person_key=key, **made))
        search = work.add(SavedSearch(owner_id=person, made_at=work.now))
        listed = work.add(ReadingList(owner_id=person, made_at=work.now))
        return [
            ("list", "/lists/", listed.public_id),
            ("search", "/searches/", search.public_id),
            ("person", "/people/", themselves),
            ("task", "/desk/", owed.public_id),
            ("passkey", "/you/", first.public_id),
            ("feed", "/rota/files/", of_line.public_id),
            ("feed", "/rota/mine/", own.public_id),
            ("note", "", work.add(meeting_things.note(of.id or 0, work.now)).public_id),
            *pages.guidance(work, of.id or 0, person),
            *digest_things.digest(work, of.id or 0),
            *meeting_things.meeting(work, of.id or 0, person),
            *audit_things.audit(work, of.id or 0, person),
        ]

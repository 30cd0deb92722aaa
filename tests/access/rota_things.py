"""What addresses of the rota and of files can name, made by the doors of the rota."""

from datetime import date, timedelta

from advice_line.trust.roles import SYSTEM, Actor
from advice_line.web.site import Site
from rota.values import AbsenceKind

HOUR = timedelta(hours=1)


def named(site: Site, owner: Actor, line: str, day: date) -> list[tuple[str, str, str]]:
    """By the hands of whoever holds the site's settings."""
    person, now = owner.label.partition(":")[2], site.clock.now().replace(tzinfo=None)
    later = now.replace(year=day.year, month=day.month, day=day.day)
    cover = site.roster.cover(
        SYSTEM, line=line, tier="1", who=[person], start=later, end=later + HOUR, reason="a test"
    )
    away = site.roster.absent(
        SYSTEM,
        person=person,
        kind=next(iter(AbsenceKind)),
        start=later + 240 * HOUR,
        end=later + 264 * HOUR,
    )
    closed = site.roster.close(
        SYSTEM, line=line, start=later + 3 * HOUR, end=later + 5 * HOUR, reason="a test"
    )
    site.roster.close_day(SYSTEM, line=line, day=day + timedelta(days=20), reason="a test")
    taken = site.roster.take_over(SYSTEM, line=line, tier="2", person=person, reason="a test")
    sheet = f"date,start,end,tier,person\n2026-12-14,08:00,12:00,1,{person}\n".encode()
    proposed = site.planning.propose(
        SYSTEM,
        line=line,
        solver="greedy",
        first_day=date(2026, 12, 7),
        last_day=date(2026, 12, 8),
    )
    return [
        (
            "file",
            "/rota/import/",
            site.exchange.exchanging.preview(SYSTEM, line=line, data=sheet).id,
        ),
        ("proposal", "", proposed.id),
        ("key", "cover", cover.key or ""),
        ("key", "absence", away.key or ""),
        ("key", "away", away.key or ""),
        ("key", "clos", closed.key or ""),
        ("key", "take-over", taken.key or ""),
        ("day", "", (day + timedelta(days=20)).isoformat()),
        ("key", "pattern", "weekdays"),
        ("key", "/askers/", "no-such-key"),
        ("file", "/admin/directory/", "no-such-file"),
    ]

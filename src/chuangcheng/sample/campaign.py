"""Then the campaign: editions of both frameworks, the cycle, duties, holders, remits, categories of cases."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from chuangcheng.cases.actions import import_categories, set_escalation_ladder
from chuangcheng.cases.queries import Category
from chuangcheng.cases.spreadsheet import read_categories
from chuangcheng.duties.actions import hold_place, import_duties, import_holdings, import_remits
from chuangcheng.duties.spreadsheet import preview_duties, preview_holdings, preview_remits
from chuangcheng.frameworks.actions import (
    define_cycle,
    import_edition,
    import_themes,
    publish_edition,
    put_cycle_in_force,
    set_assessment_day,
)
from chuangcheng.frameworks.queries import Edition, cycle_in_force
from chuangcheng.frameworks.rules import DEFAULT_METHOD_WEIGHTS, DEFAULT_YEAR_WEIGHTS
from chuangcheng.frameworks.spreadsheet import preview_import
from chuangcheng.frameworks.spreadsheet.themes import read_themes
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.queries import Area
from chuangcheng.sample.foundations import DATA
from chuangcheng.units.queries import Unit

SOURCE_NOTE = "依据公开资料重构的样例，不是官方文本；正式使用时请导入本市的操作手册。"
CITY = "CITY-2024"
MINORS = "MINORS-2024"
TOWNS = {"DW49": "XGXG", "DW50": "XGGC", "DW51": "XGXC", "DW52": "XGYQ", "DW53": "XGWS"}


def _bytes(name: str) -> tuple[str, bytes]:
    return f"{name}.csv", (DATA / f"{name}.csv").read_bytes()


def editions(at: datetime) -> list[Edition]:
    """Both frameworks as published editions, reconstructed and saying so."""
    made = []
    for code, kind, name_zh, name_en, files in (
        (
            CITY,
            "city",
            "全国文明城市测评体系（样例，依据公开资料重构）",
            "National Civilised City framework (sample, reconstructed from public sources)",
            ("framework-city", "site-types", "checkpoints"),
        ),
        (
            MINORS,
            "minors",
            "全国未成年人思想道德建设工作测评体系（样例，依据公开资料重构）",
            "Framework for the moral education of minors (sample, reconstructed from public sources)",
            ("framework-minors", "site-types", "checkpoints"),
        ),
    ):
        found = preview_import([_bytes(name) for name in files], code=code, kind=kind)
        edition = import_edition(
            by=SYSTEM,
            at=at,
            code=code,
            kind=kind,
            year=2024,
            name_zh=name_zh,
            name_en=name_en,
            content=found.preview.content,
            source_note=SOURCE_NOTE,
            is_reconstructed=True,
        )
        made.append(publish_edition(by=SYSTEM, at=at, edition=edition))
    return made


def cycle(made: list[Edition], at: datetime) -> None:
    """2024 to 2026 under both editions, with the usual weights."""
    city, minors = made
    adopted = define_cycle(
        by=SYSTEM,
        at=at,
        code="2024-2026",
        name_zh="2024—2026年创建周期",
        name_en="Cycle 2024–2026",
        first_year=2024,
        city_edition=city,
        minors_edition=minors,
        method_weights=DEFAULT_METHOD_WEIGHTS,
        year_weights=DEFAULT_YEAR_WEIGHTS,
    )
    put_cycle_in_force(by=SYSTEM, at=at, cycle=adopted)
    import_themes(by=SYSTEM, at=at, rows=read_themes(_bytes("themes")[1], "themes.csv").rows)


def assessment_day(at: datetime, now: datetime) -> None:
    """It was said at `at` that the assessors come seven weeks from now, or at the end of the year after the cycle."""
    adopted = cycle_in_force(at)
    assert adopted is not None
    last = date(adopted.first_year + len(adopted.year_weights), 12, 31)
    set_assessment_day(by=SYSTEM, at=at, cycle=adopted, day=min(localdate(now) + timedelta(weeks=7), last))


def duties(made: list[Edition], at: datetime) -> None:
    """Who leads and supports, who holds streets, towns, and what the groups look after."""
    name, content = _bytes("duties")
    import_duties(by=SYSTEM, at=at, editions=made, rows=preview_duties(name, content, made).rows)
    name, content = _bytes("segments")
    holdings = preview_holdings(name, content, at)
    import_holdings(by=SYSTEM, at=at, rows=holdings.rows, starts_at=at)
    name, content = _bytes("groups")
    import_remits(by=SYSTEM, at=at, rows=preview_remits(name, content).rows)
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=TOWNS)}
    for code, area in TOWNS.items():
        ground = Area.objects.get(code=area)
        hold_place(by=SYSTEM, at=at, place=ground, unit=units[code], starts_at=at)


def categories(at: datetime) -> None:
    """88 categories with their limits, and the ladder of reminders and escalation."""
    rows = read_categories(_bytes("case-categories")[1], "case-categories.csv").rows
    import_categories(by=SYSTEM, at=at, rows=rows, file="case-categories.csv")
    set_escalation_ladder(by=SYSTEM, at=at, steps=LADDER)


LADDER = (
    ("remind", 8, "liaison"),
    ("remind", 2, "liaison"),
    ("escalate", 0, "head"),
    ("escalate", 8, "group"),
    ("escalate", 24, "leader"),
)
"""Working hours before (remind) or after (escalate) the deadline, and whom it tells."""


def is_set_up() -> bool:
    """True once the last table is in."""
    return Category.objects.exists()

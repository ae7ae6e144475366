"""Official documents of the sample city: one issued of every kind, one withdrawn, one waiting, one draft."""

from datetime import date, datetime, timedelta
from typing import Any

from chuangcheng.cases.queries import Case, State
from chuangcheng.documents.actions import (
    acknowledge_document,
    address_document,
    approve_document,
    draft_document,
    edit_document,
    issue_document,
    send_document,
    set_letterhead,
    set_wording,
    withdraw_document,
)
from chuangcheng.documents.queries import SPECS, Asks, Document, wording_of
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.queries import Round
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.moments import local_date, opening
from chuangcheng.sample.scenery import Scenery
from chuangcheng.units.queries import Unit

APPROVER = "xiezhen"
OFFICE_ZH = "雄关市创建全国文明城市指挥部办公室"
ISSUED = (
    ("responsibility", 60),
    ("monthly", 20),
    ("ledger", 19),
    ("minutes", 16),
    ("instruction", 15),
    ("bulletin", 14),
    ("case_notice", 12),
    ("reminder", 9),
    ("close_list", 8),
    ("weekly", 7),
    ("bulletin", 6),
)
"""Kind, and how many days ago it was issued."""
PRACTICE = "雄关街道在早晚高峰错时清运，背街小巷垃圾积存明显减少。"
MEETING = {
    "facts": "会议在市政府第二会议室召开，由市委分管领导主持。",
    "attendance": "文明办、城管执法局、住建局、交通局、市场监管局和各街道参加。",
    "agenda": "研究到期未办结问题的整改责任和时限。",
    "resolutions": "各牵头单位对照下列问题逐项明确时限，办结情况由创城办在下次会议通报。",
}


def has_papers() -> bool:
    """True once the documents are there."""
    return Document.objects.exists()


def papers(scenery: Scenery) -> None:
    """In the order of their days, through the product's own actions and by the people whose work it is."""
    founded = opening(scenery.now - timedelta(days=ISSUED[0][1] + 1))
    _letter(scenery, founded)
    for kind, days_ago in ISSUED:
        _issued(scenery, kind, opening(scenery.now - timedelta(days=days_ago)))
    _withdrawn(scenery)
    today = opening(scenery.now)
    at = today if today <= scenery.now else opening(scenery.now - timedelta(days=3))
    waiting = _draft(scenery, "bulletin", at)
    edit_document(by=scenery.office, at=at, document=waiting, slot="practices", text=PRACTICE)
    send_document(by=scenery.office, at=at, document=waiting)
    _draft(scenery, "weekly", at)


def _letter(scenery: Scenery, at: datetime) -> None:
    head = {
        "authority_zh": f"{OFFICE_ZH}文件",
        "office_zh": OFFICE_ZH,
        "contact_zh": "联系人：创城办督查科，样例城市",
    }
    set_letterhead(by=scenery.office, at=at, **head)
    for kind, spec in SPECS.items():
        copies = "市委办公室、市政府办公室" if kind == "bulletin" else ""
        words = wording_of(kind).words
        series = f"雄创办{spec.series_zh}"
        set_wording(by=scenery.office, at=at, kind=kind, series=series, copies=copies, words=words)


def _subject(scenery: Scenery, kind: str, at: datetime) -> dict[str, Any]:
    """What the kind asks for: the week or month before, the unit with most open cases, some of these."""
    spec, day = SPECS[kind], local_date(at)
    found: dict[str, Any] = {}
    if spec.wants(Asks.PERIOD):
        found["since"], found["until"] = _period(spec.span, day)
        ended = Round.objects.filter(state="ended", kind="round", closes_on__lt=day).order_by("-closes_on").first()
        if kind == "bulletin" and ended is not None and not Document.objects.filter(kind=kind).exists():
            found["since"], found["until"] = ended.opens_on, ended.closes_on
    open_cases = Case.objects.filter(state__in=(State.ACCEPTED, State.DISPATCHED), unit__isnull=False)
    chosen = list(open_cases.filter(opened_at__lte=at).select_related("unit").order_by("unit", "opened_at"))
    if Asks.UNIT in spec.asks:
        found["unit"] = chosen[0].unit if chosen else Unit.objects.order_by("code")[0]
    if spec.wants(Asks.CASES):
        own = [case.pk for case in chosen if "unit" not in found or case.unit_id == found["unit"].pk]
        found["cases"] = own[:3]
    if spec.wants(Asks.EDITION):
        found["edition"] = Edition.objects.get(code=CITY)
    if spec.wants(Asks.DUE):
        found["due_on"] = day + timedelta(days=7)
    return found


def _period(span: str, day: date) -> tuple[date, date]:
    if span == "month":
        last = day.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    monday = day - timedelta(days=day.weekday() + 7)
    return monday, monday + timedelta(days=6)


def _draft(scenery: Scenery, kind: str, at: datetime) -> Document:
    made = draft_document(by=scenery.office, at=at, kind=kind, **_subject(scenery, kind, at))
    if kind == "minutes":
        for slot, text in MEETING.items():
            edit_document(by=scenery.office, at=at, document=made, slot=slot, text=text)
    if not made.recipients.exists():
        units = list(Unit.objects.filter(is_commission_member=True, is_active=True).order_by("code")[:20])
        title = made.title_zh
        address_document(by=scenery.office, at=at, document=made, title=title, units=units, copies=made.copies_zh)
    return made


def _issued(scenery: Scenery, kind: str, at: datetime) -> Document:
    """Sent in the morning, approved within the hour, issued; every second unit has acknowledged."""
    made = _draft(scenery, kind, at)
    send_document(by=scenery.office, at=at, document=made)
    approver = scenery.by(APPROVER)
    approve_document(by=approver, at=at + timedelta(minutes=30), document=made)
    issue_document(by=approver, at=at + timedelta(minutes=31), document=made)
    for row in made.recipients.select_related("unit", "document").order_by("unit__code")[:12:2]:
        actor = scenery.unit_actor(row.unit)
        if actor.post_ids:
            acknowledge_document(by=actor, at=at + timedelta(hours=3), recipient=row)
    return made


def _withdrawn(scenery: Scenery) -> None:
    """A reminder that went to the wrong unit: its number stays."""
    made = _issued(scenery, "reminder", opening(scenery.now - timedelta(days=5)))
    at = opening(scenery.now - timedelta(days=5)) + timedelta(hours=4)
    withdraw_document(by=scenery.office, at=at, document=made, reason="主送单位有误，另行印发（样例）")

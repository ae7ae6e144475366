"""What citizens of the sample sent: reports in every state, a call, a file of the hotline. All words are invented."""

import uuid
from datetime import datetime, timedelta
from random import Random

from chuangcheng.cases.actions import accept_case, close_case, dispatch_case, submit_case
from chuangcheng.cases.queries import Category, candidates
from chuangcheng.evidence.actions import examine_file, redact_picture
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.participation.actions import (
    Said,
    Sent,
    accept_report,
    ask_review,
    block,
    confirm_answer,
    decline_report,
    draft_answer,
    follow_report,
    hold_report,
    import_orders,
    keep_upload,
    merge_report,
    object_to_answer,
    open_call,
    publish_answer,
    publish_report,
    rate_answer,
    receive_report,
    settle_review,
)
from chuangcheng.participation.queries import Report
from chuangcheng.participation.spreadsheet import read_orders
from chuangcheng.places.queries import place_of
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import in_working_hours, local_date
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.scenery import Scenery

MATTERS = (  # code of the category, what is said, what the public reads
    ("B0101", "路口的井盖松动，车一压就响，晚上很危险。", "路口井盖松动异响"),
    ("B0102", "这一段路灯有三盏不亮，老人走路看不清。", "三盏路灯不亮"),
    ("B0302", "垃圾桶满了两天没人清，味道很大。", "垃圾桶满溢"),
    ("B0203", "盲道被停放的车辆占了，轮椅过不去。", "盲道被占用"),
    ("B0301", "公厕洗手池没有水，地面湿滑。", "公厕洗手设施损坏"),
    ("B0201", "路面有个大坑，下雨就积水。", "路面坑洼积水"),
)
STATES = (  # how far each goes, in order; the first stand longest ago
    *("agreed", "answered", "agreed", "settled", "answered", "turned_down", "agreed", "objected", "in_review"),
    *("drafted", "taken_up", "joined", "taken_up", "turned_down", "taken_up", "received", "held_back"),
    *("received", "taken_up", "received", "received", "held_back"),
)
ORDERS = """工单编号,诉求内容,事发地址,联系电话,诉求分类,办结时限
RX2026110901,小区门口雨水箅子堵塞，积水没过脚面,新华路,,井盖雨箅缺损,2026-12-05
RX2026110902,公交站台座椅断裂,迎宾路,,公交站台设施损坏,2026-12-07
RX2026110903,夜间烧烤油烟扰民,建设路,,,2026-12-08
"""


def has_reports() -> bool:
    return Report.objects.exists()


def reports(scenery: Scenery) -> None:
    """Everything the pages of the citizens and of the triage desk show."""
    clerk, office = scenery.by("tangyi"), scenery.office
    today = local_date(scenery.now)
    open_call(
        by=office,
        at=scenery.now,
        name_zh="井盖安全随手拍",
        name_en="Safe manholes",
        text_zh="本月请留意身边松动、缺损的井盖。",
        category=Category.objects.filter(code="B0101").first(),
        starts_on=today.replace(day=1),
        ends_on=today.replace(day=28),
    )
    block(by=office, at=scenery.now, kind="words", value="代办证件", reason="广告")
    made: list[Report] = []
    for number, end in enumerate(STATES):
        made.append(_one(scenery, clerk, number, end, made))
    read = read_orders(ORDERS.encode(), "12345.csv")
    import_orders(by=clerk, at=scenery.now - timedelta(hours=5), rows=read.rows, file="12345.csv")


def _one(scenery: Scenery, clerk: Actor, number: int, end: str, earlier: list[Report]) -> Report:
    random = Random(f"{SEED}-citizen-{number}")
    days = 40 - 38 * number / len(STATES) if end not in ("received", "held_back") else random.uniform(0.02, 0.4)
    at = (
        in_working_hours(scenery.now - timedelta(days=days), random) if days > 1 else scenery.now - timedelta(days=days)
    )
    if end == "joined":
        first = next(one for one in reversed(earlier) if one.state == "taken_up")
        report = _sent(scenery, random, number, at, first.site_id)
        return merge_report(by=clerk, at=at + timedelta(hours=1), report=report, into=first)
    report = _sent(scenery, random, number, at, None)
    if end == "held_back":
        return hold_report(by=SYSTEM, at=at, report=report, reason="no_work")
    if end == "received":
        return report
    at += timedelta(hours=1)
    if end == "turned_down":
        text = "经现场核实，该处设施由产权单位负责，已告知其处理，建议直接联系物业服务企业。"
        decline_report(by=clerk, at=at, report=report, reason="not_ours", text=text)
        return _published(clerk, at, report, number)
    accept_report(by=clerk, at=at, report=report, description=report.description)
    _published(clerk, at, report, number)
    if end == "taken_up":
        for origin in range(number % 4):
            follow_report(by=SYSTEM, at=at, report=report, origin=f"sample-{origin}")
        return report
    return _answered(scenery, clerk, report, at, end)


def _sent(scenery: Scenery, random: Random, number: int, at: datetime, at_site: int | None) -> Report:
    """As it came from the page, every second one with a picture."""
    code, text, _public = MATTERS[number % len(MATTERS)]
    sites = [one for one in scenery.sites if one.longitude is not None]
    site = next((one for one in sites if one.pk == at_site), None) or random.choice(sites)
    client_id = uuid.UUID(int=random.getrandbits(128), version=4)
    if number % 2 == 0:
        content = scene(f"{SEED}-citizen-{number}", is_mended=False)
        kept = keep_upload(by=SYSTEM, at=at, client_id=client_id, content=content, origin=f"sample-{number}")
        examine_file(by=SYSTEM, at=at, file=kept.file)
    said = Said(text, place_of(site), Category.objects.filter(code=code).first())
    return receive_report(by=SYSTEM, at=at, said=said, sent=Sent(client_id, f"sample-{number}", worked=True))


def _published(clerk: Actor, at: datetime, report: Report, number: int) -> Report:
    text = MATTERS[number % len(MATTERS)][2]
    photos = list(report.photos.select_related("file"))
    for photo in photos:
        # Every third picture has a face in its corner, as far as the sample goes.
        redact_picture(by=clerk, at=at, file=photo.file, boxes=[(60, 420, 110, 150)] if number % 3 == 0 else [])
    return publish_report(by=clerk, at=at, report=report, text=text, photos=photos)


def _answered(scenery: Scenery, clerk: Actor, report: Report, at: datetime, end: str) -> Report:
    """The case is carried to its closing, then the answer, then the citizen's word."""
    at = _put_right(scenery, report, at)
    report = Report.objects.select_related("case__unit", "area").get(pk=report.pk)
    answer = draft_answer(by=SYSTEM, at=at, report=report)
    if answer is None or end == "drafted":
        return report
    at += timedelta(hours=1)
    publish_answer(by=clerk, at=at, report=report, text=answer.text_zh)
    at += timedelta(hours=3)
    if end == "agreed":
        rate_answer(by=SYSTEM, at=at, report=report, satisfaction=3 if report.pk % 3 else 2)
        return confirm_answer(by=SYSTEM, at=at, report=report)
    if end == "objected":
        rate_answer(by=SYSTEM, at=at, report=report, satisfaction=1)
        return object_to_answer(by=SYSTEM, at=at, report=report, text="晚上又坏了，请再看看。")
    if end in ("in_review", "settled"):
        ask_review(by=SYSTEM, at=at, report=report, text="只修了一半。")
    if end == "settled":
        text = "经第三方现场复核，维修范围已覆盖全部破损处。"
        settle_review(by=scenery.office, at=at + timedelta(hours=5), report=report, text=text)
    return report


def _put_right(scenery: Scenery, report: Report, at: datetime) -> datetime:
    """Dispatched, accepted, submitted with a picture, verified by somebody from outside."""
    case = report.case
    assert case is not None
    unit = candidates(case, at)[0].unit
    dispatch_case(by=scenery.office, at=at, case=case, unit=unit)
    by = scenery.unit_actor(unit)
    accept_case(by=by, at=at + timedelta(minutes=30), case=case)
    photo = scenery.small_picture(report.pk, at)
    measure = "已到场维修更换，并清理周边"
    submit_case(by=by, at=at + timedelta(hours=2), case=case, cause="设施老化", measure=measure, photos=[photo])
    at += timedelta(hours=4)
    close_case(by=scenery.verifiers(unit)[0], at=at, case=case)
    return at

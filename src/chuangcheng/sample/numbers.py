"""Department figures and negative events of the sample. Values, documents and events are invented."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from chuangcheng.duties.queries import lines
from chuangcheng.frameworks.queries import standard_by_code
from chuangcheng.materials.actions import (
    confirm_figure,
    decide_effect,
    define_figure,
    examine_event,
    import_negative_list,
    report_event,
    report_figure,
    return_figure,
)
from chuangcheng.materials.queries import DepartmentFigure, NegativeItem
from chuangcheng.materials.spreadsheet import preview_negative_list
from chuangcheng.sample.foundations import DATA, SEED
from chuangcheng.sample.moments import in_working_hours, local_date
from chuangcheng.sample.scenery import Scenery

FIGURES = (  # standard, name, measure, comparison, threshold, last year's and this year's value
    ("C1.6.1", "注册志愿者占城区常住人口比例", "%", "at_least", "13", "12.6", "14.2"),
    ("C2.3.1", "热线诉求按期办结率", "%", "at_least", "95", "96.1", "97.4"),
    ("C4.6.1", "双随机抽查事项覆盖率", "%", "at_least", "90", "92", "95.5"),
    ("C5.1.1", "九年义务教育巩固率", "%", "at_least", "95", "99.1", "99.3"),
    ("C6.10.2", "每千人口执业（助理）医师数", "人", "at_least", "2.5", "3.1", "3.2"),
    ("C6.11.1", "城镇登记失业率", "%", "at_most", "4.5", "3.4", "3.3"),
    ("C7.1.1", "刑事案件立案数同比变化", "%", "at_most", "0", "-3.2", "1.4"),
    ("C8.1.1", "空气质量优良天数比例", "%", "at_least", "85", "88.5", "86.9"),
    ("C8.1.2", "重点工业污染物稳定达标排放率", "%", "at_least", "100", "100", "99.2"),
    ("C8.1.3", "区域环境噪声平均等效声级", "分贝", "at_most", "60", "54.3", "53.8"),
    ("C8.1.4", "水功能区水质达标率", "%", "at_least", "100", "100", "100"),
    ("C8.2.1", "单位地区生产总值能耗下降率", "%", "at_least", "3", "3.4", "2.7"),
    ("C8.3.2", "生活垃圾无害化处理率", "%", "at_least", "100", "100", "100"),
    ("C8.3.2", "城市污水集中处理率", "%", "at_least", "95", "96.2", "97"),
    ("C8.4.1", "建成区绿化覆盖率", "%", "at_least", "36", "39.6", "40.1"),
)
ENDS = (("confirmed", 50), ("reported", 25), ("returned", 8), ("asked", 17))
EVENTS = (  # line, days ago, account, source, finding, effect, points, grounds
    (
        "NL20",
        75,
        "抽查发现一处整改照片与上年照片相同，已重新整改并补拍。（样例，虚构）",
        "市创城办抽查",
        "情况属实，责任单位已更正。",
        "deduct",
        "1",
        "属于整改不实，已主动更正，按清单扣分。",
    ),
    (
        "NL22",
        40,
        "有反映称个别路段为迎检临时摆放绿植。（样例，虚构）",
        "意见反馈",
        "绿植为年度换季计划内更换，有合同和计划。",
        "none",
        "0",
        "不属于形式主义，不计。",
    ),
    ("NL24", 12, "一则关于背街小巷积水的视频转发较多，已答复。（样例，虚构）", "网络舆情日报", "", "", "0", ""),
)


def figures(scenery: Scenery) -> None:
    """Thirty figures: last year's all confirmed, this year's in every state."""
    year = scenery.now.year
    for number, (code, name, measure, comparison, threshold, *known) in enumerate(FIGURES, start=1):
        standard = standard_by_code(code, scenery.now)
        if standard is None or lines([standard])[0].duty is None:
            continue
        for period, value in zip((year - 1, year), known, strict=True):
            made = define_figure(
                by=scenery.office,
                at=in_working_hours(scenery.now - timedelta(days=90), Random(f"figure-{number}")),
                standard=standard,
                code=f"{code}-D{number}",
                name_zh=name,
                period=str(period),
                measure_zh=measure,
                comparison=comparison,
                threshold=Decimal(threshold),
                due_on=date(year, 12, 20),
            )
            _report(scenery, made, Decimal(value), is_old=period < year)


def _report(scenery: Scenery, made: DepartmentFigure, value: Decimal, *, is_old: bool) -> None:
    random = Random(f"figure-{made.code}-{made.period}")
    end = random.choices([name for name, _weight in ENDS], [weight for _name, weight in ENDS])[0]
    if end == "asked" and not is_old:
        return
    at = in_working_hours(scenery.now - timedelta(days=random.randrange(8, 60)), random)
    clerk, source = scenery.unit_actor(made.unit), f"{made.period}年{made.unit.name_zh}统计资料（样例）"
    report_figure(by=clerk, at=at, figure=made, value=value, source_zh=source)
    names = ("jiangwen", "zhouning")
    second = next(one for one in map(scenery.by, names) if not one.belongs_to([made.unit.path]))
    later = at + timedelta(days=1)
    if end == "confirmed" or is_old:
        confirm_figure(by=second, at=later, figure=made)
    elif end == "returned":
        return_figure(by=second, at=later, figure=made, reason="数值与所附统计资料不一致，请核对后重报。")


def events(scenery: Scenery) -> None:
    """The negative list, and three invented events: one counts, one does not, one is reported."""
    content = (DATA / "negative-list.csv").read_bytes()
    long_ago = in_working_hours(scenery.now - timedelta(days=200), Random(SEED + 73))
    rows = preview_negative_list("negative-list.csv", content).values
    import_negative_list(by=scenery.office, at=long_ago, rows=rows)
    for code, days_ago, account, source, finding, effect, points, grounds in EVENTS:
        at = in_working_hours(scenery.now - timedelta(days=days_ago), Random(f"event-{code}"))
        event = report_event(
            by=scenery.office,
            at=at,
            item=NegativeItem.objects.get(code=code),
            happened_on=local_date(at) - timedelta(days=3),
            account_zh=account,
            source_zh=source,
        )
        if finding:
            examine_event(by=scenery.by("zhouning"), at=_days(at, 4), event=event, finding=finding)
            decide_effect(
                by=scenery.by("denghai"),
                at=_days(at, 7),
                event=event,
                effect=effect,
                points=Decimal(points),
                ground=grounds,
            )


def _days(at: datetime, count: int) -> datetime:
    return at + timedelta(days=count)

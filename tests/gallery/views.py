"""Every component with invented content, to look at and to check with axe."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

NOW = datetime(2026, 11, 22, 17, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
STATES = {
    "registered": "已登记",
    "dispatched": "已交办",
    "disputed": "有异议",
    "accepted": "整改中",
    "held": "挂账",
    "submitted": "待核查",
    "returned": "退回重改",
    "closed": "已销号",
    "merged": "已合并",
}
ROWS = (
    ("ZG-2026-03187", "农贸市场入口台阶破损，约三块", "新华市场北门", "市商务局", "accepted", 31),
    ("ZG-2026-03185", "盲道被共享单车占用 12 米", "新华南路（建设街—人民街）", "市交通运输局", "dispatched", -49),
    ("ZG-2026-03179", "公厕扶手松动，水龙头漏水", "文化广场公厕", "市城市管理局", "submitted", 4),
    ("ZG-2026-03170", "社区公告栏内容过期两个月", "五一街区第三社区", "胜利街道办事处", "returned", -3),
    ("ZG-2026-03162", "学校门口减速带缺失一段", "实验小学南门", "市公安局", "disputed", 90),
    ("ZG-2026-03155", "消防通道堆放杂物", "和平小区 4 号楼", "和平物业（示例）", "held", 200),
    ("ZG-2026-03148", "垃圾桶满溢", "迎宾路公交站", "市城市管理局", "closed", 10),
)


class FilterForm(forms.Form):
    q = forms.CharField(label="关键词", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *STATES.items()])
    unit = forms.ChoiceField(label="责任单位", required=False, choices=[("", "全部单位"), ("1", "市城市管理局")])
    due = forms.DateField(label="期限不晚于", required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ReportForm(forms.Form):
    cause = forms.CharField(
        label="原因", help_text="写明为什么会发生，不必写套话。", widget=forms.Textarea(attrs={"rows": 3})
    )
    measure = forms.CharField(label="整改举措", widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(label="完成日期", widget=forms.DateInput(attrs={"type": "date"}))
    cost = forms.IntegerField(label="经费（元）", required=False)
    is_lasting = forms.BooleanField(label="已建立长效措施", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("a", "部件"), ("b", "事件")], widget=forms.RadioSelect)


def _cases() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            pk=n,
            number=number,
            title=title,
            place=place,
            unit=unit,
            state=state,
            label=STATES[state],
            due_at=NOW + timedelta(hours=hours),
            met_at=NOW if state == "closed" else None,
            is_paused=state in ("held", "disputed"),
            is_overdue=hours < 0,
        )
        for n, (number, title, place, unit, state, hours) in enumerate(ROWS, 1)
    ]


def _timeline() -> list[dict[str, Any]]:
    day = timedelta(days=1)
    return [
        {
            "at": NOW - 4 * day,
            "who": "王建国",
            "sentence": "登记问题：农贸市场入口台阶破损，约三块",
            "details": [{"label": "来源", "value": "实地考察 第三轮"}],
        },
        {
            "at": NOW - 4 * day,
            "who": "李敏",
            "sentence": "交办市商务局",
            "details": ["因为：市商务局是该点位的责任单位（2026 年 3 月起）。"],
        },
        {"at": NOW - 3 * day, "who": "赵强", "sentence": "对归属提出异议，建议改派市城市管理局", "tone": "warn"},
        {
            "at": NOW - 2 * day,
            "who": "李敏",
            "sentence": "裁定：仍由市商务局承担",
            "recorded_at": NOW - day,
            "is_late_record": True,
        },
        {"at": NOW - day, "who": "赵强", "sentence": "提交整改结果", "tone": "review"},
        {"at": NOW, "who": "陈晓", "sentence": "核查通过，销号", "tone": "done"},
    ]


def _tree() -> list[dict[str, Any]]:
    leaves = [
        {"code": "1.1.1", "label": "主次干道路面平整、无破损", "url": "#", "meta": "92.3%", "tone": "done"},
        {"code": "1.1.2", "label": "盲道连续、无占用", "url": "#", "meta": "71.0%", "tone": "warn"},
        {
            "code": "1.1.3",
            "label": "无障碍设施齐全、管理使用良好",
            "url": "#",
            "meta": "58.4%",
            "tone": "alarm",
            "is_current": True,
        },
    ]
    contents = [
        {
            "code": "1.1",
            "label": "基础设施",
            "url": "#",
            "meta": "73.9%",
            "tone": "warn",
            "children": leaves,
            "is_open": True,
        },
        {"code": "1.2", "label": "环境卫生", "url": "#", "meta": "88.0%", "tone": "done", "children": leaves[:2]},
    ]
    return [
        {"code": "1", "label": "城市环境", "url": "#", "count": 42, "children": contents, "is_open": True},
        {"code": "2", "label": "公共秩序", "url": "#", "count": 31, "children": contents[1:]},
    ]


@csrf_exempt
def show_gallery(request: HttpRequest) -> HttpResponse:
    form = ReportForm({"cause": "施工后未恢复", "due_on": "x"}) if request.GET.get("errors") else ReportForm()
    context = {
        "now": NOW,
        "cases": _cases(),
        "page": SimpleNamespace(rows=_cases(), next_cursor="abc", previous_cursor=""),
        "states": STATES,
        "filter_form": FilterForm(request.GET),
        "form": form,
        "timeline": _timeline(),
        "tree": _tree(),
        "saved": [
            {"label": "我单位的", "url": "#", "active": True, "count": 12},
            {"label": "本周到期", "url": "#", "active": False, "count": 5},
            {"label": "新华片区市场", "url": "#", "active": False, "count": None},
        ],
        "tabs": [
            {"label": "列表", "url": "#", "active": True, "count": 3187},
            {"label": "地图", "url": "#", "active": False},
            {"label": "台账", "url": "#", "active": False},
        ],
        "steps": [
            {"label": "封存抽样框", "state": "done", "note": "11月20日 09:00"},
            {"label": "两人录入公开随机数", "state": "done", "note": "王建国、李敏"},
            {"label": "抽取", "state": "now", "note": "今天 18:00 后"},
            {"label": "公布种子", "state": "ahead", "note": "不晚于12月20日"},
        ],
        "photos": [
            {"url": "/gallery/photo-before.svg", "caption": "北门台阶，11月18日 10:22"},
            {"url": "/gallery/photo-after.svg", "caption": "修复后，11月21日 16:05"},
        ],
        "preview": PREVIEW,
        "legend": [
            {"tone": "alarm", "label": "超期"},
            {"tone": "progress", "label": "整改中"},
            {"tone": "done", "label": "已销号"},
        ],
        "navigation": NAVIGATION,
    }
    return render(request, "gallery/gallery.html", context)


PREVIEW = {
    "added_count": 12,
    "changed_count": 3,
    "removed_count": 1,
    "refused_count": 2,
    "errors": [
        {"sheet": "测评标准", "row": 18, "column": "权重", "reason": "不是数字：“约 3 分”；已作为备注保留"},
        {"sheet": "测评标准", "row": 44, "column": "上级编号", "reason": "没有编号为 9.9 的测评内容"},
    ],
    "rows": [
        {"kind": "added", "code": "1.3.4", "label": "充电设施布局合理", "changes": []},
        {"kind": "changed", "code": "1.1.2", "label": "盲道连续、无占用", "changes": [("权重", "2", "3")]},
        {"kind": "removed", "code": "2.9.1", "label": "旧版条目", "changes": []},
        {"kind": "refused", "code": "9.9.1", "label": "找不到上级的条目", "changes": [], "reason": "没有上级"},
    ],
}

NAVIGATION = [
    {"label": "", "items": [
        {"label": "我的工作", "url": "/gallery/", "icon": "home", "active": True, "name": "desk:home"},
        {"label": "消息", "url": "#", "icon": "bell", "active": False, "name": "desk:inbox", "count": 3},
    ]},
    {"label": "创建工作", "items": [
        {"label": "整改问题", "url": "#", "icon": "checklist", "active": False, "name": "desk:cases", "count": 3187},
        {"label": "实地考察", "url": "#", "icon": "route", "active": False, "name": "desk:rounds"},
        {"label": "随机抽取", "url": "#", "icon": "arrows-shuffle", "active": False, "name": "desk:draws"},
        {"label": "测评得分", "url": "#", "icon": "chart-bar", "active": False, "name": "desk:scores"},
    ]},
    {"label": "基础数据", "items": [
        {"label": "测评体系", "url": "#", "icon": "list-tree", "active": False, "name": "desk:editions"},
        {"label": "责任分解", "url": "#", "icon": "clipboard-list", "active": False, "name": "desk:duties"},
        {"label": "点位", "url": "#", "icon": "map-pin", "active": False, "name": "desk:places"},
        {"label": "责任单位", "url": "#", "icon": "building-community", "active": False, "name": "desk:units"},
    ]},
]  # fmt: skip


def show_confirmation(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "合并 3 个问题",
        "text": "合并以后，后两个问题随第一个一起整改和销号。",
        "consequences": ["照片和记录都保留。", "责任单位只收到一次交办。"],
        "cancel_url": "/gallery/",
        "navigation": NAVIGATION,
    }
    return render(request, "kit/confirm.html", context)


def show_field(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/field.html", {})


def map_data(request: HttpRequest) -> JsonResponse:
    def square(x: float, y: float, name: str) -> dict[str, Any]:
        ring = [[x, y], [x + 0.03, y], [x + 0.03, y + 0.02], [x, y + 0.02], [x, y]]
        return {
            "type": "Feature",
            "properties": {"kind": "area", "name": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    points = [
        {
            "type": "Feature",
            "properties": {"name": f"点位 {n}", "note": "示例", "url": "#", "tone": tone},
            "geometry": {"type": "Point", "coordinates": [98.26 + n * 0.004, 39.77 + (n * 7 % 5) * 0.006]},
        }
        for n, tone in enumerate(("alarm", "progress", "done", "done", "progress", "warn", "muted", "alarm", "done"))
    ]
    street = {
        "type": "Feature",
        "properties": {"name": "新华南路", "tone": "progress"},
        "geometry": {"type": "LineString", "coordinates": [[98.262, 39.765], [98.28, 39.787], [98.31, 39.79]]},
    }
    features = [
        square(98.25, 39.76, "雄关街道"),
        square(98.28, 39.76, "胜利街道"),
        square(98.25, 39.78, "新城镇"),
        square(98.28, 39.78, "文殊镇"),
        street,
        *points,
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def photo(request: HttpRequest, which: str) -> HttpResponse:
    colour, crack = (
        ("#b9b2a6", '<path d="M60 210 150 170l40 50 90-30" stroke="#4a4238" stroke-width="9" fill="none"/>')
        if which == "before"
        else ("#c9cdd0", "")
    )
    ground = f'<rect width="400" height="300" fill="#dfe5ea"/><rect y="110" width="400" height="190" fill="{colour}"/>'
    steps = '<path d="M0 150h400M0 200h400M0 250h400" stroke="#8e877b" stroke-width="3"/>'
    size = 'xmlns="http://www.w3.org/2000/svg" width="400" height="300"'
    body = f"<svg {size}>{ground}{steps}{crack}</svg>"
    return HttpResponse(body, content_type="image/svg+xml")

"""The hotline's files: which columns they have, and what goes back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from chuangcheng.participation.models import AnswerState, HotlineOrder, OrderColumn, ReportState

FIELDS = {
    "number": _("Number of the work order"),
    "text": _("What is asked for"),
    "address": _("Place in words"),
    "phone": _("Telephone"),
    "category": _("Category"),
    "their_due": _("Deadline of the hotline"),
    "status": _("Status"),
    "unit": _("Unit in charge"),
    "answer": _("Answer"),
    "answered_at": _("Answered at"),
}
DEFAULTS = (  # field, title in the hotline's file, goes back
    ("number", "工单编号", True),
    ("text", "诉求内容", False),
    ("address", "事发地址", False),
    ("phone", "联系电话", False),
    ("category", "诉求分类", False),
    ("their_due", "办结时限", False),
    ("status", "办理状态", True),
    ("unit", "承办单位", True),
    ("answer", "答复内容", True),
    ("answered_at", "答复时间", True),
)
STATUS_ZH = {
    ReportState.HELD: "待受理",
    ReportState.RECEIVED: "待受理",
    ReportState.TAKEN_UP: "办理中",
    ReportState.ANSWERED: "已答复",
    ReportState.CONFIRMED: "已办结",
    ReportState.REVIEW: "复核中",
    ReportState.SETTLED: "已办结",
    ReportState.DECLINED: "不予受理",
    ReportState.MERGED: "并案办理",
    ReportState.ERASED: "已撤销",
}
"""Written into the hotline's files, which are Chinese whatever the reader's language is."""


def order_columns() -> list[OrderColumn]:
    """The columns in force: the city's own, or those that every city starts with (not stored)."""
    own = list(OrderColumn.objects.all())
    return own or [
        OrderColumn(field=field, title_zh=title, is_given_back=back, position=number)
        for number, (field, title, back) in enumerate(DEFAULTS)
    ]


@dataclass(frozen=True, slots=True)
class OrderBack:
    """One line of the file that goes back."""

    order: HotlineOrder
    values: dict[str, Any]


def _with_news() -> QuerySet[HotlineOrder]:
    """Orders whose status is another than the one they were handed back with."""
    news = Q(pk__in=())
    for state, status in STATUS_ZH.items():
        news |= Q(report__state=state) & ~Q(told=status)
    return HotlineOrder.objects.filter(news)


def count_of_news() -> int:
    """How many orders have news. One query."""
    return _with_news().count()


def orders_back(*, only_news: bool = True) -> list[OrderBack]:
    """Orders with their present status; with `only_news` those whose status was not told yet. At most 5,000."""
    rows = _with_news() if only_news else HotlineOrder.objects.all()
    rows = rows.select_related("report__case__unit", "report__category").prefetch_related("report__replies")
    return [OrderBack(order, _values(order)) for order in rows.order_by("pk")[:5000]]


def _values(order: HotlineOrder) -> dict[str, Any]:
    report = order.report
    replies = [one for one in report.replies.all() if one.state == AnswerState.PUBLISHED]
    answer = replies[-1].text_zh if replies else report.decline_zh
    unit = report.case.unit if report.case else None
    return {
        "number": order.number,
        "status": STATUS_ZH[ReportState(report.state)],
        "unit": unit.name_zh if unit else "",
        "answer": answer,
        "answered_at": report.answered_at,
        "their_due": order.their_due,
        "address": report.address_zh,
        "category": report.category.name_zh if report.category else "",
        "text": "",
        "phone": "",
    }

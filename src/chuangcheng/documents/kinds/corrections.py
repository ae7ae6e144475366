"""What a bulletin says of earlier ones: documents withdrawn or replaced, and results restated, since the last issue."""

from datetime import datetime

from chuangcheng.documents.kinds.wording import date_zh
from chuangcheng.documents.models import Document, State
from chuangcheng.scoring.results import Correction, corrections_since

WORDS = {State.WITHDRAWN.value: "予以撤销", State.REPLACED.value: "以新文件替换"}


def corrections(kind: str, at: datetime) -> list[str]:
    """One sentence for each; none before the first issue."""
    last = (
        Document.objects.filter(kind=kind, issued_at__lt=at).order_by("-issued_at").values_list("issued_at", flat=True)
    ).first()
    if last is None:
        return []
    ended = Document.objects.filter(state__in=WORDS, ended_at__gt=last, ended_at__lte=at).order_by("ended_at", "pk")
    withdrawn = [
        f"{one.number}《{one.title_zh}》自{date_zh(one.ended_at)}起{WORDS[one.state]}：{one.reason_zh}"
        for one in ended[:20]
    ]
    return [*withdrawn, *(_restated(one) for one in corrections_since(last, at)[:40])]


def _restated(one: Correction) -> str:
    """A unit's monthly result that a decision changed."""
    month = f"{one.new.month.month.year}年{one.new.month.month.month}月"
    decision = f"（复核决定{one.proceeding.number}）" if one.proceeding else ""
    before, after = (f"{points:.2f}".rstrip("0").rstrip(".") for points in (one.old.points, one.new.points))
    return f"{one.new.unit.name_zh}{month}结果由{before}分更正为{after}分{decision}。"

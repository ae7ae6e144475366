"""What a bulletin says of earlier ones: documents withdrawn or replaced since the last issue."""

from datetime import datetime

from chuangcheng.documents.kinds.wording import date_zh
from chuangcheng.documents.models import Document, State

WORDS = {State.WITHDRAWN.value: "予以撤销", State.REPLACED.value: "以新文件替换"}


def corrections(kind: str, at: datetime) -> list[str]:
    """One sentence for each. Results that were restated join here as soon as a room knows of any."""
    last = (
        Document.objects.filter(kind=kind, issued_at__lt=at).order_by("-issued_at").values_list("issued_at", flat=True)
    ).first()
    if last is None:
        return []
    ended = Document.objects.filter(state__in=WORDS, ended_at__gt=last, ended_at__lte=at).order_by("ended_at", "pk")
    return [
        f"{one.number}《{one.title_zh}》自{date_zh(one.ended_at)}起{WORDS[one.state]}：{one.reason_zh}"
        for one in ended[:20]
    ]

"""The list of what could be put right, kept once a day."""

from datetime import datetime

from django.utils.timezone import localdate

from chuangcheng.frameworks.queries import Edition
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.scoring import city, repairs
from chuangcheng.scoring.models import RepairList


def store_repair_list(*, by: Actor, at: datetime, edition: Edition) -> RepairList | None:
    """Compute what each running case would bring and keep it as the list of the day; None without a score."""
    by.must("scoring.store_repair_list")
    score = city.latest(edition)
    if score is None:
        return None
    content, behind = repairs.computed(edition, at)
    stated = {
        "score": score,
        "computed_at": at,
        "rule_version": repairs.RULE_VERSION,
        "rules_version": city.rules_now()[0],
        "content": content,
        "rows": {key: [pk for pk, _kind in own] for key, own in behind.items()},
        "kinds": {key: [kind for _pk, kind in own] for key, own in behind.items()},
    }
    with act("scoring.store_repair_list", by=by, at=at, edition=edition.code) as record:
        row, _made = RepairList.objects.update_or_create(edition=edition, day=localdate(at), defaults=stated)
        record.on(row, count=sum(len(own) for own in behind.values()))
    return row

"""The journal of a thing as rows for the timeline, with the names of those who acted: two queries."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from chuangcheng.accounts.queries import names_of
from chuangcheng.journal.queries import timeline


def history(*subjects: Model, limit: int = 100, but: Collection[str] = ()) -> list[dict[str, Any]]:
    """Newest first, without the verbs `but`. What a sample city entered today says so instead of a clock warning."""
    lines = timeline(*subjects, limit=limit, but=but)
    names = names_of(line.actor_id for line in lines)
    rows = []
    for line in reversed(lines):
        is_sample = line.recorded_late and settings.SAMPLE_CITY
        who = _("The system") if line.actor_id is None else names.get(line.actor_id, "—")
        rows.append(
            {
                "at": line.entry.at,
                "recorded_at": line.entry.recorded_at,
                "who": who,
                "sentence": line.sentence,
                "is_late_record": line.recorded_late and not is_sample,
                "clock_note": _("sample, entered today") if is_sample else "",
                "url": line.url,
                "details": [{"label": _("Reason"), "value": reason}]
                if (reason := line.entry.payload.get("reason"))
                else [],
            }
        )
    return rows

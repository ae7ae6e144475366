"""What a city sets: letterhead and fonts; per kind the 發文機關代字, copies and wording. Data, never a template."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.documents.blocks import clean
from chuangcheng.documents.kinds import SPECS, spec_of
from chuangcheng.documents.models import KindWording, Letterhead
from chuangcheng.documents.papers import wording_of
from chuangcheng.documents.rules import SERIES
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused

MOST_WORDS = 4000


def set_letterhead(*, by: Actor, at: datetime, **values: str) -> Letterhead:
    """發文機關標誌, office, contact and fonts, as far as given. Refused: `missing`, `too_long`."""
    by.must("documents.set_letterhead")
    head = Letterhead.objects.first() or Letterhead()
    for name, value in values.items():
        value = " ".join(clean(value).split())
        column = Letterhead._meta.get_field(name)
        if not value and name != "contact_zh":
            raise Refused("missing", _("Every document needs this."), field=name)
        if len(value) > (getattr(column, "max_length", 0) or 0):
            raise Refused("too_long", _("This is too long."), field=name)
        setattr(head, name, value)
    with act("documents.set_letterhead", by=by, at=at) as record:
        head.save()
        record.on(head, office=head.office_zh, **values)
    return head


def set_wording(
    *, by: Actor, at: datetime, kind: str, series: str, copies: str = "", words: Mapping[str, str]
) -> KindWording:
    """Series, copies, and what new drafts of a kind say in their slots. Issued documents stay as they are.

    Refused: `bad_series`, `series_taken` by another kind (their numbers would be mixed), `no_slot`, `too_long`.
    """
    by.must("documents.set_wording")
    series = series.strip()
    if not SERIES.fullmatch(series):
        raise Refused("bad_series", _("A series is 2 to 12 Chinese characters."), field="series")
    if any(wording_of(other).series_zh == series for other in SPECS if other != kind):
        raise Refused("series_taken", _("Another kind of document has this series."), field="series")
    slots = {slot.name for slot in spec_of(kind).slots}
    kept = {name: clean(text).strip() for name, text in words.items()}
    if unknown := kept.keys() - slots:
        raise Refused("no_slot", _("This document has no such place for words."), field=min(unknown))
    if long := [name for name, text in kept.items() if len(text) > MOST_WORDS]:
        raise Refused("too_long", _("At most 4,000 characters."), field=long[0])
    with act("documents.set_wording", by=by, at=at, kind=kind, series=series) as record:
        values = {"series_zh": series, "copies_zh": " ".join(clean(copies).split())[:300], "words": kept}
        row, _new = KindWording.objects.update_or_create(kind=kind, defaults=values)
        record.on(row)
    return row

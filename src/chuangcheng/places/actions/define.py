"""Areas, site types, segments and facility kinds: made by code, changed by the same action."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.places import rules
from chuangcheng.places.actions.saving import must_be_near, put, touch_geometry
from chuangcheng.places.fields import named, segment_fields, sound
from chuangcheng.places.models import Area, AreaLevel, FacilityKind, Segment, SiteType
from chuangcheng.places.sentences import attribute_sentence

Json = dict[str, Any]


def define_area(
    *,
    by: Actor,
    at: datetime,
    code: str,
    level: str,
    name_zh: str,
    parent: Area | None = None,
    name_zh_hant: str = "",
    name_en: str = "",
    boundary: Json | None = None,
) -> Area:
    """Make or change an area. A boundary of None leaves the stored one; moving an area moves its whole subtree."""
    by.must("places.define_area", area_path=parent.path if parent else "")
    with act("places.define_area", by=by, at=at) as record:
        code, name_zh = named(code, name_zh)
        _check_level(level, parent)
        old = Area.objects.filter(code=code).values_list("path", flat=True).first()
        path = f"{parent.path if parent else ''}{code}/"
        if old is not None:
            by.must("places.define_area", area_path=old)
            if parent and parent.path.startswith(old):
                raise Refused("own_child", _("An area cannot lie inside itself."), field="parent")
        fields: dict[str, Any] = {
            "code": code,
            "level": level,
            "parent": parent,
            "path": path,
            "name_zh": name_zh,
            "name_zh_hant": name_zh_hant,
            "name_en": name_en,
            "search_text": search_text(code, name_zh, name_zh_hant, name_en),
        }
        if boundary is not None:
            fields["boundary"] = sound(rules.sound_boundary, boundary, "boundary")
        area, changed = put(Area, fields)
        if old is not None and old != path:
            _move_subtree(old, path)
        if changed:
            touch_geometry()
        record.on(area, code=code, name=name_zh, changed=changed)
    return area


def _check_level(level: str, parent: Area | None) -> None:
    levels = list(AreaLevel.values)
    if level not in levels:
        raise Refused("unknown_level", _("This level of area does not exist."), field="level")
    if parent is not None and levels.index(parent.level) >= levels.index(level):
        raise Refused("wrong_level", _("An area lies inside an area of a higher level."), field="parent")


def _move_subtree(old: str, new: str) -> None:
    below = list(Area.objects.filter(path__startswith=old).exclude(path=new).only("pk", "path"))
    for area in below:
        area.path = new + area.path.removeprefix(old)
    Area.objects.bulk_update(below, ["path"], batch_size=500)


def define_site_type(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    name_zh_hant: str = "",
    name_en: str = "",
    is_active: bool = True,
) -> SiteType:
    """Make or change a kind of inspected site."""
    by.must("places.define_site_type")
    with act("places.define_site_type", by=by, at=at) as record:
        code, name_zh = named(code, name_zh)
        names = {"name_zh": name_zh, "name_zh_hant": name_zh_hant, "name_en": name_en}
        fields = {"code": code, **names, "is_active": is_active}
        site_type, changed = put(SiteType, fields)
        record.on(site_type, code=code, name=name_zh, changed=changed)
    return site_type


def define_segment(*, by: Actor, at: datetime, **values: Any) -> Segment:
    """Make or change a street segment; the values are those of `fields.segment_fields`."""
    by.must("places.define_segment")
    with act("places.define_segment", by=by, at=at) as record:
        fields = segment_fields(**values)
        must_be_near(by, "places.define_segment", Segment, [fields])
        segment, changed = put(Segment, fields)
        if changed:
            touch_geometry()
        record.on(segment, code=segment.code, name=segment.name_zh, changed=changed)
    return segment


def define_facility_kind(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    attributes: Iterable[Mapping[str, Any]] = (),
    name_zh_hant: str = "",
    name_en: str = "",
) -> FacilityKind:
    """Make or change a kind of facility with the attributes that its equipment is described by."""
    by.must("places.define_facility_kind")
    with act("places.define_facility_kind", by=by, at=at) as record:
        code, name_zh = named(code, name_zh)
        try:
            plain = rules.check_attributes(attributes)
        except rules.BadAttributes as error:
            raise Refused(error.code, attribute_sentence(error), field="attributes") from error
        names = {"name_zh": name_zh, "name_zh_hant": name_zh_hant, "name_en": name_en}
        fields = {"code": code, **names, "attributes": plain}
        kind, changed = put(FacilityKind, fields)
        record.on(kind, code=code, name=name_zh, changed=changed)
    return kind

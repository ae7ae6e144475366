"""Editions: import, title page, publication, copy, discarding a draft."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.frameworks import rules
from chuangcheng.frameworks.actions.storing import open_draft, store
from chuangcheng.frameworks.models import Edition, EditionKind, EditionState, Level
from chuangcheng.frameworks.queries.content import (
    content_of,
    edition_saying,
    preview,
    site_type_names,
    sums_that_do_not_fit,
)
from chuangcheng.frameworks.rules import Content
from chuangcheng.frameworks.workflow import EDITIONS
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.transitions import step
from chuangcheng.places.actions import define_site_type

TITLE_PAGE = ("name_zh", "name_zh_hant", "name_en", "year", "source_note", "is_reconstructed", "total_points")


def import_edition(
    *,
    by: Actor,
    at: datetime,
    code: str,
    kind: str,
    year: int,
    name_zh: str,
    content: Content,
    name_zh_hant: str = "",
    name_en: str = "",
    source_note: str = "",
    is_reconstructed: bool = False,
    total_points: Decimal = Decimal(100),
) -> Edition:
    """Make the draft `code` say this content, a new draft if there is none. What says it already is returned as it is.

    Refused: a published edition of this code, content whose rows do not stand (`preview` sifts them), no standards.
    """
    by.must("frameworks.import_edition")
    _check_title(code, kind, name_zh)
    content = _sound(content)
    same = edition_saying(kind, content)
    if same is not None:
        return same
    title = {
        "name_zh": name_zh,
        "name_zh_hant": name_zh_hant,
        "name_en": name_en,
        "year": year,
        "source_note": source_note,
        "is_reconstructed": is_reconstructed,
        "total_points": total_points,
    }
    with act("frameworks.import_edition", by=by, at=at) as record:
        changes = preview(code, kind, content).difference
        edition = _draft(code, kind, title, at)
        store(edition, content, partial(define_site_type, by=by, at=at))
        edition.content_hash = rules.content_hash(content)
        edition.save(update_fields=["content_hash"])
        told = {name: changes.count(name) for name in ("added", "changed", "removed")}
        record.on(edition, code=code, content_hash=edition.content_hash, **told)
    return edition


def _check_title(code: str, kind: str, name_zh: str) -> None:
    if kind not in EditionKind.values:
        raise Refused("unknown_kind", _("Choose the framework of the city or of the minors."), field="kind")
    if not code or "/" in code or len(code) > 40:
        raise Refused("bad_code", _("The edition needs a code of up to 40 letters and digits."), field="code")
    if not name_zh.strip():
        raise Refused("no_name", _("The edition needs a name."), field="name_zh")


def _sound(content: Content) -> Content:
    """The content with site types and styles filled in; Refused if a row of it cannot stand."""
    known = site_type_names()
    sifted = rules.sift(content, known)
    if sifted.refused or sifted.aside:
        first = (*sifted.refused, *sifted.aside)[0]
        raise Refused(
            "rows_refused",
            _("%(count)s rows cannot stand, the first is %(code)s. Look at the preview.")
            % {"count": len(sifted.refused) + len(sifted.aside), "code": first.row.code},
        )
    if not any(row.level == Level.STANDARD for row in content.indicators):
        raise Refused("no_standards", _("There is no standard in it."))
    return rules.with_default_styles(rules.with_site_types(content, known))


def _draft(code: str, kind: str, title: Mapping[str, Any], at: datetime) -> Edition:
    edition = Edition.objects.filter(code=code).first()
    if edition is None:
        return Edition.objects.create(code=code, kind=kind, made_at=at, changed_at=at, **title)
    if edition.kind != kind:
        raise Refused("other_kind", _("This code belongs to an edition of the other framework."), field="code")
    open_draft(edition, at)
    for name, value in title.items():
        setattr(edition, name, value)
    edition.save(update_fields=list(title))
    return edition


def describe_edition(*, by: Actor, at: datetime, edition: Edition, **title: Any) -> Edition:
    """Change what the title page of a draft says (names, year, source note, reconstructed or not, total points)."""
    by.must("frameworks.describe_edition")
    with act("frameworks.describe_edition", by=by, at=at, on=edition, code=edition.code) as record:
        kept_hash = edition.content_hash
        open_draft(edition, at)
        _check_title(edition.code, edition.kind, title.get("name_zh", edition.name_zh))
        for name in TITLE_PAGE:
            if name in title:
                setattr(edition, name, title[name])
        # The title page is not part of the content: the same file is still the same edition.
        edition.content_hash = kept_hash
        edition.save(update_fields=[*TITLE_PAGE, "content_hash"])
        record.note(**{name: str(value) for name, value in title.items() if name in TITLE_PAGE})
    return edition


def publish_edition(*, by: Actor, at: datetime, edition: Edition) -> Edition:
    """Freeze a draft for good. Refused while weights do not sum or a style lacks its parameters."""
    by.must("frameworks.publish_edition")
    with act("frameworks.publish_edition", by=by, at=at, on=edition, code=edition.code) as record:
        published = _("This edition is published already.")
        move = EDITIONS.check("frameworks.publish_edition", edition.state, {}, wrong=published, missing=str)
        content = content_of(edition)
        _check_publishable(edition, content)
        edition.content_hash, edition.published_at = rules.content_hash(content), at
        step(Edition.objects, edition.pk, move, content_hash=edition.content_hash, published_at=at)
        edition.state = EditionState.PUBLISHED
        record.note(content_hash=edition.content_hash, rows=content.count)
    return edition


def _check_publishable(edition: Edition, content: Content) -> None:
    if not any(row.level == Level.STANDARD for row in content.indicators):
        raise Refused("no_standards", _("There is no standard in it."))
    for wrong in sums_that_do_not_fit(edition):
        raise Refused(
            "weights_do_not_sum",
            _("The weights under %(parent)s sum to %(found)s, not to %(expected)s. Correct them, then publish.")
            % {
                "parent": wrong.parent or edition.name,
                "found": rules.plain_number(wrong.found),
                "expected": rules.plain_number(wrong.expected),
            },
        )
    for row in content.indicators:
        if row.level == Level.STANDARD and rules.wrong_parameter(row.style, dict(row.style_parameters)):
            raise Refused(
                "style_incomplete",
                _("Standard %(code)s lacks parameters of its scoring style. Complete it, then publish.")
                % {"code": row.code},
            )


def copy_edition(
    *, by: Actor, at: datetime, edition: Edition, code: str, name_zh: str = "", year: int | None = None
) -> Edition:
    """A new draft that says the same as an edition, to be edited towards the next one."""
    by.must("frameworks.copy_edition")
    with act("frameworks.copy_edition", by=by, at=at) as record:
        _check_title(code, edition.kind, name_zh or edition.name_zh)
        if Edition.objects.filter(code=code).exists():
            raise Refused("code_taken", _("There is an edition of this code already."), field="code")
        copy = Edition.objects.create(
            code=code,
            kind=edition.kind,
            name_zh=name_zh or edition.name_zh,
            name_zh_hant="" if name_zh else edition.name_zh_hant,
            name_en="" if name_zh else edition.name_en,
            year=year or edition.year,
            source_note=edition.source_note,
            is_reconstructed=edition.is_reconstructed,
            total_points=edition.total_points,
            copied_from=edition,
            made_at=at,
            changed_at=at,
        )
        store(copy, content_of(edition), partial(define_site_type, by=by, at=at))
        record.on(copy, code=code, source=edition.code)
    return copy


def discard_edition(*, by: Actor, at: datetime, edition: Edition) -> None:
    """Throw a draft away. A published edition is never thrown away."""
    by.must("frameworks.discard_edition")
    with act("frameworks.discard_edition", by=by, at=at, on=edition, code=edition.code):
        open_draft(edition, at)
        edition.delete()

"""The commitment: frame frozen, secret sealed, sources announced while nobody can know their values."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws import rules
from chuangcheng.draws.models import Draw, Entry, Frame, SerialCounter, Stratum
from chuangcheng.draws.rules import FrameSpec, Item, Source, StratumSpec
from chuangcheng.draws.rules.proof import published_entries, published_line
from chuangcheng.draws.rules.selection import MOST_STEPS
from chuangcheng.draws.workflow import check
from chuangcheng.journal.acts import act
from chuangcheng.journal.rules import moment
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import seal_value
from chuangcheng.kit.serials import next_number

SEALED_FOR = "draws"


def commit_draw(
    *,
    by: Actor,
    at: datetime,
    name_zh: str,
    frames: Sequence[FrameSpec],
    sources: Sequence[Source],
    fails_after: datetime,
    purpose_zh: str = "",
    name_en: str = "",
    context: Mapping[str, Any] | None = None,
) -> Draw:
    """Freeze the frames and publish their hash, the secret's hash and the sources. Strata are numbered through.

    Refused: `missing`, `source_known` (a source whose time has come), `bad_source`, `bad_frame`, `bad_sizes`,
    `fails_too_early`. The serial number is given out inside the transaction: a rollback leaves no gap.
    """
    by.must("draws.commit_draw")
    check("draws.commit_draw", None, {"frames": frames, "sources": sources, "name": name_zh.strip()})
    _check_sources(sources, at, fails_after)
    with act("draws.commit_draw", by=by, at=at) as record:
        secret = secrets.token_bytes(32)
        draw = Draw(
            serial=next_number(SerialCounter.objects.all(), "draw"),
            name_zh=name_zh.strip(),
            name_en=name_en,
            purpose_zh=purpose_zh,
            context=dict(context or {}),
            sources=[_announced(source) for source in sources],
            known_at=max(source.known_at for source in sources),
            fails_after=fails_after,
            secret_sealed=seal_value(secret, SEALED_FOR),
            committed_by_id=by.person_id,
            committed_at=at,
        )
        draw.save(force_insert=True)
        published = _freeze(draw, frames)
        draw.commitment = rules.build_commitment(
            serial=draw.serial,
            title=draw.name_zh,
            committed_at=at,
            fails_after=fails_after,
            secret_sha256=rules.secret_hash(secret),
            sources=sources,
            frames=published,
        )
        draw.commitment_sha256 = rules.commitment_hash(draw.commitment)
        draw.save(update_fields=["commitment", "commitment_sha256"])
        record.on(draw, serial=draw.serial, title=draw.name_zh, commitment_sha256=draw.commitment_sha256)
    return draw


def _announced(source: Source) -> dict[str, Any]:
    return {
        "code": source.code,
        "name": source.name,
        "kind": source.kind,
        "where": source.where,
        "known_at": moment(source.known_at),
    }


def _check_sources(sources: Sequence[Source], at: datetime, fails_after: datetime) -> None:
    if len({source.code for source in sources}) != len(sources):
        raise Refused("bad_source", _("Each source needs a code of its own."), field="sources")
    for source in sources:
        if source.kind not in (rules.NUMBERS, rules.HEXADECIMAL) or not (source.name and source.where):
            raise Refused(
                "bad_source", _("Each source needs a kind, a name, and where to look it up."), field="sources"
            )
        if source.known_at <= at:
            raise Refused(
                "source_known",
                _("The values of a source must not be known yet when the draw is committed. Choose a later one."),
                field="known_at",
            )
    if fails_after <= max(source.known_at for source in sources):
        raise Refused(
            "fails_too_early",
            _("The last day for publishing the proof must lie after the sources are known."),
            field="fails_after",
        )


def _freeze(draw: Draw, frames: Sequence[FrameSpec]) -> list[dict[str, Any]]:
    """Stores frames, strata and entries; answers what the commitment publishes of them."""
    published: list[dict[str, Any]] = []
    entries: list[Entry] = []
    ordinal = 0
    for position, spec in enumerate(frames, start=1):
        salt = secrets.token_bytes(32)
        frame = Frame(
            draw=draw,
            code=spec.code,
            name_zh=spec.name,
            publication=spec.publication,
            position=position,
            salt_sealed=seal_value(salt, SEALED_FOR),
        )
        strata, lines = [], []
        for stratum_spec in spec.strata:
            ordinal += 1
            items = _items(stratum_spec, veiled=spec.publication == rules.VEILED)
            stratum = _stratum(draw, stratum_spec, ordinal, len(items))
            strata.append((stratum, items))
            veiled = spec.publication == rules.VEILED
            lines += [published_line(entry) for entry in published_entries(ordinal, items, veiled=veiled)]
        frame.sha256 = rules.frame_hash(salt, lines)
        frame.save(force_insert=True)
        for stratum, items in strata:
            stratum.frame = frame
            stratum.save(force_insert=True)
            entries += [
                Entry(stratum=stratum, ordinal=number, code=item.code, name_zh=item.name, salt=item.salt)
                for number, item in enumerate(items, start=1)
            ]
        published.append(_published(frame, [stratum for stratum, _items in strata]))
    Entry.objects.bulk_create(entries, batch_size=1000)
    return published


def _items(spec: StratumSpec, *, veiled: bool) -> tuple[Item, ...]:
    """Canonical order; in a veiled frame every entry gets a salt of its own."""
    try:
        items = rules.ordered(spec.items)
    except ValueError:
        raise Refused("bad_frame", _("Codes and names in a frame carry no tabs or line breaks.")) from None
    if not items or len({item.code for item in items}) != len(items):
        raise Refused(
            "bad_frame",
            _("Stratum “%(name)s” is empty or names something twice.") % {"name": spec.name},
            field="frames",
        )
    return tuple(Item(item.code, item.name, secrets.token_hex(16)) for item in items) if veiled else items


def _stratum(draw: Draw, spec: StratumSpec, ordinal: int, pool: int) -> Stratum:
    count = pool if spec.count is None else spec.count
    if not (0 <= count <= pool and spec.reserve >= 0 and count + spec.reserve <= pool):
        raise Refused(
            "bad_sizes",
            _("Stratum “%(name)s” has %(pool)s sites; %(count)s and %(reserve)s in reserve cannot be drawn from it.")
            % {"name": spec.name, "pool": pool, "count": count, "reserve": spec.reserve},
            field="sizes",
        )
    if count + spec.reserve > MOST_STEPS:
        raise Refused("bad_sizes", _("At most 65,536 can be drawn from one stratum."), field="sizes")
    return Stratum(
        draw=draw,
        ordinal=ordinal,
        code=spec.code,
        name_zh=spec.name,
        pool_count=pool,
        sample_count=count,
        reserve_count=spec.reserve,
    )


def _published(frame: Frame, strata: Sequence[Stratum]) -> dict[str, Any]:
    return {
        "code": frame.code,
        "name": frame.name_zh,
        "publication": str(frame.publication),
        "sha256": frame.sha256,
        "strata": [
            {
                "ordinal": stratum.ordinal,
                "code": stratum.code,
                "name": stratum.name_zh,
                "pool": stratum.pool_count,
                "count": stratum.sample_count,
                "reserve": stratum.reserve_count,
            }
            for stratum in strata
        ],
    }

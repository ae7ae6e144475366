"""Households by a draw in two stages: communities first; then, from their lists, addresses that nobody can foresee."""

import hashlib
import json
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws import queries as draws
from chuangcheng.draws.actions import commit_draw
from chuangcheng.draws.models import Draw, DrawState
from chuangcheng.draws.rules import OPEN, VEILED, FrameSpec, Item, Source, StratumSpec
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.places.models import Area
from chuangcheng.surveys.models import Address, AddressState, Cluster, Sample, SampleKind
from chuangcheng.surveys.workflow import SURVEYS, check

SEALED_FOR = "surveys.households"
COMMUNITIES, HOUSEHOLDS = "communities", "households"
WHOLE_CITY = "city"
MOST_ADDRESSES = 20_000
BATCH = 400


def _must_be_households(sample: Sample) -> None:
    if sample.kind != SampleKind.HOUSEHOLDS:
        raise Refused("other_kind", _("Only a sample of households is drawn."))


def commit_communities(
    *,
    by: Actor,
    at: datetime,
    sample: Sample,
    areas: Sequence[Area],
    count: int,
    sources: Sequence[Source],
    fails_after: datetime,
    context: Mapping[str, Any] | None = None,
) -> Draw:
    """First stage: communities in strata by district, in proportion, at least two each where there are two.

    Refused as `draws.commit_draw`, and: `other_kind`, `in_use`, `too_few` communities.
    """
    by.must("surveys.commit_communities")
    check(SURVEYS, "surveys.commit_communities", sample.survey, {})
    _must_be_households(sample)
    if sample.community_draw is not None and sample.community_draw.state != DrawState.CANCELLED:
        raise Refused("in_use", _("Its communities have a draw already."))
    strata = _by_district(areas)
    sizes = _proportional({code: len(rows) for code, rows in strata.items()}, count)
    with act("surveys.commit_communities", by=by, at=at, on=sample.survey, code=sample.survey.code) as record:
        specs = tuple(_stratum(code, strata[code], sizes[code]) for code in sorted(strata))
        draw = commit_draw(
            by=by,
            at=at,
            name_zh=f"{sample.survey.name_zh}·{sample.name_zh}·社区",
            frames=[FrameSpec(COMMUNITIES, "社区", OPEN, specs)],
            sources=sources,
            fails_after=fails_after,
            context={**(context or {}), "survey": sample.survey.code, "stage": 1},
        )
        Sample.objects.filter(pk=sample.pk).update(community_draw=draw)
        sample.community_draw = draw
        record.note(draw=draw.serial, count=sum(sizes.values()))
    return draw


def _by_district(areas: Sequence[Area]) -> dict[str, list[Area]]:
    """Communities by district; a city that has none is one stratum."""
    districts = list(Area.objects.filter(level="district").values_list("path", "code"))
    strata: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        strata[next((code for path, code in districts if area.path.startswith(path)), WHOLE_CITY)].append(area)
    return strata


def _stratum(code: str, communities: Sequence[Area], size: int) -> StratumSpec:
    """Its name is the district's, for whoever reads the draw."""
    name = Area.objects.filter(code=code).values_list("name_zh", flat=True).first() or "全市"
    return StratumSpec(code, name, tuple(Item(area.code, area.name_zh) for area in communities), size)


def _proportional(pools: dict[str, int], count: int) -> dict[str, int]:
    """Largest remainders with at least two of each stratum (one where there is but one): variance can be estimated."""
    least = {code: min(2, pool) for code, pool in pools.items()}
    total = sum(pools.values())
    if not pools or not sum(least.values()) <= count <= total:
        said = _("Choose between %(least)s and %(most)s communities: at least two of each district.")
        raise Refused("too_few", said % {"least": sum(least.values()), "most": total}, field="count")
    sizes = dict(least)
    while sum(sizes.values()) < count:
        open_strata = [code for code in pools if sizes[code] < pools[code]]
        sizes[max(open_strata, key=lambda code: (count * pools[code] / total - sizes[code], code))] += 1
    return sizes


def take_communities(*, by: Actor, at: datetime, sample: Sample) -> list[Cluster]:
    """The communities that the draw chose, with N and n of their strata. Refused: `draw_not_run`, `in_use`."""
    by.must("surveys.take_communities")
    check(SURVEYS, "surveys.take_communities", sample.survey, {})
    chosen = draws.selection(_run(sample.community_draw), COMMUNITIES)
    if sample.clusters.exists():
        raise Refused("in_use", _("The communities have been taken over already."))
    codes = [entry.code for stratum in chosen for entry in stratum.selected]
    by_code = Area.objects.in_bulk(codes, field_name="code")
    with act("surveys.take_communities", by=by, at=at, on=sample.survey, code=sample.survey.code, count=len(codes)):
        made = [
            Cluster(
                sample=sample,
                area=by_code[entry.code],
                name_zh=entry.name_zh,
                stratum=stratum.code,
                stratum_population=stratum.population_count,
                stratum_drawn=stratum.sample_count,
            )
            for stratum in chosen
            for entry in stratum.selected
        ]
        Cluster.objects.bulk_create(made)
    return list(sample.clusters.all())


def _run(draw: Draw | None) -> Draw:
    if draw is None or draw.state != DrawState.RUN:
        raise Refused("draw_not_run", _("The draw has not run yet: two people enter the public values, then it runs."))
    return draw


def import_households(*, by: Actor, at: datetime, cluster: Cluster, addresses: Sequence[str]) -> Cluster:
    """The household list of a drawn community: one address a line, no names. It is kept encrypted until addresses are
    drawn from it; only its hash stays. Again: replaces the list.

    Refused: `wrong_state`, `in_use` once drawn from, `too_few` (fewer than are to be drawn), `too_many`, `twice`.
    """
    by.must("surveys.import_households")
    sample = cluster.sample
    check(SURVEYS, "surveys.import_households", sample.survey, {})
    _must_be_households(sample)
    if sample.household_draw is not None and sample.household_draw.state != DrawState.CANCELLED:
        raise Refused("in_use", _("Addresses are being drawn from the lists already."))
    kept = [" ".join(one.split()) for one in addresses if one.strip()]
    if len(kept) < sample.households_each:
        said = _("%(area)s: the list has %(count)s addresses, %(wanted)s are to be drawn.")
        values = {"area": cluster.area.name_zh, "count": len(kept), "wanted": sample.households_each}
        raise Refused("too_few", said % values, field="file")
    if len(kept) > MOST_ADDRESSES:
        raise Refused("too_many", _("A list has 20,000 addresses at most."), field="file")
    if len(set(kept)) < len(kept):
        raise Refused("twice", _("The list names an address twice: %s") % _first_double(kept), field="file")
    content = json.dumps(sorted(kept), ensure_ascii=False).encode()
    salted = {"salt": secrets.token_hex(32), "addresses": sorted(kept)}
    sealed = seal_value(json.dumps(salted, ensure_ascii=False).encode(), SEALED_FOR)
    with act("surveys.import_households", by=by, at=at, on=sample.survey, code=sample.survey.code) as record:
        cluster.household_count, cluster.list_sealed = len(kept), sealed
        cluster.list_sha256 = hashlib.sha256(salted["salt"].encode() + content).hexdigest()  # type: ignore[attr-defined]
        cluster.save(update_fields=["household_count", "list_sealed", "list_sha256"])
        record.note(area=cluster.area.name_zh, count=len(kept), sha256=cluster.list_sha256)
    return cluster


def _first_double(addresses: Sequence[str]) -> str:
    seen: set[str] = set()
    return next(one for one in addresses if one in seen or seen.add(one))  # type: ignore[func-returns-value]


def _list_of(cluster: Cluster) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(open_value(cluster.list_sealed, SEALED_FOR))
    return found


def _code(number: int) -> str:
    return f"{number:05}"


def commit_households(
    *,
    by: Actor,
    at: datetime,
    sample: Sample,
    sources: Sequence[Source],
    fails_after: datetime,
    context: Mapping[str, Any] | None = None,
) -> Draw:
    """Second stage: a veiled frame, one stratum per community. It holds numbers and salted hashes, no address.

    Refused as `draws.commit_draw`, and: `in_use`, `no_list` naming the community without a list.
    """
    by.must("surveys.commit_households")
    check(SURVEYS, "surveys.commit_households", sample.survey, {})
    if sample.household_draw is not None and sample.household_draw.state != DrawState.CANCELLED:
        raise Refused("in_use", _("Its addresses have a draw already."))
    clusters = list(sample.clusters.select_related("area").order_by("area__code"))
    lacking = next((one for one in clusters if not one.list_sealed), None)
    if lacking is not None or not clusters:
        name = lacking.area.name_zh if lacking else "—"
        raise Refused("no_list", _("%(area)s has no household list yet.") % {"area": name})
    with act("surveys.commit_households", by=by, at=at, on=sample.survey, code=sample.survey.code) as record:
        draw = commit_draw(
            by=by,
            at=at,
            name_zh=f"{sample.survey.name_zh}·{sample.name_zh}·住户",
            frames=[FrameSpec(HOUSEHOLDS, "住户", VEILED, tuple(_household_stratum(one) for one in clusters))],
            sources=sources,
            fails_after=fails_after,
            context={**(context or {}), "survey": sample.survey.code, "stage": 2},
        )
        Sample.objects.filter(pk=sample.pk).update(household_draw=draw)
        sample.household_draw = draw
        record.note(draw=draw.serial, communities=len(clusters))
    return draw


def _household_stratum(cluster: Cluster) -> StratumSpec:
    held, sample = _list_of(cluster), cluster.sample
    items = tuple(
        Item(_code(number), hashlib.sha256(f"{held['salt']}{address}".encode()).hexdigest()[:32])
        for number, address in enumerate(held["addresses"], start=1)
    )
    reserve = min(sample.reserve_each, len(items) - sample.households_each)
    return StratumSpec(cluster.area.code, cluster.area.name_zh, items, sample.households_each, reserve)


def take_households(*, by: Actor, at: datetime, sample: Sample) -> int:
    """The addresses that the draw chose, encrypted one by one; the lists are erased. How many without the reserve.

    Refused: `draw_not_run`, `in_use`.
    """
    by.must("surveys.take_households")
    check(SURVEYS, "surveys.take_households", sample.survey, {})
    chosen = {stratum.code: stratum for stratum in draws.selection(_run(sample.household_draw), HOUSEHOLDS)}
    if Address.objects.filter(cluster__sample=sample).exists():
        raise Refused("in_use", _("The addresses have been taken over already."))
    with act("surveys.take_households", by=by, at=at, on=sample.survey, code=sample.survey.code) as record:
        made: list[Address] = []
        for cluster in sample.clusters.select_related("area"):
            stratum, held = chosen[cluster.area.code], _list_of(cluster)["addresses"]
            drawn = [(entry, AddressState.WAITING) for entry in stratum.selected]
            drawn += [(entry, AddressState.RESERVE) for entry in stratum.reserve]
            made += [
                Address(
                    cluster=cluster,
                    rank=rank,
                    ordinal=int(entry.code),
                    address_sealed=seal_value(held[int(entry.code) - 1].encode(), SEALED_FOR),
                    state=state,
                )
                for rank, (entry, state) in enumerate(drawn, start=1)
            ]
        Address.objects.bulk_create(made, batch_size=BATCH)
        sample.clusters.update(list_sealed="")
        count = sum(one.state == AddressState.WAITING for one in made)
        record.note(count=count, reserve=len(made) - count)
    return count

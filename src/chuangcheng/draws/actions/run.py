"""Public values by two people, then the selection: pure arithmetic on what was frozen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.draws import queries, rules
from chuangcheng.draws.actions.commit import SEALED_FOR
from chuangcheng.draws.models import Draw, EntropyEntry, Entry
from chuangcheng.draws.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import open_value


def enter_entropy(*, by: Actor, at: datetime, draw: Draw, values: Mapping[str, Sequence[str]]) -> EntropyEntry:
    """What one person read at the sources, by source code. The same person's later entry replaces the earlier.

    Refused: `not_known_yet`, `bad_value` (naming the source), `needs_person`.
    """
    by.must("draws.enter_entropy")
    check("draws.enter_entropy", draw.state, {"values": values})
    if by.person_id is None:
        raise Refused("needs_person", _("Two people read the values; the product itself cannot."))
    _must_be_known(draw, at)
    canonical = [_canonical(source, values.get(source["code"], ())) for source in draw.sources]
    with act("draws.enter_entropy", by=by, at=at, on=draw, serial=draw.serial, values=canonical):
        entry, _made = EntropyEntry.objects.update_or_create(
            draw=draw, person_id=by.person_id, defaults={"values": canonical, "entered_at": at}
        )
    return entry


def _must_be_known(draw: Draw, at: datetime) -> None:
    if at < draw.known_at:
        raise Refused("not_known_yet", _("The public values are not known yet. Come back after the announced time."))


def _canonical(source: Mapping[str, Any], values: Sequence[str]) -> dict[str, Any]:
    try:
        return {"source": source["code"], "values": list(rules.canonical_values(source["kind"], values))}
    except ValueError:
        message = _("“%(name)s”: whole numbers only, or the one hexadecimal value of a beacon.")
        raise Refused("bad_value", message % {"name": source["name"]}, field=source["code"]) from None


def run_draw(*, by: Actor, at: datetime, draw: Draw) -> Draw:
    """Select, by RFC 3797, in every stratum. Refused: `not_known_yet`, `not_agreed` (two people must agree)."""
    by.must("draws.run_draw")
    move = check("draws.run_draw", draw.state, {})
    _must_be_known(draw, at)
    entropy = queries.agreed_entropy(draw)
    if entropy is None:
        raise Refused(
            "not_agreed", _("Two different people must enter the same public values before the draw can run.")
        )
    with act("draws.run_draw", by=by, at=at, on=draw, serial=draw.serial, values=entropy):
        moved(draw, move, run_at=at, entropy=entropy)
        secret = open_value(draw.secret_sealed, SEALED_FOR)
        for stratum in draw.strata.all():
            key = rules.key_string([one["values"] for one in entropy], secret, draw.serial, stratum.ordinal)
            drawn = rules.select(key, stratum.pool_count, stratum.sample_count + stratum.reserve_count)
            _rank(stratum.pk, drawn)
    return draw


def _rank(stratum_id: int, drawn: Sequence[int]) -> None:
    """Writes each entry's place in the order drawn."""
    rank = {ordinal: place for place, ordinal in enumerate(drawn, start=1)}
    entries = Entry.objects.filter(stratum_id=stratum_id).only("ordinal")
    chosen = [entry for entry in entries if entry.ordinal in rank]
    for entry in chosen:
        entry.rank = rank[entry.ordinal]
    Entry.objects.bulk_update(chosen, ["rank"], batch_size=400)

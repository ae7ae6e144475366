"""A city's observations as Parquet with their design, for whoever computes over many cities. Nobody is named in it.

Three files: `observations.parquet` (one row an answer), `standards.parquet` (what each standard is worth, and how it
is scored), `manifest.json` (the city, what was exported, hashes, and the city's own estimate). Rows are streamed:
memory does not grow with their number.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chuangcheng.frameworks.queries import cycle_in_force
from chuangcheng.frameworks.queries.content import nodes_of
from chuangcheng.frameworks.rules import shares
from chuangcheng.inspections import queries as inspections
from chuangcheng.inspections.models import Verdict
from chuangcheng.kit.refused import Refused
from chuangcheng.scoring.estimates import RULE_VERSION, estimate_of
from chuangcheng.scoring.queries import Scope, scope_of

FORMAT = 1
BATCH = 50_000
OBSERVATIONS, STANDARDS, MANIFEST = "observations.parquet", "standards.parquet", "manifest.json"

WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("city", WORD),
        ("edition", WORD),
        ("standard", WORD),
        ("check_point", WORD),
        ("site_type", WORD),
        ("area", WORD),
        ("unit", WORD),
        ("round", WORD),
        ("stratum", pa.int32()),
        ("site", pa.int64()),
        ("population", pa.int32()),
        ("visited", pa.int32()),
        ("weight", pa.float64()),
        ("day", pa.date32()),
        ("verdict", WORD),
        ("judged", pa.int8()),
        ("passed", pa.int8()),
    ]
)
"""`site` numbers the visited sites of one export (the clusters); weight = population / visited of its stratum."""

STANDARD_SCHEMA = pa.schema(
    [
        ("city", pa.string()),
        ("edition", pa.string()),
        ("standard", pa.string()),
        ("name", pa.string()),
        ("style", pa.string()),
        ("parameters", pa.string()),
        ("points", pa.float64()),
    ]
)

_COLUMNS = (
    "check_point__edition__code",
    "check_point__standard__code",
    "check_point__code",
    "visit__site__site_type__code",
    "visit__site__area__code",
    "unit__code",
    "visit__round__code",
    "visit__round_id",
    "visit__stratum_ordinal",
    "visit_id",
    "visit__population_count",
    "visit__visited_at",
    "verdict",
)


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written."""

    folder: Path
    observations: int
    editions: tuple[str, ...]


def export_observations(folder: Path, *, city: str, at: datetime) -> Exported:
    """Write what the score of the editions in force rests on: rounds of the last twelve months.

    Refused: `not_empty` for a folder that holds something, `nothing` where no cycle is in force, `no_name`.
    """
    if not city.strip():
        raise Refused("no_name", _("Give the city a name."))
    if folder.exists() and any(folder.iterdir()):
        raise Refused("not_empty", _("%(folder)s is not empty.") % {"folder": folder})
    scopes = _scopes(at)
    folder.mkdir(parents=True, exist_ok=True)
    count = _write_observations(folder / OBSERVATIONS, scopes, city)
    pq.write_table(pa.Table.from_pylist([*_standards(scopes, city)], STANDARD_SCHEMA), folder / STANDARDS)
    manifest = {
        "format": FORMAT,
        "city": city,
        "made_at": at.isoformat(),
        "rule_version": RULE_VERSION,
        "observations": count,
        "editions": [_told(scope) for scope in scopes],
        "files": {name: digest(folder / name) for name in (OBSERVATIONS, STANDARDS)},
    }
    # Last: a folder without it is one that was not finished.
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return Exported(folder, count, tuple(scope.edition.code for scope in scopes))


def digest(path: Path) -> str:
    """SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _scopes(at: datetime) -> list[Scope]:
    cycle = cycle_in_force(at)
    editions = [cycle.city_edition, cycle.minors_edition] if cycle else []
    found = [scope_of(at, edition=edition) for edition in editions if edition is not None]
    if not found:
        raise Refused("nothing", _("No cycle is in force: there is no score to export."))
    return found


def _told(scope: Scope) -> dict[str, Any]:
    """One edition in the manifest, with the city's own estimate of the same rounds."""
    estimate = estimate_of(scope)
    return {
        "code": scope.edition.code,
        "name": scope.edition.name_zh,
        "field_weight": scope.field_weight,
        "rounds": [one.code for one in scope.rounds],
        "estimate": {name: getattr(estimate, name) for name in ("value", "low", "high", "judged", "observed", "passed")}
        if estimate
        else None,
    }


def _write_observations(path: Path, scopes: Sequence[Scope], city: str) -> int:
    count = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for scope in scopes:
            rows = _rows(scope, city)
            while batch := list(islice(rows, BATCH)):
                columns = [
                    pa.array(column, kind) for column, kind in zip(zip(*batch, strict=True), _plain(), strict=True)
                ]
                writer.write_batch(pa.record_batch(_as_words(columns), schema=SCHEMA))
                count += len(batch)
    return count


def _plain() -> list[pa.DataType]:
    return [pa.string() if kind == WORD else kind for kind in SCHEMA.types]


def _as_words(columns: Sequence[pa.Array]) -> list[pa.Array]:
    """Texts that repeat a million times are kept once."""
    return [
        column.dictionary_encode() if kind == WORD else column
        for column, kind in zip(columns, SCHEMA.types, strict=True)
    ]


def _rows(scope: Scope, city: str) -> Iterator[tuple[Any, ...]]:
    """Answers that enter rates, judged or not, in the order of SCHEMA."""
    visited = {(one.round_id, one.ordinal): one.visited for one in inspections.strata(scope.round_ids)}
    rows = inspections.observations(edition_ids=[scope.edition.pk], round_ids=scope.round_ids)
    for edition, standard, point, kind, area, unit, code, number, ordinal, visit, population, when, verdict in (
        rows.order_by("pk").values_list(*_COLUMNS).iterator(5000)
    ):
        seen = visited[number, ordinal]
        yield (
            city,
            edition,
            standard or "",
            point,
            kind,
            area,
            unit or "",
            code,
            ordinal,
            visit,
            population,
            seen,
            population / seen,
            localdate(when),
            verdict,
            int(verdict in {Verdict.PASS, Verdict.FAIL}),
            int(verdict == Verdict.PASS),
        )


def _standards(scopes: Sequence[Scope], city: str) -> Iterator[dict[str, Any]]:
    for scope in scopes:
        part = shares(nodes_of(scope.edition), "field", scope.edition.total_points)
        for one in scope.edition.indicators.filter(level="standard").order_by("position"):
            yield {
                "city": city,
                "edition": scope.edition.code,
                "standard": one.code,
                "name": one.name_zh,
                "style": one.style,
                "parameters": json.dumps(one.style_parameters, sort_keys=True),
                "points": float(part.get(one.code, 0)) * scope.field_weight,
            }


__all__ = ["MANIFEST", "OBSERVATIONS", "STANDARDS", "Exported", "digest", "export_observations"]

"""Scores over many cities from what they exported. The engine adds up the rows; points follow by the same rules as in
one city (`scoring.rules`), from a table of some thousand lines. No Django, no database.

The engine is one argument. The expression uses what DuckDB and Spark both know: filter, group by, count, sum, product.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from chuangcheng.scoring.rules import StandardScore, Sum, Tally, earned_share, summed, total

FORMAT = 1
MANIFEST, OBSERVATIONS, STANDARDS = "manifest.json", "observations.parquet", "standards.parquet"
KEYS = ("city", "edition", "standard", "check_point")
ENGINES = ("duckdb", "pyspark")


class Fault(Exception):
    """The exports cannot be used; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Export:
    """One city's folder, its hashes found right."""

    folder: Path
    city: str
    manifest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CityScore:
    """One city under one edition: the sum of its lines, and the interval that the city itself gave these rows."""

    city: str
    edition: str
    whole: Sum
    tally: Tally
    low: float | None
    high: float | None
    lines: tuple[tuple[dict[str, Any], StandardScore], ...]


def found_in(folder: Path, *, check: bool = True) -> list[Export]:
    """Every export below a folder, by city. Fault: none, one twice, an unknown format, a file that was changed."""
    exports = [_read(path, check) for path in sorted(folder.rglob(MANIFEST))]
    if not exports:
        raise Fault(f"{folder} holds no export: no {MANIFEST} was found")
    cities: dict[str, Path] = {}
    for one in exports:
        if one.city in cities:
            raise Fault(f"{one.city} was exported twice: {cities[one.city]} and {one.folder}")
        cities[one.city] = one.folder
    return sorted(exports, key=lambda one: one.city)


def _read(path: Path, check: bool) -> Export:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        city, files, version = str(manifest["city"]), dict(manifest["files"]), manifest["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Fault(f"{path} is no manifest of an export: {error}") from None
    if version != FORMAT:
        raise Fault(f"{path}: format {version} is unknown here; this version reads format {FORMAT}")
    for name in (OBSERVATIONS, STANDARDS):
        if not (path.parent / name).is_file():
            raise Fault(f"{path.parent}: {name} is missing")
        if check and _digest(path.parent / name) != files.get(name):
            raise Fault(f"{path.parent / name} is not what {city} exported: its hash differs from the manifest")
    return Export(path.parent, city, manifest)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# Engines


def read(files: Sequence[Path], engine: str) -> Any:
    """The rows of all files as a table of Ibis, not yet computed. Fault: the engine is unknown, or not installed."""
    readers: dict[str, Callable[[Sequence[Path]], Any]] = {"duckdb": _read_by_duckdb, "pyspark": _read_by_spark}
    if engine not in readers:
        raise Fault(f"unknown engine {engine!r}: choose one of {', '.join(ENGINES)}")
    return readers[engine](files)


def _read_by_duckdb(files: Sequence[Path]) -> Any:
    import ibis

    return ibis.duckdb.connect().read_parquet([str(path) for path in files])


def _read_by_spark(files: Sequence[Path]) -> Any:
    """Through Spark's own reader: that of Ibis takes one path only. Spark takes paths for patterns."""
    import ibis

    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Fault("Spark is not installed. Install the extra: pip install 'chuangcheng[spark]'") from None
    session = SparkSession.builder.appName("chuangcheng rollup").getOrCreate()
    paths = [re.sub(r"([\\\[\]{}*?])", r"\\\1", str(path)) for path in files]
    session.read.parquet(*paths).createOrReplaceTempView("observations")
    return ibis.pyspark.connect(session).table("observations")


def tallied(rows: Any) -> Any:
    """The expression: judged answers by city, edition, standard and check point, plain and weighted."""
    judged = rows.filter(rows.judged == 1)
    return judged.group_by(list(KEYS)).aggregate(
        observed=judged.count(),
        passed=judged.passed.cast("int64").sum(),
        weighted_observed=judged.weight.sum(),
        weighted_passed=(judged.weight * judged.passed).sum(),
    )


def rollup(exports: Sequence[Export], engine: str = "duckdb") -> list[CityScore]:
    """The score of every city and edition, by city."""
    rows = read([one.folder / OBSERVATIONS for one in exports], engine)
    found = tallied(rows).to_pyarrow().to_pylist()
    tallies: dict[tuple[str, str], dict[str, list[Tally]]] = defaultdict(lambda: defaultdict(list))
    # Engines answer in any order: sums of floats must not depend on it.
    for row in sorted(found, key=lambda row: tuple(row[key] for key in KEYS)):
        counts = Tally(row["observed"], row["passed"], row["weighted_observed"], row["weighted_passed"])
        tallies[row["city"], row["edition"]][row["standard"]].append(counts)
    return [
        _scored(one, edition, standards, tallies[one.city, edition["code"]])
        for one in exports
        for edition, standards in _editions(one)
    ]


def _editions(one: Export) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    import pyarrow.parquet as pq

    standards = pq.read_table(one.folder / STANDARDS).to_pylist()
    for edition in one.manifest["editions"]:
        yield edition, [row for row in standards if row["edition"] == edition["code"]]


def _scored(
    one: Export, edition: dict[str, Any], standards: list[dict[str, Any]], tallies: dict[str, list[Tally]]
) -> CityScore:
    lines = []
    for row in standards:
        found = tallies.get(row["standard"], [])
        share = earned_share(row["style"], json.loads(row["parameters"]), found, row["points"])
        lines.append((row, StandardScore(row["standard"], Fraction(row["points"]), total(found), share)))
    tally = total(score.tally for _row, score in lines)
    own = edition.get("estimate") or {}
    # The city's interval belongs to its figure only if both rest on the same judgements.
    is_same = (own.get("observed"), own.get("passed")) == _everything(tallies)
    return CityScore(
        one.city,
        edition["code"],
        summed(score for _row, score in lines),
        tally,
        own.get("low") if is_same else None,
        own.get("high") if is_same else None,
        tuple(lines),
    )


def _everything(tallies: dict[str, list[Tally]]) -> tuple[int, int]:
    """With the check points that bear on no standard: the estimate counts them too."""
    whole = total(one for found in tallies.values() for one in found)
    return whole.observed, whole.passed


# Output


HEAD = (
    "city",
    "edition",
    "standard",
    "name",
    "style",
    "observed",
    "passed",
    "rate",
    "available",
    "earned",
    "low",
    "high",
)


def lines_of(scores: Sequence[CityScore]) -> Iterator[dict[str, Any]]:
    """A line of each city and edition (standard blank), then its standards."""
    for one in scores:
        yield {
            "city": one.city,
            "edition": one.edition,
            "standard": "",
            "name": "",
            "style": "",
            "observed": one.tally.observed,
            "passed": one.tally.passed,
            "rate": one.tally.rate,
            "available": one.whole.judged,
            "earned": one.whole.earned,
            "low": one.low,
            "high": one.high,
        }
        for row, score in one.lines:
            yield {
                "city": one.city,
                "edition": one.edition,
                "standard": score.code,
                "name": row["name"],
                "style": row["style"],
                "observed": score.tally.observed,
                "passed": score.tally.passed,
                "rate": score.tally.rate,
                "available": float(score.available),
                "earned": score.earned,
                "low": None,
                "high": None,
            }


def write(scores: Sequence[CityScore], path: Path) -> None:
    """As CSV, JSON or Parquet, by the ending of the name. Fault for another ending."""
    writers: dict[str, Callable[[list[dict[str, Any]], Path], None]] = {
        ".csv": _write_csv,
        ".json": _write_json,
        ".parquet": _write_parquet,
    }
    if path.suffix not in writers:
        raise Fault(f"{path.name}: the name must end in {', '.join(writers)}")
    writers[path.suffix](list(lines_of(scores)), path)


def _write_csv(lines: list[dict[str, Any]], path: Path) -> None:
    import csv

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(lines)


def _write_json(lines: list[dict[str, Any]], path: Path) -> None:
    path.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_parquet(lines: list[dict[str, Any]], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.Table.from_pylist(lines), path)

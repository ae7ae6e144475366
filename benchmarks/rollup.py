"""`python -m benchmarks.rollup`: observations of several cities rolled up, against the engine's bare group-by."""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

THREADS = 2
ROUNDS = 3
STANDARDS, POINTS = 120, 480
BATCH = 51_200
"""Rows of a row group: the next size that DuckDB writes above the 50,000 of an export."""


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.rollup", description=__doc__)
    parser.add_argument("--observations", type=int, default=10_000_000)
    parser.add_argument("--cities", type=int, default=10)
    parser.add_argument("--keep", default="", help="folder of the data; used again if it is there")
    parser.add_argument("--run", choices=("bare", "rollup"), help=argparse.SUPPRESS)
    return parser.parse_args()


WORDS = {
    letter: f"['{letter}' || format('{{:0{width}}}', one) FOR one IN range({count})]"
    for letter, width, count in (
        ("S", 3, STANDARDS),
        ("P", 3, POINTS),
        ("T", 2, 40),
        ("A", 3, 100),
        ("U", 3, 120),
        ("R", 2, 12),
    )
}
"""Constant lists in DuckDB's SQL: looked up, a code costs little."""

ANSWERS = """COPY (
    SELECT {city} AS city, 'E' AS edition, {S}[point % {standards} + 1] AS standard,
        {P}[point + 1] AS check_point, {T}[stratum + 1] AS site_type,
        {A}[dice // 41 % 100 + 1] AS area, {U}[dice // 43 % 120 + 1] AS unit,
        {R}[dice // 47 % 12 + 1] AS round, stratum::INTEGER AS stratum, row // 40 AS site,
        (50 + stratum * 7)::INTEGER AS population, (5 + stratum % 11)::INTEGER AS visited,
        (50 + stratum * 7)::DOUBLE / (5 + stratum % 11) AS weight,
        DATE '2025-01-01' + (dice // 53 % 365)::INTEGER AS day,
        CASE WHEN chance < 88 THEN 'pass' WHEN chance < 96 THEN 'fail'
            WHEN chance < 99 THEN 'not_applicable' ELSE 'not_observed' END AS verdict,
        (chance < 96)::TINYINT AS judged, (chance < 88)::TINYINT AS passed
    FROM (
        SELECT row, dice, (dice % {points})::INTEGER AS point, (dice // 59 % 40)::INTEGER AS stratum,
            dice // 61 % 100 AS chance
        FROM (SELECT range AS row, (hash(range + {number}::BIGINT * 1000000007) >> 1)::BIGINT AS dice
            FROM range({wanted}))
    )
) TO {file} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {batch})"""


def make(folder: Path, cities: int, wanted: int) -> None:
    """Exports as `chuangcheng export observations` writes them: same columns, same compression, scattered answers.

    DuckDB writes them, a city at a time, so that neither memory nor a temporary folder grows with the number.
    """
    import duckdb

    from chuangcheng.scoring.rollup import MANIFEST, OBSERVATIONS
    from chuangcheng.scoring.rollup import STANDARDS as STANDARDS_FILE

    limits = {"threads": THREADS, "memory_limit": "4GB", "preserve_insertion_order": False}
    connection = duckdb.connect(config=limits)
    connection.execute("SET enable_progress_bar = false")
    for number in range(cities):
        city, here = f"城市{number:03}", folder / f"city-{number:03}"
        here.mkdir(parents=True)
        connection.execute(
            ANSWERS.format(
                city=f"'{city}'",
                file=f"'{here / OBSERVATIONS}'",
                number=number,
                wanted=wanted // cities,
                standards=STANDARDS,
                points=POINTS,
                batch=BATCH,
                **WORDS,
            )
        )
        standards = [
            {
                "city": city,
                "edition": "E",
                "standard": f"S{one:03}",
                "name": f"标准{one}",
                "style": "ratio",
                "parameters": "{}",
                "points": 40 / STANDARDS,
            }
            for one in range(STANDARDS)
        ]
        pq.write_table(pa.Table.from_pylist(standards), here / STANDARDS_FILE)
        files = {name: _digest(here / name) for name in (OBSERVATIONS, STANDARDS_FILE)}
        manifest = {"format": 1, "city": city, "editions": [{"code": "E"}], "files": files}
        (here / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


BARE = """SELECT city, edition, standard, check_point, count(*), sum(passed), sum(weight), sum(weight * passed)
FROM read_parquet({files}) WHERE judged = 1 GROUP BY city, edition, standard, check_point"""


def run(what: str, folder: Path) -> None:
    """One measurement in a process of its own, so that its memory is its own, on two cores."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])
    began = time.perf_counter()
    if what == "bare":
        import duckdb

        connection = duckdb.connect()
        files = sorted(str(path) for path in folder.rglob("observations.parquet"))
        count = len(connection.execute(BARE.format(files=files)).fetchall())
    else:
        from chuangcheng.scoring import rollup

        scores = rollup.rollup(rollup.found_in(folder))
        count = sum(len(one.lines) for one in scores)
    took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "processor": time.process_time(), "mb": _peak(), "rows": count}))


def _peak() -> float:
    """Most memory of this program alone: what `getrusage` tells may be that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def measured(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.rollup", "--run", what, "--keep", str(folder)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def main() -> int:
    arguments = parse()
    if arguments.run:
        run(arguments.run, Path(arguments.keep))
        return 0
    with tempfile.TemporaryDirectory() as fresh:
        folder = Path(arguments.keep or fresh)
        if not any(folder.rglob("manifest.json")):
            began = time.perf_counter()
            make(folder, arguments.cities, arguments.observations)
            took = time.perf_counter() - began
            print(f"{arguments.observations:,} observations of {arguments.cities} cities in {took:.0f} s", flush=True)
        size = sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 2**20
        print(f"files {size:,.0f} MB", flush=True)
        return compared(folder)


def compared(folder: Path) -> int:
    """Both in turn, so that neither has the quieter minutes or the warmer files. 1: the medians missed the aim.

    Processor time counts from the start of Python, with its imports; the clock from the first line of the work.
    """
    seen: dict[str, list[dict[str, float]]] = {"bare": [], "rollup": []}
    for _ in range(ROUNDS):
        for what, found in seen.items():
            one = measured(what, folder)
            found.append(one)
            print(
                f"{what:8} {one['seconds']:7.2f} s, processor {one['processor']:7.2f} s, {one['mb']:6.0f} MB, "
                f"{one['rows']:,.0f} rows, load {os.getloadavg()[0]:.1f}",
                flush=True,
            )
    ratios = {
        key: statistics.median(one[key] for one in seen["rollup"]) / statistics.median(one[key] for one in seen["bare"])
        for key in ("seconds", "processor", "mb")
    }
    told = ", ".join(f"{key} {ratio:.2f}" for key, ratio in ratios.items())
    print(f"ratios of medians: {told}; aim: seconds at most 2")
    return 0 if ratios["seconds"] <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())

"""`python -m benchmarks.rollup`: observations of several cities rolled up, against the engine's bare group-by."""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

THREADS = 2
STANDARDS, POINTS = 120, 480
BATCH = 1_000_000


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.rollup", description=__doc__)
    parser.add_argument("--observations", type=int, default=10_000_000)
    parser.add_argument("--cities", type=int, default=10)
    parser.add_argument("--keep", default="", help="folder of the data; used again if it is there")
    parser.add_argument("--run", choices=("bare", "rollup"), help=argparse.SUPPRESS)
    return parser.parse_args()


def make(folder: Path, cities: int, wanted: int) -> None:
    """Exports as `chuangcheng export observations` writes them: same schema, same compression, random answers."""
    from chuangcheng.scoring.exporting import MANIFEST, OBSERVATIONS, SCHEMA, STANDARD_SCHEMA, digest
    from chuangcheng.scoring.exporting import STANDARDS as STANDARDS_FILE

    for number in range(cities):
        city, here = f"城市{number:03}", folder / f"city-{number:03}"
        here.mkdir(parents=True)
        random = np.random.default_rng(number)
        with pq.ParquetWriter(here / OBSERVATIONS, SCHEMA, compression="zstd") as writer:
            left, begun = wanted // cities, 0
            while left > 0:
                count = min(left, BATCH)
                writer.write_batch(_batch(random, city, begun, count))
                left, begun = left - count, begun + count
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
        pq.write_table(pa.Table.from_pylist(standards, STANDARD_SCHEMA), here / STANDARDS_FILE)
        files = {name: digest(here / name) for name in (OBSERVATIONS, STANDARDS_FILE)}
        manifest = {"format": 1, "city": city, "editions": [{"code": "E"}], "files": files}
        (here / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")


def _batch(random: np.random.Generator, city: str, begun: int, count: int) -> pa.RecordBatch:
    from chuangcheng.scoring.exporting import SCHEMA

    def words(codes: np.ndarray, names: list[str]) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(names))

    points = random.integers(0, POINTS, count)
    stratum = random.integers(0, 40, count)
    population = 50 + stratum * 7
    visited = 5 + stratum % 11
    verdicts = random.choice(4, count, p=(0.88, 0.08, 0.03, 0.01))
    nought = np.zeros(count, dtype=np.int32)
    columns = [
        words(nought, [city]),
        words(nought, ["E"]),
        words(points % STANDARDS, [f"S{one:03}" for one in range(STANDARDS)]),
        words(points, [f"P{one:03}" for one in range(POINTS)]),
        words(stratum, [f"T{one:02}" for one in range(40)]),
        words(random.integers(0, 100, count), [f"A{one:03}" for one in range(100)]),
        words(random.integers(0, 120, count), [f"U{one:03}" for one in range(120)]),
        words(random.integers(0, 12, count), [f"R{one:02}" for one in range(12)]),
        pa.array(stratum.astype(np.int32)),
        pa.array((begun + np.arange(count)) // 40),
        pa.array(population.astype(np.int32)),
        pa.array(visited.astype(np.int32)),
        pa.array(population / visited),
        pa.array(random.integers(20_000, 20_365, count).astype(np.int32)).cast(pa.date32()),
        words(verdicts, ["pass", "fail", "not_applicable", "not_observed"]),
        pa.array((verdicts < 2).astype(np.int8)),
        pa.array((verdicts == 0).astype(np.int8)),
    ]
    return pa.record_batch(columns, schema=SCHEMA)


BARE = """SELECT city, edition, standard, check_point, count(*), sum(passed), sum(weight), sum(weight * passed)
FROM read_parquet({files}) WHERE judged = 1 GROUP BY city, edition, standard, check_point"""


def run(what: str, folder: Path) -> None:
    """One measurement in a process of its own, so that its memory is its own."""
    began = time.perf_counter()
    if what == "bare":
        import duckdb

        connection = duckdb.connect()
        connection.execute(f"SET threads = {THREADS}")
        files = sorted(str(path) for path in folder.rglob("observations.parquet"))
        count = len(connection.execute(BARE.format(files=files)).fetchall())
    else:
        from chuangcheng.scoring import rollup

        scores = rollup.rollup(rollup.found_in(folder))
        count = sum(len(one.lines) for one in scores)
    took = time.perf_counter() - began
    print(json.dumps({"seconds": took, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "rows": count}))


def measured(what: str, folder: Path) -> dict[str, float]:
    """The better of two runs: the first one reads the files from the disk."""
    command = [sys.executable, "-m", "benchmarks.rollup", "--run", what, "--keep", str(folder)]
    return min(
        (json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(2)),
        key=lambda one: one["seconds"],
    )


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
            print(f"{arguments.observations:,} observations of {arguments.cities} cities in {took:.0f} s")
        size = sum(path.stat().st_size for path in folder.rglob("*.parquet")) / 2**20
        bare, ours = measured("bare", folder), measured("rollup", folder)
    print(f"files {size:,.0f} MB")
    for name, one in (("bare group-by", bare), ("rollup, hashes checked", ours)):
        print(f"{name:24} {one['seconds']:7.2f} s {one['mb']:8.0f} MB {one['rows']:8,.0f} rows")
    ratio = ours["seconds"] / bare["seconds"]
    print(f"ratio {ratio:.2f}; aim: at most 2")
    return 0 if ratio <= 2 else 1


if __name__ == "__main__":
    sys.exit(main())

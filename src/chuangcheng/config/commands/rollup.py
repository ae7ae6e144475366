"""`chuangcheng rollup DIR --out FILE`: scores of many cities from their exports. Needs no database and no settings."""

import argparse
import sys
from pathlib import Path


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder with one export of each city below it")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="ends in .csv, .json or .parquet")
    parser.add_argument("--engine", choices=("duckdb", "pyspark"), default="duckdb", help="what adds up the rows")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0: written. 1: the exports cannot be used, with the reason."""
    # Here and not above: `--help` need not wait for the engine.
    from chuangcheng.scoring import rollup

    try:
        scores = rollup.rollup(rollup.found_in(arguments.folder), arguments.engine)
        rollup.write(scores, arguments.out)
    except (rollup.Fault, OSError) as fault:
        print(f"chuangcheng rollup: {fault}", file=sys.stderr)
        return 1
    for one in scores:
        between = f" ({one.low:.2f}–{one.high:.2f})" if one.low is not None and one.high is not None else ""
        earned = f"{one.whole.earned:.2f}{between} of {one.whole.judged:.1f} points looked at"
        print(f"{one.city} {one.edition}: {earned}, {one.tally.observed:,} observations")
    return 0

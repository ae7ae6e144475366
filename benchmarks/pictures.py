"""`python -m benchmarks.pictures`: are re-used photos found among a million, how fast, and how often is it a mistake?

`--rendered` says how many of the stored pictures are rendered and read; the others are made from their features:
mirrored, and as another visit to the same place would leave them (each bit of a code turned with 6 %).
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.pages import start

RECALL, RECALL_OF_CROPS, ALARMS, MILLISECONDS = 0.98, 0.95, 1 / 200, 50


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.pictures", description=__doc__)
    parser.add_argument("--stored", type=int, default=1_000_000)
    parser.add_argument("--rendered", type=int, default=0, help="by default all that are stored")
    parser.add_argument("--originals", type=int, default=60, help="stored photos that are sent again in every disguise")
    parser.add_argument("--new", type=int, default=400, help="new photos: half of places stored, half of new places")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    default = Path(tempfile.gettempdir()) / "chuangcheng-pictures"
    parser.add_argument("--features", type=Path, default=default, help="folder where rendered features are kept")
    parser.add_argument("--keep", default="", help="folder of the database; used again if it is there")
    return parser.parse_args()


def main() -> int:
    arguments = parse()
    rendered = min(arguments.rendered or arguments.stored, arguments.stored)
    from benchmarks.stored import make

    make(arguments.features, rendered, arguments.workers)
    with tempfile.TemporaryDirectory() as folder:
        start(arguments, arguments.keep or folder)
        from benchmarks.searching import Trial, fill

        fill(arguments.features, arguments.stored, rendered)
        trial = Trial(rendered, arguments.originals, arguments.new)
        trial.run()
        return report(trial)


def report(trial: "Trial") -> int:  # type: ignore[name-defined]  # noqa: F821 (imported once the settings stand)
    """Print everything; exit status 1 if a bound is missed."""
    is_well = True
    print(f"\n{'source':12} {'disguise':32} {'found':>12} {'recall':>7}")
    sums: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for (source, attack), found in trial.recalled.items():
        bound = RECALL_OF_CROPS if "cropped" in attack else RECALL
        recall = sum(found) / len(found)
        missed = "" if recall >= bound else f"  below {bound}"
        print(f"{source:12} {attack:32} {sum(found):>5} of {len(found):<4} {recall:7.3f}{missed}")
        sums[source, "crops" if "cropped" in attack else "others"] += found
        is_well &= recall >= bound or source == "photographs"
    for (source, group), found in sums.items():
        print(f"{source:12} all {group:28} {sum(found):>5} of {len(found):<4} {sum(found) / len(found):7.3f}")
    for source, alarms in trial.alarms.items():
        rate = sum(alarms) / len(alarms)
        print(f"new photos, {source}: {sum(alarms)} false alarms in {len(alarms)} ({rate:.4f}; bound {ALARMS})")
        is_well &= rate <= ALARMS
    timed = ("search", trial.search_ms), ("search, processor time of this process", trial.worked_ms)
    for title, spent in (*timed, ("features of the photo asked about", trial.features_ms)):
        p95 = statistics.quantiles(spent, n=20)[18]
        print(f"{title}: median {statistics.median(spent):.1f} ms, p95 {p95:.1f} ms over {len(spent)}")
    print(f"pictures opened and compared for each photo: {statistics.mean(trial.opened):.1f}")
    print(f"index: {trial.pictures:,} pictures, {trial.words:,} words, database {trial.megabytes:,.0f} MB")
    is_well &= statistics.median(trial.search_ms) < MILLISECONDS
    return 0 if is_well else 1


if __name__ == "__main__":
    began = time.monotonic()
    status = main()
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(status)

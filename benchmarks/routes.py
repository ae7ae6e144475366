"""Gaps to the best known lengths: `python -m benchmarks.routes FOLDER [--seconds 10]`.

FOLDER holds `*.vrptw` files in the LKH form and `best-known.csv` (instance, customers, recomputed with `len_real=`).
Each file is solved by the command itself, as a process of its own, and the printed tours are measured again.
"""

import argparse
import csv
import json
import math
import re
import subprocess
import sys
import time
from pathlib import Path

from chuangcheng.inspections.routing import lkh

LIMIT = 0.01


def best_known(folder: Path) -> dict[str, float]:
    """name.customers -> unrounded length of the best known tours."""
    with (folder / "best-known.csv").open(encoding="utf-8", newline="") as rows:
        return {
            f"{row['instance']}.{row['customers']}": float(length[1])
            for row in csv.DictReader(rows)
            if (length := re.search(r"len_real=([0-9.]+)", row["recomputed"]))
        }


def measured(instance: lkh.Instance, tours: list[list[int]]) -> float:
    """The length of tours, after checking that they serve every node once, in time, with what can be carried."""
    place = {number: index for index, number in enumerate(instance.numbers)}
    assert sorted(node for tour in tours for node in tour) == sorted(instance.numbers[1:]), "not every node once"
    assert len(tours) <= instance.vehicles, "more tours than vehicles"
    total = 0.0
    for tour in tours:
        assert sum(instance.demands[place[node]] for node in tour) <= instance.capacity, "too much on one tour"
        here, now = 0, instance.time_windows[0][0]
        for index in [*(place[node] for node in tour), 0]:
            way = math.dist(instance.coordinates[here], instance.coordinates[index])
            opens, closes = instance.time_windows[index]
            now = max(now + way, opens)
            assert now <= closes + 1e-9, "too late"
            now += instance.service_times[index]
            total, here = total + way, index
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", default="10")
    given = parser.parse_args()
    best, worst = best_known(given.folder), 0.0
    for file in sorted(given.folder.glob("*.vrptw")):
        began = time.monotonic()
        command = [sys.executable, "-m", "chuangcheng.config.command", "route", "solve", str(file)]
        done = subprocess.run([*command, "--seconds", given.seconds], capture_output=True, text=True, check=True)
        spent = time.monotonic() - began
        answer, instance = json.loads(done.stdout), lkh.read(file.read_text(encoding="utf-8"))
        length = measured(instance, answer["tours"])
        assert math.isclose(length, answer["length"], rel_tol=1e-9), "the printed length is not that of the tours"
        known = best[".".join(file.name.split(".")[:2])]
        gap = length / known - 1
        worst = max(worst, gap)
        told = f"{file.name:22} {length:10.3f}  best {known:10.3f}  gap {gap:8.3%}"
        print(f"{told}  {len(answer['tours']):3} tours  {spent:5.1f} s", flush=True)
    print(f"largest gap {worst:.3%}, allowed {LIMIT:.0%}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())

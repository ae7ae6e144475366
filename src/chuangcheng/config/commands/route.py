"""`chuangcheng route solve FILE.vrptw`: tours for a published routing problem. Needs no database and no settings."""

import argparse
import json
import sys
import time
from pathlib import Path

from chuangcheng.inspections.routing import Plan, lkh, plan

READING = 0.7
"""Seconds set aside for starting, reading and printing."""


def configure(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    solve = deeds.add_parser("solve", help="shortest tours through the nodes of a file; exit 0 only if all are served")
    solve.add_argument("file", type=Path, metavar="FILE.vrptw", help="a problem in the LKH form, with its VEHICLES")
    solve.add_argument("--seconds", type=_seconds, default=10.0, metavar="N", help="time allowed (10)")
    solve.add_argument("--seed", type=int, default=1, metavar="N", help="of the search's random numbers (1)")


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a number of seconds: {text!r}") from None
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError("seconds lie between 0 and 86,400")
    return value


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0: solved. 1: the file cannot be read, or its vehicles cannot serve all nodes in time."""
    started = time.monotonic()
    try:
        instance = lkh.read(arguments.file.read_text(encoding="utf-8"))
    except OSError as error:
        print(f"cannot open {arguments.file}: {error.strerror}", file=sys.stderr)
        return 1
    except (lkh.BadFile, UnicodeDecodeError) as error:
        print(f"{arguments.file}: {error}", file=sys.stderr)
        return 1
    allowed = arguments.seconds - READING - (time.monotonic() - started)
    found = plan(
        instance.coordinates,
        instance.demands,
        instance.time_windows,
        instance.service_times,
        vehicles=instance.vehicles,
        capacity=instance.capacity,
        seconds=max(allowed, arguments.seconds / 4),
        seed=arguments.seed,
    )
    return _tell(instance, found)


def _tell(instance: lkh.Instance, found: Plan) -> int:
    if found.unserved:
        left = ", ".join(f"{instance.numbers[one.index]} ({one.reason})" for one in found.unserved[:20])
        print(f"{len(found.unserved)} nodes fit on no tour of {instance.vehicles} vehicles: {left}", file=sys.stderr)
        return 1
    tours = [[instance.numbers[index] for index in tour.indexes] for tour in found.tours]
    print(json.dumps({"length": found.length, "tours": tours}))
    return 0

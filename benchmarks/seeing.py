"""`python -m benchmarks.seeing`: a million observations in bulk, summaries built, dashboard and explorer measured."""

import argparse
import resource
import sys
import tempfile
import time
from typing import Any

from benchmarks.pages import Watch, analyse, measure, start

LIMIT_MS = 300
PAGES = (
    "/desk/dashboard/",
    "/desk/dashboard/map/",
    "/desk/explorer/?rows=item",
    "/desk/explorer/?rows=standard&columns=site_type",
    "/desk/explorer/?rows=area&columns=item",
    "/desk/explorer/?rows=unit&columns=item",
    "/desk/explorer/?rows=site_type&columns=round&measure=failed",
    "/desk/explorer/?rows=unit&columns=round&measure=sites",
    "/desk/explorer/?rows=unit&columns=area&measure=cases",
)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.seeing", description=__doc__)
    parser.add_argument("--observations", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--sites", type=int, default=8_000)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep", default="", help="folder of the data; used again if it is there")
    return parser.parse_args()


def seed(arguments: argparse.Namespace) -> None:
    """The sample's foundation, then bulk rows; the unit of an answer is that of its check point, as duties say."""
    from benchmarks import bulk
    from chuangcheng.inspections.models import Observation, Round
    from chuangcheng.kit import clock
    from chuangcheng.sample.building import Progress, foundation, year
    from chuangcheng.sample.sizes import Size

    now, watch = clock.now(), Watch()
    if Round.objects.filter(code__startswith="B").exists():
        return
    small = Size(stops=14, cases=300)
    foundation(now, Progress(), small)
    year(now, Progress(), small)
    watch.step("sites", bulk.more_sites(arguments.sites))
    ground = bulk.Ground(now)
    watch.step("cases", bulk.more_cases(ground, arguments.cases))
    watch.step("observations", bulk.more_rounds(ground, arguments.rounds, arguments.observations))
    # `bulk` gives each answer a unit by chance; here as duties do: of a check point and an area always the same few.
    units = [unit.pk for unit in ground.units]
    for place, point in enumerate(one for points in ground.points.values() for one in points):
        Observation.objects.filter(check_point=point).update(unit=units[place % len(units)])
    watch.step("units as duties give them", Observation.objects.count())
    analyse()


def summarise() -> None:
    """Count all rounds, and one of them again: what a finished visit costs."""
    from chuangcheng.kit import clock
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.scoring import summaries
    from chuangcheng.scoring.actions import store_estimate
    from chuangcheng.scoring.models import RoundSummary, SummaryCell
    from chuangcheng.scoring.queries import scope_of

    began = time.monotonic()
    done = summaries.refresh(clock.now())
    print(f"{len(done)} rounds counted into {SummaryCell.objects.count():,} cells in {time.monotonic() - began:.1f} s")
    largest = RoundSummary.objects.order_by("-visits")[0]
    RoundSummary.objects.filter(pk=largest.pk).update(mark="")
    began = time.monotonic()
    summaries.refresh(clock.now())
    print(f"the largest round ({largest.visits:,} visits) counted again in {time.monotonic() - began:.1f} s")
    began = time.monotonic()
    store_estimate(by=SYSTEM, at=clock.now(), scope=scope_of(clock.now()))
    print(f"the estimate of the whole in {time.monotonic() - began:.1f} s", flush=True)
    analyse()


def main() -> int:
    arguments = parse()
    with tempfile.TemporaryDirectory() as fresh:
        start(arguments, arguments.keep or fresh)
        seed(arguments)
        summarise()
        from django.test import Client

        from chuangcheng.accounts.queries import Person
        from chuangcheng.inspections.models import Observation

        client = Client(HTTP_HOST="localhost")
        person = Person.objects.get(username="denghai")
        client.force_login(person, "django.contrib.auth.backends.ModelBackend")
        print(f"\n{Observation.objects.count():,} observations, {arguments.database}; limit {LIMIT_MS} ms\n")
        slow = [path for path in PAGES if not told(path, measure(client, path, arguments.requests))]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"\npeak memory {peak:.0f} MB")
    for path in slow:
        print(f"over the limit, or no answer: {path}", file=sys.stderr)
    return 1 if slow else 0


def told(path: str, found: Any) -> bool:
    """Print one line; True if it is within the limit."""
    times = f"{found.median:7.1f} ms  p95 {found.p95:7.1f}"
    print(f"{times}  {found.queries:3} queries  {found.size:9,} B  {found.status}  {path}", flush=True)
    return found.status == 200 and found.median <= LIMIT_MS


if __name__ == "__main__":
    sys.exit(main())

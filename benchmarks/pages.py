"""`python -m benchmarks.pages`: seeds a large city and prints median and p95 of every page of the back office."""

import argparse
import logging
import os
import resource
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from typing import Any, NamedTuple

LIMIT_MS = 100
MANY_QUERIES = 40
PEOPLE = ("linyue", "dw26.liaison", "suqing", "gaoyuan", "denghai", "heping", "wudi")
WARM_UPS = 3
MOST_SECONDS = 15
"""A page that is so slow is not asked thirty times."""


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.pages", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--sites", type=int, default=8_000)
    parser.add_argument("--observations", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep", default="", help="folder of the data; used again if it is there")
    parser.add_argument("--only", default="", help="measure only pages whose name contains this")
    return parser.parse_args()


def start(arguments: argparse.Namespace, folder: str) -> None:
    """Point the settings at a database of the benchmark's own, never at a city."""
    for name in [name for name in os.environ if name.startswith("CHUANGCHENG_") and "_TEST_" not in name]:
        del os.environ[name]
    os.environ |= {"CHUANGCHENG_DATA": folder, "CHUANGCHENG_SAMPLE_CITY": "1"}
    if arguments.database == "postgresql":
        if "CHUANGCHENG_TEST_DATABASE_URL" not in os.environ:
            sys.exit("PostgreSQL: run me through scripts/with-postgres")
        os.environ["CHUANGCHENG_DATABASE_URL"] = os.environ["CHUANGCHENG_TEST_DATABASE_URL"]
    from chuangcheng.config.serving import migrate

    migrate()


class Watch:
    """Says how long each step of the seeding took."""

    def __init__(self) -> None:
        self.start = time.monotonic()

    def step(self, title: str, count: int) -> None:
        print(f"[{time.monotonic() - self.start:7.1f} s] {title}: {count:,}", flush=True)


def seed(arguments: argparse.Namespace) -> None:
    """The sample's foundation and rounds, then bulk rows; sealed, and the journal verified."""
    from benchmarks import bulk
    from chuangcheng.cases.models import Case
    from chuangcheng.inspections.models import Round
    from chuangcheng.journal.sealing import seal_entries
    from chuangcheng.kit import clock
    from chuangcheng.sample.building import Progress, foundation, year
    from chuangcheng.sample.sizes import Size

    now, watch = clock.now(), Watch()
    if Case.objects.count() >= arguments.cases and Round.objects.filter(code__startswith="B").exists():
        return
    small = Size(stops=14, cases=300)
    foundation(now, Progress(), small)
    year(now, Progress(), small)
    if Round.objects.filter(code__startswith="B").exists():
        sys.exit("the folder holds a smaller city, or one that was not finished: choose another")
    watch.step("foundation and a small year, by actions", Case.objects.count())
    watch.step("sites", bulk.more_sites(arguments.sites))
    ground = bulk.Ground(now)
    watch.step("cases with their journal rows", bulk.more_cases(ground, arguments.cases))
    watch.step("observations", bulk.more_rounds(ground, arguments.rounds, arguments.observations))
    watch.step("rows sealed", seal_entries(at=clock.now()))
    analyse()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"seeded in {time.monotonic() - watch.start:.0f} s, peak memory {peak:.0f} MB\n", flush=True)


def analyse() -> None:
    """What every database does by itself after a while: count its rows for the planner."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def check_journal() -> bool:
    """`chuangcheng journal verify`."""
    from chuangcheng.config.commands import journal

    began = time.monotonic()
    code = journal.run(argparse.Namespace(step="verify", head=""))
    print(f"journal verified in {time.monotonic() - began:.0f} s\n", flush=True)
    return code == 0


class Measured(NamedTuple):
    """One page: times in ms. `cpu` is this process's own, which other programs on the machine do not stretch."""

    status: int
    median: float
    p95: float
    cpu: float
    queries: int
    size: int


def measure(client: Any, path: str, requests: int) -> Measured:
    """Ask for a page until its times are known."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        size = len(b"".join(response.streaming_content) if response.streaming else response.content)
        queries = len(captured)
    if response.status_code != 200:
        return Measured(response.status_code, 0, 0, 0, queries, size)
    took: list[float] = []
    worked: list[float] = []
    deadline = time.monotonic() + MOST_SECONDS
    for number in range(WARM_UPS + requests):
        began, busy = time.perf_counter(), time.process_time()
        response = client.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
        if number >= WARM_UPS or time.monotonic() > deadline:
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - busy) * 1000)
        if time.monotonic() > deadline:
            break
    took.sort()
    p95 = took[min(len(took) - 1, int(len(took) * 0.95))]
    return Measured(200, statistics.median(took), p95, statistics.median(worked), queries, size)


def run(arguments: argparse.Namespace) -> int:
    """Measure every page with the first person who may see it; the home page and the lists with everybody."""
    from benchmarks.addresses import addresses

    logging.getLogger("django.request").setLevel(logging.ERROR)
    clients = {name: signed_in(name) for name in PEOPLE}
    found, left = addresses()
    errors = 0
    print(f"{'page':58} {'who':13} {'median':>8} {'p95':>8} {'cpu':>8} {'queries':>8} {'kB':>6}")
    for address in found:
        if arguments.only not in address.name:
            continue
        everybody = address.name in (
            "desk:home",
            "desk:cases",
            "desk:inbox",
            "desk:rounds",
            "desk:scores",
        )
        for name, client in clients.items():
            one = measure(client, address.path, arguments.requests)
            errors += one.status >= 500
            if one.status in (301, 302, 404, 405):
                if name == PEOPLE[-1] and not everybody:
                    left.append(f"{address.name} ({one.status})")
                continue
            slow = one.median > LIMIT_MS and not address.is_export
            marks = f"{' SLOW' if slow else ''}{' MANY' if one.queries > MANY_QUERIES else ''}"
            shown = f"{one.median:8.1f} {one.p95:8.1f} {one.cpu:8.1f}" if one.status == 200 else f"{one.status:>26}"
            print(f"{address.name[:58]:58} {name:13} {shown} {one.queries:8} {one.size // 1024:6}{marks}", flush=True)
            if not everybody:
                break
    print(f"\nNot pages, or nothing to show: {', '.join(left)}")
    return 1 if errors else 0


def signed_in(username: str) -> Any:
    """A client signed in as one of the sample's people."""
    from django.test import Client

    from chuangcheng.accounts.models import Person

    client = Client(raise_request_exception=False, HTTP_HOST="localhost")
    client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def main() -> int:
    """Seed, verify, measure. Non-zero only on errors: slowness is printed."""
    arguments = parse()
    with ExitStack() as stack:
        folder = arguments.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="chuangcheng-bench-"))
        start(arguments, folder)
        seed(arguments)
        if not arguments.only and not check_journal():
            return 1
        return run(arguments)


if __name__ == "__main__":
    sys.exit(main())

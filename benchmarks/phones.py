"""Fifty phones come home at once: each sends twenty visits with three photos of 400 kB, over real HTTP.

    scripts/with-postgres .venv/bin/python -m benchmarks.phones --database postgresql

Web and worker run as `chuangcheng serve` starts them, on the same cores as the phones. Printed are the times of each
kind of request (p95 of a receipt should stay below a second), what other pages took meanwhile, how long the worker
needed for the rest; then it is counted that nothing was lost or doubled.
"""

import argparse
import io
import os
import statistics
import sys
import tempfile
import threading
import time
import uuid
from collections import defaultdict
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from benchmarks.pages import start

JOB_PATIENCE = 1800


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.phones", description=__doc__)
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--photos", type=int, default=3)
    parser.add_argument("--kilobytes", type=int, default=400)
    parser.add_argument("--web", type=int, default=2, help="web processes")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return parser.parse_args()


def photograph(kilobytes: int) -> bytes:
    """A JPEG of about that size, noisy as dusk is."""
    import numpy as np
    from PIL import Image

    side = int((kilobytes * 1024 / 0.62) ** 0.5)
    source = np.random.default_rng(kilobytes)
    target = io.BytesIO()
    Image.fromarray(source.integers(0, 255, (side, side, 3), dtype=np.uint8)).save(target, "JPEG", quality=72)
    return target.getvalue()


def own(photo: bytes, number: int) -> bytes:
    """The same picture as another file: a comment of its own behind the first marker."""
    comment = f"{number:012}".encode()
    return photo[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + photo[2:]


def staff(count: int) -> list[Any]:
    """People with a post each who may inspect."""
    from chuangcheng.accounts.models import Person
    from chuangcheng.kit import clock
    from chuangcheng.kit.actor import SYSTEM
    from chuangcheng.sample.building import Progress, foundation
    from chuangcheng.sample.sizes import Size
    from chuangcheng.units.actions import grant_role
    from chuangcheng.units.models import Holding, Role

    now = clock.now()
    foundation(now, Progress(), Size(stops=14, cases=0))
    role = Role.objects.get(code="inspector")
    held = Holding.objects.filter(ends_at=None, post__code__endswith="-liaison").select_related("post", "person")
    people: list[Person] = []
    for holding in held.order_by("pk")[:count]:
        grant_role(by=SYSTEM, at=now, post=holding.post, role=role)
        people.append(holding.person)
    return people


class Meanwhile(threading.Thread):
    """Lin Yue opens pages while the phones send."""

    PAGES = ("/desk/", "/desk/cases/", "/desk/rounds/")

    def __init__(self, phone: Any) -> None:
        super().__init__(daemon=True)
        self.phone, self.is_done = phone, threading.Event()
        self.spent: dict[str, list[float]] = defaultdict(list)

    def run(self) -> None:
        while not self.is_done.is_set():
            for page in self.PAGES:
                begun = time.perf_counter()
                with suppress(OSError, HTTPException, ValueError):
                    self.phone.ask("GET", page)
                self.spent[page].append(time.perf_counter() - begun)
                time.sleep(0.3)


def evening(phone: Any, photo: bytes, number: int, site: int, points: list[int], options: argparse.Namespace) -> None:
    """One phone's day: record first, then its pictures, as the app does."""
    from tests.field.phone import digest

    phone.register()
    for visit in range(options.visits):
        base = (number * options.visits + visit) * options.photos
        pictures = [own(photo, base + place) for place in range(options.photos)]
        found = {"text": f"第{number}台第{visit}处", "photos": [{"sha256": digest(one)} for one in pictures]}
        answers = [{"check_point": pk, "verdict": "pass", "observed_at": None} for pk in points]
        record = {"id": str(uuid.uuid4()), "kind": "free_visit", "site": site, "observations": answers}
        phone.send({**record, "findings": [found]})
        for one in pictures:
            phone.upload(one)


def said(title: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    p95 = ordered[int(len(ordered) * 0.95)] if ordered else 0.0
    median = statistics.median(ordered) if ordered else 0.0
    print(f"{title:28} {len(ordered):7,} {median:9.3f} {p95:9.3f} {ordered[-1] if ordered else 0:9.3f}", flush=True)


def send_all(options: argparse.Namespace, port: int, people: list[Any]) -> float:
    """Seconds until every phone had all its receipts."""
    from chuangcheng.accounts.models import Person
    from chuangcheng.frameworks.models import CheckPoint, EditionKind
    from chuangcheng.frameworks.queries import edition_in_force
    from chuangcheng.kit import clock
    from chuangcheng.places.models import Site
    from tests.field.wire import WirePhone
    from tests.operations.processes import session_of

    edition = edition_in_force(EditionKind.CITY, clock.now())
    sites = list(Site.objects.filter(is_active=True).order_by("pk")[: options.phones])
    photo = photograph(options.kilobytes)
    print(f"{options.phones} phones x {options.visits} visits x {options.photos} photos of {len(photo) // 1024} kB")
    phones = [WirePhone(port, session_of(person), str(uuid.uuid4()), 120) for person in people]
    office = WirePhone(port, session_of(Person.objects.get(username="linyue")), str(uuid.uuid4()))
    threads = []
    for number, phone in enumerate(phones):
        site = sites[number % len(sites)]
        points = CheckPoint.objects.filter(edition=edition, site_type=site.site_type, kind="binary")
        asked = [point.pk for point in points.exclude(photo="always")[:10]]
        threads.append(threading.Thread(target=evening, args=(phone, photo, number, site.pk, asked, options)))
    meanwhile, begun = Meanwhile(office), time.perf_counter()
    meanwhile.start()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    meanwhile.is_done.set()
    print(f"{'request':28} {'count':>7} {'median s':>9} {'p95 s':>9} {'most s':>9}")
    by_kind: dict[str, list[float]] = defaultdict(list)
    for phone in phones:
        for what, seconds in phone.spent:
            by_kind[what].append(seconds)
    for what, seconds in sorted(by_kind.items()):
        said(what, seconds)
    for page, seconds in meanwhile.spent.items():
        said(f"meanwhile {page}", seconds)
    return spent


def finished(options: argparse.Namespace) -> bool:
    """Wait for the worker, then count."""
    from django.db.models import Count

    from chuangcheng.cases.models import CasePhoto
    from chuangcheng.inspections.models import Visit
    from chuangcheng.receipts.models import Submission, SubmissionState

    begun, visits = time.perf_counter(), options.phones * options.visits
    while Submission.objects.filter(state=SubmissionState.WAITING).exists():
        if time.perf_counter() - begun > JOB_PATIENCE:
            break
        time.sleep(1)
    print(f"the worker had entered the rest {time.perf_counter() - begun:.0f} s later")
    states = dict(Submission.objects.values_list("state").annotate(Count("pk")))
    done = Visit.objects.filter(kind="free", state="done").count()
    photos = CasePhoto.objects.values("file").distinct().count()
    print(f"records {states}, visits entered {done:,} of {visits:,}, photos {photos:,} of {visits * options.photos:,}")
    return done == visits and photos == visits * options.photos and states == {"applied": visits}


def main() -> int:
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        start(options, folder)
        from chuangcheng.config.serving import job_command, web_command
        from tests.operations.processes import Process, free_port

        people = staff(options.phones)
        port = free_port()
        web, jobs = Process(web_command("127.0.0.1", port, options.web)), Process(job_command())
        try:
            time.sleep(8)
            spent = send_all(options, port, people)
            total = options.phones * options.visits * options.photos * options.kilobytes / 1024
            print(f"everything received after {spent:.0f} s ({total / spent:.1f} MB/s)")
            return 0 if finished(options) else 1
        finally:
            web.kill()
            jobs.kill()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    sys.exit(main())

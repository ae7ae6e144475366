"""Two hundred citizens a minute report with a photo while the back office works, over real HTTP.

    scripts/with-postgres .venv/bin/python -m benchmarks.reports --database postgresql

Web and worker run as `chuangcheng serve` starts them, on the same cores as the citizens. A report is due every so many
milliseconds whether or not the one before has been answered, and its time counts from then on, so that a stalled server
does not make the figures better. Printed are median and p95 (which should stay below a second) and what pages of the
office took meanwhile; then every receipt is looked for, with its photo.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Any

from benchmarks.pages import start
from benchmarks.phones import Meanwhile, own, photograph, said

PAGES = ("/desk/", "/desk/reports/", "/desk/cases/")
WORDS = ("路灯不亮已经三天", "人行道地砖松动容易绊倒", "垃圾桶满溢没有清运", "非机动车占用盲道", "墙面有新的小广告")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.reports", description=__doc__)
    parser.add_argument("--a-minute", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--kilobytes", type=int, default=300)
    parser.add_argument("--web", type=int, default=2, help="web processes")
    parser.add_argument("--citizens", type=int, default=24, help="connections at once at most")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return parser.parse_args()


@dataclass
class Told:
    """What the citizens were told: device's id → the answer; and what went wrong."""

    receipts: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Citizen:
    """One report, as the page's script sends it: the small calculation, then everything in one request."""

    def __init__(self, port: int, number: int, places: list[tuple[float, float]], photo: bytes) -> None:
        self.port, self.number, self.photo = port, number, own(photo, number)
        chance = random.Random(number)
        self.place, self.words = chance.choice(places), chance.choice(WORDS)
        # Behind the city's proxy everybody has an address of their own.
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self.client_id = str(uuid.uuid4())

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any, Any]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            given = {"Host": "localhost", "X-Forwarded-For": self.address, "Accept": "application/json", **headers}
            line.request(method, path, body, given)
            answer = line.getresponse()
            return answer.status, answer.read(), answer.headers

    def send(self, told: Told, due: float) -> None:
        try:
            _status, text, headers = self.ask("GET", f"/report/work/?id={self.client_id}")
            asked, cookie = json.loads(text), headers["Set-Cookie"].split(";")[0]
            body, kind = self._body(asked["challenge"], asked["csrf"])
            begun = time.perf_counter()
            status, text, _headers = self.ask("POST", "/report/", body, **{"Content-Type": kind, "Cookie": cookie})
            if status != 200:
                raise ValueError(f"{status} {text[:300]!r}")
            told.receipts[self.client_id] = json.loads(text)["url"]
            told.answers.append(time.perf_counter() - begun)
            told.seconds.append(time.perf_counter() - due)
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            told.wrong.append(f"{type(error).__name__}: {error}")

    def _body(self, challenge: str, csrf: str) -> tuple[bytes, str]:
        fields = {
            "csrfmiddlewaretoken": csrf,
            "client_id": self.client_id,
            "challenge": challenge,
            "solution": solved(challenge),
            "description": f"{self.words}，请派人看看（{self.number}）",
            "longitude": f"{self.place[0]:.6f}",
            "latitude": f"{self.place[1]:.6f}",
            "datum": "wgs84",
            "step": "send",
        }
        mark = uuid.uuid4().hex
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
        head += "Content-Type: image/jpeg\r\n\r\n"
        end = f"\r\n--{mark}--\r\n"
        whole = "".join(parts).encode() + head.encode() + self.photo + end.encode()
        return whole, f"multipart/form-data; boundary={mark}"


def solved(challenge: str) -> str:
    """The small calculation; a phone does it before the report is sent, so it is in no time below."""
    from chuangcheng.participation.rules import WORK_BITS

    number = 0
    while True:
        digest = hashlib.sha256(f"{challenge}:{number}".encode()).digest()
        if int.from_bytes(digest[:4], "big") >> (32 - WORK_BITS) == 0:
            return str(number)
        number += 1


class Office(Meanwhile):
    """Lin Yue opens pages of the office, reports among them."""

    PAGES = PAGES


def send_all(options: argparse.Namespace, port: int, office: Any, places: list[tuple[float, float]]) -> Told:
    """Reports at an even pace, whoever is still waiting."""
    photo, told = photograph(options.kilobytes), Told()
    count, gap = options.a_minute * options.seconds // 60, 60 / options.a_minute
    print(f"{count} reports, one every {gap * 1000:.0f} ms, each with a photo of {len(photo) // 1024} kB", flush=True)
    warm_up(port, office, places, photo)
    meanwhile = Office(office)
    meanwhile.start()
    begun = time.perf_counter()
    with ThreadPoolExecutor(options.citizens) as pool:
        for number in range(count):
            due = begun + number * gap
            time.sleep(max(0.0, due - time.perf_counter()))
            pool.submit(Citizen(port, number, places, photo).send, told, due)
    spent = time.perf_counter() - begun
    meanwhile.is_done.set()
    meanwhile.join(timeout=30)
    print(f"{'request':28} {'count':>7} {'median s':>9} {'p95 s':>9} {'most s':>9}")
    said("report, from its moment on", told.seconds)
    said("report, the request alone", told.answers)
    for page, seconds in meanwhile.spent.items():
        said(f"meanwhile {page}", seconds)
    print(f"all answered after {spent:.1f} s; {len(told.wrong)} went wrong", *told.wrong[:5], sep="\n  ")
    return told


def warm_up(port: int, office: Any, places: list[tuple[float, float]], photo: bytes) -> None:
    """Each process imports what it needs with its first requests: a city's server has run for weeks."""
    unmeasured = Told()
    for number in range(20):
        Citizen(port, 60_000 + number, places, photo).send(unmeasured, 0.0)
        with suppress(ValueError):  # pages are no JSON
            office.ask("GET", PAGES[number % len(PAGES)])
    if unmeasured.wrong:
        print("warming up:", *unmeasured.wrong[:3], sep="\n  ")


def nothing_lost(options: argparse.Namespace, told: Told, port: int) -> bool:
    """Every receipt is a report with its photo, and its page opens."""
    from chuangcheng.participation.models import Report, ReportPhoto

    reports = dict(Report.objects.values_list("client_id", "state"))
    photos = set(ReportPhoto.objects.filter(report__isnull=False).values_list("client_id", flat=True))
    known = {uuid.UUID(one) for one in told.receipts}
    lost = [one for one in known if one not in reports or one not in photos]
    states = sorted({reports[one] for one in known if one in reports})
    probe = Citizen(port, 0, [(0.0, 0.0)], b"\xff\xd8\xff")
    closed = [url for url in list(told.receipts.values())[::10] if probe.ask("GET", url)[0] != 200]
    wanted = options.a_minute * options.seconds // 60
    print(f"receipts {len(known):,} of {wanted:,}, lost {len(lost)}, pages that do not open {len(closed)}", states)
    return len(known) == wanted and not lost and not closed and states == ["received"]


def places_of_the_city() -> list[tuple[float, float]]:
    """Where something may be wrong: sites with a position."""
    from chuangcheng.places.models import Site

    return list(Site.objects.filter(longitude__isnull=False).values_list("longitude", "latitude")[:500])


def main() -> int:
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        start(options, folder)
        os.environ["CHUANGCHENG_TRUSTED_PROXIES"] = "127.0.0.0/8"
        from chuangcheng.accounts.models import Person
        from chuangcheng.config.serving import job_command, web_command
        from chuangcheng.kit import clock
        from chuangcheng.sample.building import Progress, foundation
        from chuangcheng.sample.sizes import Size
        from tests.field.wire import WirePhone
        from tests.operations.processes import Process, Web, session_of

        foundation(clock.now(), Progress(), Size(stops=14, cases=0))
        web, jobs = Web(lambda port: web_command("127.0.0.1", port, options.web)), Process(job_command())
        try:
            web.wait()
            office = WirePhone(web.port, session_of(Person.objects.get(username="linyue")), str(uuid.uuid4()), 120)
            told = send_all(options, web.port, office, places_of_the_city())
            return 0 if nothing_lost(options, told, web.port) else 1
        finally:
            web.kill()
            jobs.kill()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    sys.exit(main())

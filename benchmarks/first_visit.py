"""The report page on a slow phone that has never been here: how long until it can be used, and what it weighs.

    python -m benchmarks.first_visit [--runs 5] [--cpu 4]

Chromium with 1.6 Mbit/s, 300 ms to and fro, and a processor slowed down so many times. Usable: the page is painted and
the words can be typed and sent (it works without scripts); ready: the scripts have run and the small calculation is
done. A median over 3 s or a weight over 250 kB ends with 1. The server is `chuangcheng serve`'s, on the same cores.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import Any

from benchmarks.pages import start

BITS_A_SECOND, MILLISECONDS = 1_600_000, 300
LIMIT_S, LIMIT_BYTES = 3.0, 250_000
PAINTED = """() => new Promise(done => {
  const told = () => performance.getEntriesByName("first-contentful-paint")[0];
  const ask = () => told() ? done(told().startTime) : setTimeout(ask, 20);
  ask();
})"""
INTERACTIVE = "() => performance.getEntriesByType('navigation')[0].domInteractive"


@dataclass(frozen=True, slots=True)
class Visit:
    """Seconds since the visit began, and bytes over the line."""

    painted: float
    usable: float
    ready: float
    weight: int
    requests: int


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.first_visit", description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cpu", type=float, default=4.0, help="so many times slower than this machine")
    parser.add_argument("--path", default="/report/")
    return parser.parse_args()


def visited(browser: Any, url: str, cpu: float) -> Visit:
    """One visit with an empty cache."""
    from tests.browser import PAGES

    context = browser.new_context(**PAGES["phone"], locale="zh-CN", service_workers="block")
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    speed = BITS_A_SECOND / 8
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": MILLISECONDS, "downloadThroughput": speed, "uploadThroughput": speed / 2},
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    weights: list[int] = []
    line.on("Network.loadingFinished", lambda event: weights.append(int(event["encodedDataLength"])))
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator("[name=description]").wait_for(state="visible", timeout=60_000)
    painted = page.evaluate(PAINTED) / 1000
    page.wait_for_load_state("domcontentloaded")
    usable = max(painted, page.evaluate(INTERACTIVE) / 1000)
    page.locator("[name=solution][value]").wait_for(state="attached", timeout=60_000)
    ready = time.perf_counter() - begun
    page.wait_for_load_state("networkidle")
    context.close()
    return Visit(painted, usable, ready, sum(weights), len(weights))


def measure(options: argparse.Namespace, port: int) -> list[Visit]:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, executable

    url = f"http://localhost:{port}{options.path}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        visited(browser, url, 1)  # the server's own first time
        found = [visited(browser, url, options.cpu) for _run in range(options.runs)]
        browser.close()
    return found


def told(visits: list[Visit]) -> bool:
    """Print what came out; False where a bound is missed."""
    for name in ("painted", "usable", "ready"):
        seconds = sorted(getattr(one, name) for one in visits)
        print(f"{name:10} median {statistics.median(seconds):6.2f} s   most {seconds[-1]:6.2f} s")
    usable = statistics.median(one.usable for one in visits)
    weight = max(one.weight for one in visits)
    print(f"{'weight':10} {weight / 1000:.0f} kB in {max(one.requests for one in visits)} requests")
    return usable < LIMIT_S and weight < LIMIT_BYTES


def main() -> int:
    options = parse()
    with tempfile.TemporaryDirectory() as folder:
        start(argparse.Namespace(database="sqlite"), folder)
        from chuangcheng.config.serving import web_command
        from chuangcheng.kit import clock
        from chuangcheng.sample.building import Progress, foundation
        from chuangcheng.sample.sizes import Size
        from tests.operations.processes import Web

        foundation(clock.now(), Progress(), Size(stops=14, cases=0))
        web = Web(lambda port: web_command("127.0.0.1", port, 1))
        try:
            web.wait()
            return 0 if told(measure(options, web.port)) else 1
        finally:
            web.kill()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    sys.exit(main())

"""`chuangcheng serve`: one command, whose processes are restarted when they die and never outlive it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from chuangcheng.kit import clock
from chuangcheng.operations.models import WorkerSign
from chuangcheng.operations.worker import SILENCE
from tests.operations.processes import alive, environment, serving

pytestmark = pytest.mark.django_db(transaction=True)


def until(holds: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 40
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def workers() -> set[int]:
    """Process ids of workers that gave a sign of life."""
    signs = WorkerSign.objects.filter(seen_at__gt=clock.now() - SILENCE).values_list("worker_id", flat=True)
    return {int(sign.partition("-")[0]) for sign in signs}


def test_a_dead_worker_is_replaced_and_a_stop_ends_everything() -> None:
    city = serving()
    try:
        city.wait()
        until(workers, "no worker began")
        [first] = workers()
        os.kill(first, signal.SIGKILL)
        until(lambda: workers() - {first}, "no worker took the dead one's place")
        started = city.descendants
        assert len(started) >= 3, "web, its own worker, and ours"
        city.child.terminate()
        assert city.child.wait(30) == 0
        until(lambda: not alive(started), "a process outlived the stop")
    finally:
        city.kill()


def test_nothing_outlives_a_killed_parent_and_a_taken_port_is_said() -> None:
    city = serving()
    try:
        city.wait()
        command = [sys.executable, "-m", "chuangcheng.config.command", "serve", "--port", str(city.port)]
        second = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)
        assert second.returncode == 1 and str(city.port) in second.stderr
        started = city.descendants
        os.kill(city.child.pid, signal.SIGKILL)
        until(lambda: not alive(started), "a process outlived its parent")
        with socket.socket() as line:
            assert line.connect_ex(("127.0.0.1", city.port)) != 0
    finally:
        city.kill()

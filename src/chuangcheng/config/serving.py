"""Web and worker processes under one parent. They end with it, even when it is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

from chuangcheng.config.parentage import MARK, end_with_parent

HERE = ("127.0.0.1", "0.0.0.0", "::1")  # noqa: S104 (only compared, to print an address)
PATIENCE = 15
"""Seconds a child may take to stop before it is killed."""


def web_command(host: str, port: int, workers: int) -> list[str]:
    """granian serving our WSGI application; threads suit pages that wait for the database."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"),
        *("--backlog", "256", "--respawn-failed-workers", "chuangcheng.config.wsgi:application"),
    ]


def job_command() -> list[str]:
    """One worker process."""
    return [sys.executable, "-m", "chuangcheng.config.command", "worker"]


def migrate() -> None:
    """Bring the database to this version's tables and roles."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    from django.conf import settings
    from django.core.management import call_command

    from chuangcheng.config.loading import load

    load()
    call_command("migrate", interactive=False, verbosity=0)
    from chuangcheng.config.roles import install_roles
    from chuangcheng.kit import clock

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    install_roles(at=clock.now())


def address(host: str, port: int) -> str:
    """The address to open. Passkeys accept no bare IP address as their site, hence localhost."""
    return f"http://{'localhost' if host in HERE else host}:{port}"


class Children:
    """The processes of one city on one machine; a child that dies is started again."""

    def __init__(self, commands: list[list[str]], once: Sequence[list[str]] = ()) -> None:
        self.commands = commands
        self.once = once
        self.running: list[subprocess.Popen[bytes]] = []
        self.is_stopping = False

    def start(self) -> None:
        self.running = [self._spawn(command) for command in (*self.commands, *self.once)]

    def _spawn(self, command: list[str]) -> "subprocess.Popen[bytes]":
        # The parent runs no threads; prctl must be called in the child, before exec.
        return subprocess.Popen(command, env={**os.environ, MARK: "1"}, preexec_fn=end_with_parent)  # noqa: PLW1509

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Ask every child to stop; `wait` sees them end."""
        self.is_stopping = True
        for child in self.running:
            if child.poll() is None:
                child.terminate()

    def _pause(self) -> bool:
        """A second, so that what cannot start does not spin; True if we were asked to stop meanwhile."""
        if not self.is_stopping:
            time.sleep(1)
        return self.is_stopping

    def wait(self) -> None:
        """Until stopped: restart what dies (an out-of-memory kill must not end the city's day)."""
        while not self.is_stopping:
            time.sleep(0.5)
            for index, child in enumerate(self.running[: len(self.commands)]):
                if child.poll() is not None and not self._pause():
                    self.running[index] = self._spawn(self.commands[index])
        deadline = time.monotonic() + PATIENCE
        for child in self.running:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()


def is_free(host: str, port: int) -> bool:
    """True if nobody listens there yet."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(*, host: str, port: int, workers: int, jobs: int, once: Sequence[list[str]] = ()) -> int:
    """Migrate and serve until SIGTERM or SIGINT; 1 if the port is taken.

    `once`: children that end by themselves (the sample's year).
    """
    if not is_free(host, port):
        print(f"{host}:{port} is taken: stop what listens there, or choose another with --port.", file=sys.stderr)
        return 1
    migrate()
    commands = [web_command(host, port, workers), *[job_command() for _ in range(jobs)]]
    children = Children(commands, once)
    signal.signal(signal.SIGTERM, children.stop)
    signal.signal(signal.SIGINT, children.stop)
    children.start()
    print(f"{address(host, port)}", flush=True)
    children.wait()
    return 0

"""Web and worker processes of their own on the test's database, to be killed at any moment."""

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from chuangcheng.config.parentage import MARK, end_with_parent
from chuangcheng.config.serving import job_command, web_command
from tests.cases.conftest import picture

CSRF = "a" * 32
PATIENCE = 60


def database_url() -> str:
    """The database of this very test, for another process."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
    return f"postgresql://{who}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def environment() -> dict[str, str]:
    """Same database, files, secret and clock as the test."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO")},
        "CHUANGCHENG_DATABASE_URL": database_url(),
        MARK: "1",
        "CHUANGCHENG_CLOCK_SHIFT_SECONDS": str(int(settings.CLOCK_SHIFT_SECONDS)),
    }


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Process:
    """A command in a group of its own: `kill` ends the group as the kernel does when memory runs out."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.start()

    def start(self) -> None:
        self.child = subprocess.Popen(
            self.command,
            env=environment(),
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            preexec_fn=end_with_parent,  # noqa: PLW1509 (calls one function of the C library that is loaded already)
        )

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        if self.child.stdout:
            self.child.stdout.close()

    def kill_after_reading(self, ear: threading.Thread) -> None:
        """Kill, and let the ear hear what was said before."""
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        ear.join()
        self.kill()

    def kill_and_start(self) -> None:
        self.kill()
        self.start()

    @property
    def descendants(self) -> set[int]:
        """Everything this process has started, and what that has started."""
        return set(_below(self.child.pid))


def _below(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield int(child)
            yield from _below(int(child))


def alive(pids: set[int]) -> set[int]:
    """Those that still run; one that ended and that nobody has waited for does not."""
    running = set()
    for pid in pids:
        with suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX":
                running.add(pid)
    return running


class Web(Process):
    """granian as `chuangcheng serve` starts it."""

    def __init__(self, command: Callable[[int], list[str]] | None = None) -> None:
        self.port = free_port()
        super().__init__(command(self.port) if command else web_command("127.0.0.1", self.port, 1))

    def wait(self) -> None:
        """Until it answers."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as line:
                    line.request("GET", "/health/", headers={"Host": "localhost"})
                    if line.getresponse().status == 200:
                        return
            time.sleep(0.1)
        raise AssertionError("the web process does not answer")


def serving() -> Web:
    """`chuangcheng serve`: web and worker under one parent."""
    return Web(lambda port: [sys.executable, "-m", "chuangcheng.config.command", "serve", "--port", str(port)])


def worker() -> Process:
    """A worker with the periodic jobs, as `chuangcheng serve` starts it."""
    return Process(job_command())


def acting(*arguments: str) -> Process:
    """A process that only does deeds and says each on its output when it has been committed."""
    return Process([sys.executable, "-m", "tests.operations.acting", *arguments])


def session_of(person: object) -> str:
    """A signed-in session's key, as the browser would hold it."""
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


class Clerk(threading.Thread):
    """Registers and dispatches cases without pause, and keeps what the server acknowledged."""

    def __init__(self, port: int, session: str, area: int, unit: int) -> None:
        super().__init__(daemon=True)
        self.port, self.session, self.area, self.unit = port, session, area, unit
        self.opened: set[int] = set()
        self.dispatched: set[int] = set()
        self.is_done = threading.Event()
        self.refused: list[str] = []

    def run(self) -> None:
        while not self.is_done.is_set():
            try:
                pk = self._open()
                self.opened.add(pk)
                chosen = {"choice": "other", "unit": str(self.unit), "reason": "由交通局负责"}
                self._post(f"/desk/cases/{pk}/moves/dispatch_case/", chosen)
                self.dispatched.add(pk)
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)

    def _open(self) -> int:
        given = {
            "description": f"路面破损 {uuid.uuid4()}",
            "place": f"area:{self.area}",
            "severity": "2",
            "source": "unit",
            "confirmed": "1",
        }
        colour = "#" + "".join(random.choices("0123456789abcdef", k=6))
        return int(self._post("/desk/cases/new/", given, picture(colour).read()).strip("/").rpartition("/")[2])

    def _post(self, path: str, given: dict[str, str], photo: bytes = b"") -> str:
        """Where the server sends us on: only that is an acknowledgement."""
        mark = uuid.uuid4().hex
        fields = {**given, "csrfmiddlewaretoken": CSRF}
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        body = "".join(parts).encode()
        if photo:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
            body += head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + photo + b"\r\n"
        body += f"--{mark}--\r\n".encode()
        headers = {
            "Host": "localhost",
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
            "Content-Type": f"multipart/form-data; boundary={mark}",
        }
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request("POST", path, body, headers)
            answer = line.getresponse()
            text = answer.read()
            if answer.status != 302:
                self.refused.append(f"{path}: {answer.status} {text[:2000].decode(errors='replace')}")
                raise http.client.HTTPException(answer.status)
            return answer.headers["Location"]

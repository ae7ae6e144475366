"""A phone on a real connection: sends a record with its pictures again and again until it has the receipts."""

import http.client
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.field.phone import digest

TOKEN = "b" * 32


@dataclass
class WirePhone:
    """One phone of one signed-in person. `spent` gathers (what, seconds) of each answered request."""

    port: int
    session: str
    device: str
    timeout: float = 30
    spent: list[tuple[str, float]] = field(default_factory=list)
    line: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
        """Status and JSON of one request; OSError or HTTPException where the connection breaks."""
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        sent = {
            "Host": "localhost",
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "X-Device": self.device,
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        begun = time.perf_counter()
        try:
            self.line.request(method, path, body, sent)
            answer = self.line.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise
        self.spent.append((f"{method} {path.split('/')[2]}", time.perf_counter() - begun))
        return answer.status, json.loads(content or b"null") if answer.headers["Content-Type"] else None

    def hang_up(self) -> None:
        with suppress(OSError):
            if self.line is not None:
                self.line.close()
        self.line = None

    def insist(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
        """`ask` until there is an answer below 500; at most two minutes."""
        deadline = time.monotonic() + 120
        while True:
            with suppress(OSError, http.client.HTTPException, ValueError):
                status, said = self.ask(method, path, body, **headers)
                if status < 500:
                    return status, said
            assert time.monotonic() < deadline, f"{method} {path} is never answered"
            time.sleep(0.1)

    def register(self) -> None:
        body = json.dumps({"id": self.device, "name": "test", "persisted": True}).encode()
        assert self.insist("POST", "/field/devices.json", body)[0] in (200, 201)

    def send(self, record: dict[str, Any]) -> dict[str, Any]:
        """The receipt of a record."""
        status, said = self.insist("POST", "/field/submissions/", json.dumps(record).encode())
        assert status in (200, 201), said
        return dict(said)

    def upload(self, content: bytes) -> None:
        """All bytes of a picture, from where the server has them on."""
        sha256 = digest(content)
        body = json.dumps({"sha256": sha256, "size": len(content), "media_type": "image/jpeg"}).encode()
        status, said = self.insist("POST", "/field/uploads/", body)
        while not said["is_complete"]:
            part = content[said["offset"] :]
            where = str(said["offset"])
            status, said = self.insist("PATCH", f"/field/uploads/{sha256}/", part, Upload_Offset=where)
            if status == 409:
                said["is_complete"] = False
            elif status == 404:
                # It was whole and the record that wanted it is entered: the bytes have moved on.
                return
            else:
                assert status == 200, said

"""What a phone does, as a program: takes itself up, fetches the packet, sends records and pictures."""

import hashlib
import io
import uuid
from typing import Any

from django.test import Client
from PIL import Image

JSON = "application/json"


def picture(colour: str = "grey", size: tuple[int, int] = (64, 48)) -> bytes:
    """A JPEG of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, "JPEG")
    return target.getvalue()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Phone:
    """One phone of one person. Methods return the answer as it is."""

    def __init__(self, client: Client, *, is_registered: bool = True) -> None:
        self.client = client
        self.device = str(uuid.uuid4())
        if is_registered:
            assert self.register().status_code == 201

    def register(self, **more: Any) -> Any:
        body = {"id": self.device, "name": "红米 Note", "persisted": True, **more}
        return self.client.post("/field/devices.json", body, content_type=JSON)

    def headers(self, **more: str) -> dict[str, str]:
        return {"X-Device": self.device, **more}

    def packet(self, **more: str) -> Any:
        return self.client.get("/field/packet.json", headers=self.headers(**more))

    def send(self, record: Any) -> Any:
        return self.client.post("/field/submissions/", record, content_type=JSON, headers=self.headers())

    def state(self, uid: str) -> Any:
        return self.client.get(f"/field/submissions/{uid}/", headers=self.headers())

    def announce(self, content: bytes, **more: Any) -> Any:
        body = {"sha256": digest(content), "size": len(content), "media_type": "image/jpeg", **more}
        return self.client.post("/field/uploads/", body, content_type=JSON, headers=self.headers())

    def put(self, content: bytes, offset: int = 0, sha256: str = "", end: int | None = None) -> Any:
        """The bytes of `content` from offset on (to `end`)."""
        address = f"/field/uploads/{sha256 or digest(content)}/"
        headers = self.headers(**{"Upload-Offset": str(offset)})
        return self.client.patch(
            address, content[offset:end], content_type="application/offset+octet-stream", headers=headers
        )

    def upload(self, content: bytes) -> str:
        """All of it at once; its hash."""
        assert self.announce(content).status_code in (200, 201)
        assert self.put(content).json()["is_complete"]
        return digest(content)


def record_of(packet: dict[str, Any], stop: dict[str, Any], *, fails: dict[str, str] | None = None) -> dict[str, Any]:
    """A finished visit: everything met, but those check points (code -> hash of the photo) that were not."""
    fails = fails or {}
    observations = []
    for pk in stop["check_points"]:
        point = packet["check_points"][str(pk)]
        sha256 = fails.get(point["code"], "")
        photos = [{"sha256": sha256, "kind": "found", "source": "camera"}] if sha256 else []
        observations.append(
            {
                "check_point": pk,
                "repetition": 1,
                "verdict": "fail" if sha256 else "pass",
                "number": "1" if point["kind"] == "count" else None,
                "note": "地面有污水" if sha256 else "",
                "observed_at": "2026-11-24T09:20:00+08:00",
                "photos": photos,
            }
        )
    site = stop["site"]
    return {
        "id": str(uuid.uuid4()),
        "kind": "visit",
        "packet": packet["id"],
        "visit": stop["visit"],
        "site": site["id"],
        "reserve": None,
        "started_at": "2026-11-24T09:10:00+08:00",
        "finished_at": "2026-11-24T09:25:00+08:00",
        "sent_at": "2026-11-24T09:30:00+08:00",
        "position": {"lon": site["lon"], "lat": site["lat"], "accuracy": 12, "is_mocked": None, "at": None},
        "observations": observations,
        "findings": [],
        "note": "",
    }

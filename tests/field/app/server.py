"""A server that keeps to the contract of the phone's addresses but can fail, sign out, revoke and refuse at will."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

SITES = ("新华南路市场", "雄关广场", "五一街道菜市场", "长途汽车站", "人民公园", "钢城医院")
AREA = [[98.27, 39.76], [98.31, 39.76], [98.31, 39.79], [98.27, 39.76]]
POINTS = {
    "1": ("地面无积水、无垃圾", "binary", "on_fail"),
    "2": ("公共厕所扶手完好", "binary", "none"),
    "3": ("共享单车停放有序", "count", "on_fail"),
}


SIGN = "kQ3vX9tR7mB2nL5wZ8cY1dF4"
STOP_SIGN = "mP4sT8vX2cK6nR9wB3yH5jQ7"
CLOSED = {
    "case": 9,
    "number": "2026-0009",
    "description": "摊前污水",
    "measure": "已清洗并增设垃圾桶",
    "unit": "市场监管局",
    "closed_at": "2026-10-20T10:00:00+08:00",
    "photos": [{"kind": "before", "label": "整改前", "picture": "/field/cards/1.jpg"}],
}


def _patrol() -> dict[str, Any]:
    """One window that is open now, with two points; one of them bears the sign."""
    now = datetime.now(UTC)
    window = {
        "team": "甲组",
        "place": "新华南路市场",
        "starts_at": (now - timedelta(minutes=30)).isoformat(),
        "ends_at": (now + timedelta(hours=1)).isoformat(),
        "looks": 1,
        "points": [{"name": "东门", "seen": 0}, {"name": "水产区", "seen": 1}],
    }
    return {
        "windows": [window],
        "signs": {hashlib.sha256(SIGN.encode()).hexdigest(): {"name": "东门", "place": "新华南路市场"}},
    }


def packet(person: tuple[int, str], stops: int = 4, hours: int = 36) -> dict[str, Any]:
    """A day with stops, a reserve, a re-check, cards and geometry."""
    now = datetime.now(UTC)
    return {
        "id": f"00000000-0000-4000-8000-{person[0]:012d}",
        "made_at": now.isoformat(),
        "expires_at": (now + timedelta(hours=hours)).isoformat(),
        "language": "zh-hans",
        "person": {"id": person[0], "name": person[1]},
        "city": {"name": "雄关市", "is_sample": True},
        "rounds": [{"id": 7, "code": "2026-11", "name": "十一月考察", "kind": "round"}],
        "check_points": {key: _point(key) for key in POINTS},
        "stops": [_stop(number) for number in range(1, stops + 1)],
        "segments": [{"id": 1, "name": "新华南路", "line": [[98.28, 39.77], [98.30, 39.78]]}],
        "areas": [{"id": 1, "name": "新华街道", "rings": [AREA]}],
        "free_sites": "/field/sites.json",
        "finished": [
            {
                "visit": 90,
                "name": "和诚路菜市场",
                "state": "已完成",
                "is_apart": False,
                "visited_at": now.isoformat(),
                "cases": [{"number": "2026-0101", "text": "占道经营", "state": "待接收", "unit": "城管局"}],
            }
        ],
        "calibrations": [
            {
                "name": "十二月判定校准",
                "address": "/field/calibrations/1/",
                "is_open": True,
                "judged": 3,
                "total": 20,
                "closes_on": "2026-12-10",
            }
        ],
        "patrol": _patrol(),
    }  # fmt: skip


def _point(key: str) -> dict[str, Any]:
    text, kind, photo = POINTS[key]
    cards = [{"kind": "pass", "caption": "干净", "picture": None}, {"kind": "fail", "caption": "积水", "picture": None}]
    return {
        "id": int(key),
        "code": f"P{key}",
        "text": text,
        "content": "市场环境",
        "kind": kind,
        "threshold": "全部符合",
        "photo": photo,
        "exceptions": "雨后两小时内的积水",
        "example_faults": ["摊前污水"],
        "cards": cards if key == "1" else [],
    }


def _site(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "code": f"S{number}",
        "name": SITES[(number - 1) % len(SITES)],
        "type": "集贸市场",
        "address": f"新华南路{number}号",
        "lon": 98.28 + number / 500,
        "lat": 39.77 + number / 700,
        "hours": "08:00–19:00",
        "units": ["市场监管局"],
        "signs": [hashlib.sha256(STOP_SIGN.encode()).hexdigest()] if number == 1 else [],
    }


def _stop(number: int) -> dict[str, Any]:
    return {
        "visit": 100 + number,
        "kind": "recheck" if number == 4 else "drawn",
        "round": 7,
        "day": "2026-11-24",
        "is_apart": number == 3,
        "site": _site(number),
        "check_points": [int(key) for key in POINTS],
        "answers": [],
        "recheck": CLOSED if number == 4 else None,
        "open_cases": [{"id": 3, "number": "2026-0003", "description": "路灯不亮", "due_at": None, "distance": 80}],
        "reserve": [{"rank": 1, "site": _site(5), "check_points": [1, 2]}] if number == 2 else [],
    }


@dataclass
class Server:
    """Answers what the page asks. `person` is who is signed in (None: signed out)."""

    person: tuple[int, str] | None = (1, "苏晴")
    is_revoked: bool = False
    hours: int = 36
    stops: int = 4
    refuses: Callable[[dict[str, Any]], tuple[int, dict[str, Any]] | None] = lambda record: None
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    partial: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    scans: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused_signs: dict[str, str] = field(default_factory=dict)
    fails: Callable[[str], bool] = lambda address: False

    def attach(self, context: Any) -> None:
        for pattern in ("**/field/*.json*", "**/field/submissions/**", "**/field/uploads/**", "**/field/scans/"):
            context.route(pattern, self.answer)

    def answer(self, route: Any) -> None:
        if self.fails(route.request.url):
            route.fulfill(status=500, body="down")
            return
        status, content = self._answered(route.request)
        route.fulfill(status=status, json=content)

    def _answered(self, request: Any) -> tuple[int, dict[str, Any]]:
        if self.person is None:
            return 401, {"code": "signed_out"}
        address = request.url.split("/field/")[1]
        if address == "session.json":
            who = {"id": self.person[0], "name": self.person[1]}
            return 200, {"person": who, "csrf": "x", "server_time": "", "language": "zh-hans"}
        if self.is_revoked:
            return 403, {"code": "device_revoked"}
        if address == "devices.json":
            return 200, {"device": {"is_revoked": False}}
        if address == "packet.json":
            return 200, packet(self.person, self.stops, self.hours)
        if address.startswith("sites.json"):
            site = {**_site(6), "check_points": [int(key) for key in POINTS]}
            return 200, {"sites": [site], "check_points": packet(self.person)["check_points"]}
        if address == "scans/":
            return 200, {"results": [self._scanned(one) for one in json.loads(request.post_data)["scans"]]}
        if address == "submissions/":
            return self._submitted(json.loads(request.post_data))
        if address.startswith("submissions/"):
            return self._receipt(address.split("/")[1])
        return self._uploaded(request, address.split("/")[1])

    def _submitted(self, record: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if refused := self.refuses(record):
            return refused
        record.pop("sent_at")
        known = self.records.setdefault(record["id"], record)
        status, receipt = self._receipt(record["id"])
        return (status, receipt) if known == record else (409, {**receipt, "state": "conflict"})

    def _scanned(self, scan: dict[str, Any]) -> dict[str, Any]:
        if message := self.refused_signs.get(scan["sign"]):
            return {"id": scan["id"], "state": "refused", "code": "not_on", "message": message}
        assert self.scans.setdefault(scan["id"], scan) == scan
        return {"id": scan["id"], "state": "applied", "code": "", "message": ""}

    def _receipt(self, uid: str) -> tuple[int, dict[str, Any]]:
        if uid not in self.records:
            return 404, {"code": "not_found"}
        record = self.records[uid]
        again = [record["recheck"]] if record["recheck"] else []
        holders = (*record["observations"], *record["findings"], *again)
        named = [photo["sha256"] for one in holders for photo in one["photos"]]
        missing = [sha256 for sha256 in dict.fromkeys(named) if sha256 not in self.photos]
        return 200, {"receipt": uid, "id": uid, "state": "waiting" if missing else "applied", "missing": missing}

    def _uploaded(self, request: Any, sha256: str) -> tuple[int, dict[str, Any]]:
        if not sha256:
            given = json.loads(request.post_data)
            sha256 = given["sha256"]
            self.partial.setdefault(sha256, (given["size"], b""))
        size, before = self.partial[sha256]
        if request.method == "PATCH":
            assert int(request.headers["upload-offset"]) == len(before)
            before += request.post_data_buffer
            self.partial[sha256] = (size, before)
        if len(before) == size and sha256 not in self.photos:
            assert hashlib.sha256(before).hexdigest() == sha256
            self.photos[sha256] = before
        return 200, {"sha256": sha256, "offset": len(before), "size": size, "is_complete": len(before) == size}

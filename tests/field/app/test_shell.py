"""What the phone installs: the shell, its words in three languages, the worker, and browsers that cannot."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from chuangcheng.field import shell
from chuangcheng.field.texts import texts

SOURCES = Path(__file__).resolve().parents[3] / "frontend" / "src" / "field"
WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.30"
PATTERNS = {
    "verdict": ("pass", "fail", "not_applicable", "not_observed"),
    "card": ("pass", "fail", "exception"),
    "kind": ("drawn", "reserve", "recheck", "free", "calibration"),
    "state": ("draft", "ready", "sent", "conflict", "stuck", "aside"),
    "lacks": ("verdict", "number", "photo", "corrected_photo"),
    "severity": ("1", "2", "3"),
    "given_up": ("refused", "not_at_home", "not_able", "no_dwelling"),
    "reason": ("closed", "not_found", "gone", "no_entry"),
    "view": ("stops", "map", "patrol"),
    "outcome": ("kept", "relapsed", "not_seen"),
    "error": ("network", "server", "photo_lost", "refused", "conflict", "unexpected"),
    "file": ("not_ours", "wrong_owner", "broken", "known"),
}


def _said() -> set[str]:
    source = "\n".join(path.read_text() for path in SOURCES.rglob("*.ts"))
    plain = set(re.findall(r"\bsay\(\s*\"(\w+)\"", source)) | set(re.findall(r"\badd\(\"(\w+)\"", source))
    counted = set(re.findall(r"sayCount\(\"(\w+)\"", source))
    built = {f"{name}_{end}" for name in re.findall(r"say\(`(\w+)_\$\{", source) for end in PATTERNS[name]}
    return plain | counted | {f"{name}_one" for name in counted} | built


def test_every_word_of_the_app_exists_in_three_languages() -> None:
    said = _said()
    assert len(said) > 120
    for language, words in texts().items():
        assert not said - set(words), language
    assert not re.search(r"[\u4e00-\u9fff]", "".join(texts()["en"].values()))
    source = "".join(path.read_text() for path in SOURCES.rglob("*.ts"))
    assert set(re.findall(r"[\u4e00-\u9fff]+", source)) <= {"简体中文", "繁體中文"}, "languages alone name themselves"


def test_the_shell_knows_nobody(client: Client) -> None:
    page = client.get("/field/app/")
    assert page.status_code == 200 and "sessionid" not in page.cookies and "csrftoken" not in page.cookies
    manifest = client.get("/field/manifest.webmanifest").json()
    assert manifest["start_url"] == "/field/app/" and manifest["scope"] == "/field/"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_the_worker_is_renewed_when_anything_changes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/field/sw.js").headers["Service-Worker-Allowed"] == "/", "it stands over the signs, too"
    first, rest = client.get("/field/sw.js").content.decode().split("\n", 1)
    setup = json.loads(first.removeprefix("self.FIELD = ").removesuffix(";"))
    assert (
        setup["shell"] == "/field/app/"
        and setup["signs"] == "/s/"
        and "/static/built/field.js" in setup["files"]
        and len(rest) > 200
    )
    shell.version.cache_clear()
    monkeypatch.setattr(shell, "texts", lambda: {"zh-hans": {"app": "改了一个词"}})
    changed = client.get("/field/sw.js").content.decode()
    shell.version.cache_clear()
    assert setup["version"] not in changed


def test_chat_browsers_are_told_how_to_open_the_real_one(
    open_page: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    page = open_page("phone", user_agent=WECHAT)
    page.context.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto("/field/app/")
    page.get_by_text("在浏览器中打开").wait_for()
    assert "/field/app/" in page.locator(".unable-address").inner_text()
    axe(page)

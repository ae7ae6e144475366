"""A hand that holds the phone: what an inspector does, said in the inspector's words."""

import io
from pathlib import Path
from typing import Any

from PIL import Image

ONLY_HERE = "#field-banner .strip >> nth=0"
WATCH_CONNECTIONS = """
  const open = IDBFactory.prototype.open;
  window.connections = [];
  IDBFactory.prototype.open = function (...given) {
    const request = open.apply(this, given);
    request.addEventListener("success", () => window.connections.push(request.result));
    return request;
  };
"""


def picture(colour: str, size: tuple[int, int] = (640, 480), exif: Any = None) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG", **({"exif": exif} if exif else {}))
    return content.getvalue()


class Hand:
    """One phone in one hand."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.page = page
        self.folder = folder

    def open(self, where: str = "") -> None:
        self.page.goto(f"/field/app/{where}")
        self.page.wait_for_selector("#field-banner .strip, #field-content .btn")

    def go(self, where: str) -> None:
        self.page.evaluate("where => { location.hash = where }", where)

    def begin(self, stop: str) -> None:
        self.go("#/")
        self.page.locator(".stop-card", has_text=stop).first.click()
        self.page.get_by_role("button", name="开始考察").click()
        self.page.wait_for_selector(".answered")

    def reopen(self, stop: str) -> None:
        self.go("#/")
        self.page.locator(".stop-card", has_text=stop).first.click()
        self.page.wait_for_selector(".answered")

    def ask(self, text: str) -> None:
        self.page.locator("a.check-text", has_text=text).first.click()
        self.page.get_by_role("heading", name=text).wait_for()

    def say(self, verdict: str) -> None:
        self.page.locator(f"label.verdict-{verdict}").click()
        self.page.wait_for_selector("#field-note")

    def photograph(self, colour: str, kind: str = "found", source: str = "camera", content: bytes = b"") -> None:
        file = self.folder / f"{colour}.jpg"
        file.write_bytes(content or picture(colour))
        box = self.page.locator(f".photo-box[data-kind={kind}]")
        before = box.locator(".photo-tiles li").count()
        box.locator(f"input[data-source={source}]").set_input_files(str(file))
        box.locator(".photo-tiles li img[src]").nth(before).wait_for()

    def answer_all(self, colour: str) -> None:
        """The first point not met, with a photo; the second met; the third counted."""
        self.ask("地面无积水")
        self.say("fail")
        self.photograph(colour)
        self.page.fill("#field-note", f"积水{colour}")
        self.next("扶手")
        self.say("pass")
        self.next("单车")
        self.say("pass")
        self.page.fill("#field-number", "3")

    def next(self, text: str) -> None:
        self.page.get_by_role("button", name="下一项").click()
        self.page.get_by_role("heading", name=text).wait_for()

    def finish(self) -> None:
        self.next("结束")
        self.page.get_by_role("button", name="结束考察").click()
        self.page.wait_for_selector(".stop-card")

    def visit(self, stop: str, colour: str) -> None:
        self.begin(stop)
        self.answer_all(colour)
        self.finish()

    def banner(self, text: str) -> None:
        self.page.locator("#field-banner", has_text=text).wait_for()

    def record(self, stop: str) -> Any:
        """The record's box on the screen of this phone."""
        self.go("#/phone")
        box = self.page.locator(".record-box", has_text=stop)
        box.wait_for()
        return box

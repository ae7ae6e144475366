"""A sign in the street leads to its stop: photographed in the app, typed, chosen, or scanned by the phone's camera."""

import io
from pathlib import Path
from typing import Any

import pytest
import qrcode
from PIL import Image, ImageFilter

from tests.field.app.hand import Hand, picture
from tests.field.app.server import STOP_SIGN

ADDRESS = f"https://chuangcheng.example/s/{STOP_SIGN}/"


# Both programs must stand: the one over signs leads into the app, the one over the app has its files.
UNTIL_ACTIVE = """async () => {
  const stateOf = async (scope) => (await navigator.serviceWorker.getRegistration(scope))?.active?.state;
  const isActive = async (scope) => (await stateOf(scope)) === "activated";
  while (!(await isActive("/s/") && await isActive("/field/app/"))) await new Promise((done) => setTimeout(done, 50));
}"""


def scene(text: str, turned: float) -> bytes:
    """A photo of 12 megapixels on which a sign hangs, a little turned and out of focus."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, box_size=20, border=4)
    code.add_data(text)
    sign = code.make_image().get_image().convert("RGB").rotate(turned, expand=True, fillcolor=(120, 130, 125))
    photo = Image.new("RGB", (4000, 3000), (120, 130, 125))
    photo.paste(sign, (1500, 900))
    content = io.BytesIO()
    photo.filter(ImageFilter.GaussianBlur(2)).save(content, "JPEG", quality=70)
    return content.getvalue()


def photograph(hand: Hand, content: bytes, folder: Path) -> None:
    file = folder / "sign.jpg"
    file.write_bytes(content)
    hand.page.locator("input[type=file]").set_input_files(str(file))


@pytest.mark.parametrize("turned", [0, 12, 90])
def test_a_photo_of_a_sign_leads_to_its_stop_without_a_network(hand: Hand, tmp_path: Path, turned: float) -> None:
    hand.page.wait_for_function("navigator.serviceWorker.controller !== null || navigator.serviceWorker.ready")
    hand.page.get_by_role("link", name="扫描点位标牌").click()
    assert hand.page.evaluate("typeof BarcodeDetector") == "undefined", "the reader of our own is what is tested"
    hand.page.reload()
    hand.page.context.set_offline(True)
    photograph(hand, scene(ADDRESS, turned), tmp_path)
    hand.page.get_by_role("heading", name="新华南路市场").wait_for()
    assert "#/stop/v101" in hand.page.url


def test_a_photo_without_a_code_says_so_and_the_place_can_be_chosen(hand: Hand, tmp_path: Path, axe: Any) -> None:
    hand.go("#/sign")
    photograph(hand, picture("white"), tmp_path)
    hand.page.get_by_text("照片中没有找到二维码").wait_for()
    axe(hand.page)
    hand.page.fill("#field-sign", STOP_SIGN)
    hand.page.get_by_role("button", name="打开").click()
    hand.page.get_by_role("heading", name="新华南路市场").wait_for()
    hand.go("#/sign")
    hand.page.get_by_role("link", name="雄关广场").click()
    hand.page.get_by_role("heading", name="雄关广场").wait_for()


def test_a_sign_scanned_by_the_camera_of_the_phone_leads_into_the_app(hand: Hand) -> None:
    hand.page.evaluate(UNTIL_ACTIVE)
    hand.page.reload()
    hand.page.wait_for_function("navigator.serviceWorker.controller !== null")
    hand.page.context.set_offline(True)
    hand.page.goto(f"/s/{STOP_SIGN}/")
    hand.page.get_by_role("heading", name="新华南路市场").wait_for()
    assert "/field/app/#/stop/v101" in hand.page.url
    hand.page.context.set_offline(False)
    answer = hand.page.goto(f"/s/{STOP_SIGN}/")
    assert answer.status == 404, "with a network the page of the sign comes from the server (which knows no such sign)"

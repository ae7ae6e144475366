"""One photo sent again in disguise, and the same wall photographed twice: what the comparison says of each."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.attacks import ATTACKS, kind_of
from benchmarks.pen import Picture
from benchmarks.scenes import place, view
from chuangcheng.evidence.comparing.frames import Frame, frame_of, open_frame
from chuangcheng.evidence.comparing.geometry import fit
from chuangcheng.evidence.comparing.judging import judge
from chuangcheng.evidence.comparing.stored import unpacked
from chuangcheng.evidence.comparing.words import features, shrunk
from chuangcheng.evidence.rules import Hostile

SHARED = Path(os.environ.get("CHUANGCHENG_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
PHOTOS = SHARED / "data" / "photos"


@cache
def ground(name: str) -> Picture:
    return place(name, 1000)


@cache
def photo(of: str, take: int = 0) -> Picture:
    """A photo of a place of ours; another take is another visit."""
    return view(ground(of), f"{of}-{take}", 640)


def framed(picture: Picture) -> Frame:
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    return frame_of(shrunk(grey, 640) if max(grey.shape) > 640 else grey, (grey.shape[1], grey.shape[0]))


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_photo_in_disguise_is_known_again(attack: str) -> None:
    earlier = framed(photo("market"))
    later = framed(ATTACKS[attack](photo("market")))
    found = judge(earlier, later)
    assert (found.is_reused, found.kind, found.is_same_place) == (True, kind_of(attack), True)
    assert found.score > 0.92
    asked, stored = features(later.photo, 60), features(earlier.photo)
    if found.kind == "mirrored":
        asked = asked.mirrored()
    assert len(set(asked.probes()) & set(stored.words())) >= 2, "the index would bring it up"
    assert fit(asked.rows, unpacked(stored.packed())).count >= 4


@pytest.mark.parametrize("of", ["market", "school gate", "xinhua south road"])
def test_the_same_wall_on_another_day_is_the_same_place_and_another_photo(of: str) -> None:
    for take in (1, 2, 3):
        found = judge(framed(photo(of)), framed(photo(of, take)))
        assert (found.kind, found.is_reused, found.is_same_place) == ("different", False, True)


def test_two_places_have_nothing_in_common() -> None:
    for other in ("school gate", "xinhua south road", "station"):
        found = judge(framed(photo("market")), framed(photo(other, 5)))
        assert (found.is_reused, found.is_same_place) == (False, False)


def test_a_plain_picture_proves_nothing() -> None:
    """Two grey walls are not one photo: there is nothing on them to go by."""
    plain = frame_of(np.full((300, 400), 128, np.uint8))
    assert not judge(plain, frame_of(np.full((300, 400), 130, np.uint8))).is_reused
    assert len(features(plain.photo).rows) == 0
    assert features(plain.photo).probes() == []


def test_the_mirrored_features_are_those_of_the_mirror() -> None:
    """Codes in a mirror are computed, not looked for: nearly all are what a second look finds."""
    picture = framed(photo("station")).photo
    computed = features(picture).mirrored()
    seen = features(np.ascontiguousarray(picture[:, ::-1]))
    assert len(set(computed.words()) & set(seen.words())) > 0.5 * len(seen.words())
    assert fit(computed.rows, seen.rows).count >= 20


def test_surroundings_are_taken_off_and_nothing_else() -> None:
    shot = framed(ATTACKS["screenshot 2"](photo("market")))
    assert shot.is_trimmed
    ratio = shot.photo.shape[1] / shot.photo.shape[0]
    assert abs(ratio - 4 / 3) < 0.05
    assert not framed(photo("market")).is_trimmed


@pytest.mark.parametrize("content", [b"", b"no picture", b"%PDF-1.4 %%EOF", b"\xff\xd8\xff\xe0 cut off"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Hostile):
        open_frame(content)


def compared(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """`chuangcheng evidence compare` in an empty folder, without any setting."""
    command = [sys.executable, "-m", "chuangcheng.config.command", "evidence", "compare", *map(str, arguments)]
    variables = {"PATH": os.environ["PATH"], **{k: v for k, v in os.environ.items() if k == "PYTHONPATH"}}
    return subprocess.run(command, env=variables, cwd=folder, capture_output=True, text=True, check=False)


def test_the_command_answers_in_json(tmp_path: Path) -> None:
    a, b = tmp_path / "a.jpg", tmp_path / "b.png"
    cv2.imwrite(str(a), photo("market"))
    cv2.imwrite(str(b), ATTACKS["cropped 80% centre"](photo("market")))
    before = sorted(tmp_path.iterdir())
    done = compared(tmp_path, a, b)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert (answer["reused"], answer["kind"], answer["same_place"]) == (True, "cropped", True)
    assert 0.9 < answer["score"] <= 1
    assert sorted(tmp_path.iterdir()) == before, "nothing is made in passing"
    same = json.loads(compared(tmp_path, a, a).stdout)
    assert same == {"reused": True, "kind": "exact", "same_place": True, "score": 1.0}


def test_the_command_says_plainly_what_is_no_picture(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.jpg", tmp_path / "notes.txt"
    cv2.imwrite(str(good), photo("market"))
    bad.write_text("rubbish")
    for arguments in ((good, bad), (bad, good), (good, tmp_path / "missing.jpg")):
        done = compared(tmp_path, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(not PHOTOS.exists(), reason="the shared photographs are not here")
class TestPhotographs:
    """The photographs that the project shares: good, broken and hostile ones."""

    def frame(self, name: str) -> Frame:
        return open_frame((PHOTOS / name).read_bytes())

    @pytest.mark.parametrize("name", ["broken.png", "broken_data_stream.png", "truncated_jpeg.jpg"])
    def test_damaged_ones_are_refused(self, name: str) -> None:
        with pytest.raises(Hostile) as refused:
            self.frame(name)
        assert refused.value.code == "broken"

    def test_the_bomb_is_not_opened(self) -> None:
        with pytest.raises(Hostile) as refused:
            self.frame("decompression_bomb.gif")
        assert refused.value.code == "kind_gif"

    def test_the_way_up_is_no_disguise(self) -> None:
        """The same photo stored lying and standing, with the camera's note of which way is up."""
        for name in ("orientation__portrait_3.jpg", "orientation__portrait_6.jpg", "orientation__portrait_8.jpg"):
            assert judge(self.frame("orientation__portrait_1.jpg"), self.frame(name)).is_reused

    def test_five_walks_in_one_town_are_five_photos(self) -> None:
        frames = [self.frame(f"gps__DSCN{number}.jpg") for number in ("0010", "0012", "0021", "0025", "0027")]
        for index, earlier in enumerate(frames):
            for later in frames[index + 1 :]:
                assert not judge(earlier, later).is_reused

    @pytest.mark.parametrize("attack", ["recompressed q30", "cropped 80% bottom right", "screenshot 1", "mirrored"])
    def test_photographs_in_disguise_are_known_again(self, attack: str) -> None:
        for name in ("gps__DSCN0010.jpg", "gps__DSCN0025.jpg", "orientation__landscape_1.jpg"):
            picture = np.asarray(cv2.imread(str(PHOTOS / name)), np.uint8)
            found = judge(framed(picture), framed(ATTACKS[attack](picture)))
            assert (found.kind, found.is_reused) == (kind_of(attack), True)

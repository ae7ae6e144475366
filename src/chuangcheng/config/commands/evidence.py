"""`chuangcheng evidence compare A B`: do two pictures come from one photo? Needs no database and no settings."""

import argparse
import json
import sys
import warnings
from pathlib import Path

from chuangcheng.evidence.rules import Hostile

MOST_BYTES = 200 * 1024 * 1024
REASONS = {
    "empty": "the file is empty",
    "too_large": "the file is larger than 200 MB",
    "broken": "the picture is damaged or not complete",
    "too_many_pixels": "the picture has more than 50 million pixels",
    "kind_heic": "pictures in HEIC or AVIF cannot be read",
    "kind_gif": "GIF pictures cannot be read",
}


def configure(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    summary = "prints as JSON whether B was made from A, how, and whether both show one place"
    compare = deeds.add_parser("compare", help=summary, description=summary)
    compare.add_argument("earlier", type=Path, metavar="A", help="the earlier picture: JPEG, PNG or WebP")
    compare.add_argument("later", type=Path, metavar="B", help="the later picture")


def run(arguments: argparse.Namespace) -> int:
    """Exit status 0 with an answer, whatever it is; 2 for what is no picture."""
    # Here and not above: `--help` need not wait for OpenCV.
    from chuangcheng.evidence.comparing.frames import open_frame
    from chuangcheng.evidence.comparing.judging import judge
    from chuangcheng.evidence.comparing.stored import EXACT

    # Broken metadata says nothing about the pixels.
    warnings.simplefilter("ignore", UserWarning)
    contents, frames = [], []
    for path in (arguments.earlier, arguments.later):
        try:
            contents.append(_read(path))
            frames.append(open_frame(contents[-1]))
        except OSError as error:
            print(f"chuangcheng evidence compare: cannot open {path}: {error.strerror}", file=sys.stderr)
            return 2
        except Hostile as hostile:
            reason = REASONS.get(hostile.code, "only JPEG, PNG and WebP pictures can be compared")
            print(f"chuangcheng evidence compare: {path}: {reason}", file=sys.stderr)
            return 2
    found = EXACT if contents[0] == contents[1] else judge(*frames)
    answer = {"reused": found.is_reused, "kind": found.kind, "same_place": found.is_same_place, "score": found.score}
    print(json.dumps(answer))
    return 0


def _read(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise Hostile("too_large")
    return path.read_bytes()

"""Every icon that a template, a menu or a state names is in the sprite: a missing one would be an empty space."""

import re
from pathlib import Path

from chuangcheng.kit.display import TONES

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "chuangcheng"
IN_TAG = re.compile(r"""{%\s*icon\s+["']([\w-]+)["']""")
IN_ARGUMENT = re.compile(r"""icon_name=["']([\w-]+)["']""")
IN_BADGE = re.compile(r"""{%\s*badge\s+\S+\s+["']\w+["']\s+["']([\w-]+)["']""")
IN_MENU = re.compile(r"""Item\("[\w:]+", _\("[^"]+"\), "([\w-]+)\"""")


def _named() -> dict[str, str]:
    found = {icon: "kit/display.py" for _, icon in TONES.values()}
    for path in PACKAGE.rglob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        for pattern in (IN_TAG, IN_ARGUMENT, IN_BADGE):
            found.update(dict.fromkeys(pattern.findall(text), str(path.relative_to(PACKAGE))))
    menu = PACKAGE / "desk" / "navigation.py"
    found.update(dict.fromkeys(IN_MENU.findall(menu.read_text(encoding="utf-8")), "desk/navigation.py"))
    return found


def test_every_icon_named_is_in_the_sprite() -> None:
    sprite = (PACKAGE / "kit" / "static" / "kit" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = _named()
    assert len(named) > 40, "the patterns find the icons"
    missing = {icon: where for icon, where in named.items() if icon not in drawn}
    assert not missing, missing

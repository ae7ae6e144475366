"""What every page must have, and in which language it must speak."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from babel.messages.pofile import read_po
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from chuangcheng.accounts.queries import Person
from chuangcheng.config.roles import ROLES
from chuangcheng.kit.chinese import to_traditional
from tests.crawl.crawler import Seen
from tests.crawl.reading import own_words
from tests.house.sources import PACKAGE

WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
CODE = re.compile(
    r"\S*\d\S*"  # whatever has a digit in it: numbers of cases and sites, hashes
    r"|…[\w-]{4}$"  # the last characters of a key
    r"|[A-Z]{2,}(?:-[A-Za-z]+)*"  # codes of areas, kinds, posts
    r"|\S+@\S+|https?://\S+|[\w-]+(?:\.[\w-]+)+|[\w.]*_[\w.]*"  # addresses, files, verbs
)
ALLOWED = frozenset(
    "Chrome Ctrl Edge English Geo JavaScript MultiPolygon Polygon Safari Word chuangcheng serve worker "
    "Benjamini Cohen Garwood Gi Gwet Hochberg Krippendorff Yekutieli".split()
)
"""A key, a language, browsers, programs, formats and what they call their shapes, our own command line, and the names
of statisticians and their measures; `Geo` is what the codes leave of GeoJSON."""
WITH_COLUMNS = frozenset(
    (
        "desk:import_edition",
        "desk:import_themes",
        "desk:facility_kind_new",
        "desk:facility_kind_edit",
        "desk:road_import",
    )
)
"""Pages that name the columns of a file or the kinds of a value as a file writes them."""
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def structure(seen: Seen, is_sample: bool = True) -> list[str]:
    """Heading, banner; on staff pages the complaint entry and the filing number."""
    page = seen.page
    if page is None or not page.is_whole:
        return []
    faults = []
    if "h1" not in page.tags:
        faults.append("no h1")
    if is_sample and "sample-banner" not in page.classes:
        faults.append("no sample banner")
    if seen.path.startswith(("/desk/", "/field/", "/account/")) and seen.name != "account_login":
        if not any(link.startswith(reverse("desk:new_complaint")) for link in page.links):
            faults.append("no complaint entry")
        if gettext("App filing number: not entered yet") not in page.text:
            faults.append("no filing number")
    twice = {one for one, times in Counter(page.ids).items() if times > 1}
    return [*faults, *([f"ids given twice: {sorted(twice)[:5]}"] if twice else [])]


def usernames() -> frozenset[str]:
    """Names of accounts and codes of roles are nobody's language."""
    return frozenset(Person.objects.values_list("username", flat=True)) | frozenset(ROLES)


def english_left(seen: Seen, accounts: frozenset[str]) -> Iterator[str]:
    """Runs of text of a Chinese page with English words in them."""
    if seen.page is None or seen.name in WITH_COLUMNS:
        return
    for words in own_words(seen.page):
        text = CODE.sub(" ", " ".join(word for word in words.text.split() if word not in accounts))
        if left := [word for word in WORD.findall(text) if word not in ALLOWED and word not in accounts]:
            yield f"English: {' '.join(left)[:60]!r} in {words.text[:80]!r}"


def chinese_left(seen: Seen) -> Iterator[str]:
    """Runs of text of an English page with Chinese in them that is not marked as Chinese."""
    if seen.page is None:
        return
    for words in own_words(seen.page):
        is_markable = words.tag not in ("option", "title") and not words.is_spoken
        if is_markable and CHINESE.search(words.text) and words.text not in dict(settings.LANGUAGES).values():
            yield f"Chinese: {words.text[:60]!r} in <{words.tag}>"


def simplified_left(seen: Seen, texts: dict[str, str]) -> Iterator[str]:
    """Runs of text of a Traditional page that are an interface text in its Simplified form."""
    if seen.page is None:
        return
    for words in own_words(seen.page):
        if words.text in texts:
            yield f"Simplified: {words.text[:60]!r} instead of {texts[words.text][:60]!r}"


def texts_that_differ() -> dict[str, str]:
    """Simplified interface text -> its Traditional form, where they differ, of all rooms' catalogues."""
    found = {}
    for path in sorted(PACKAGE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po")):
        for message in read_po(BytesIO(path.read_bytes()), locale="zh_Hans"):
            if message.id and isinstance(message.string, str) and to_traditional(message.string) != message.string:
                found[message.string] = to_traditional(message.string)
    return found

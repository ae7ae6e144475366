"""Hot topics of a period: messages that speak of one thing, where (地点) and of whom (人群), how hot, and is it rising.

    heat = sum over people of max over their messages of (1 + log2(1 + votes for + votes against)) * 2^(-age / half)

`age` counts back from the end of the period, `half` is half the period, so that what was said lately is hotter; a
person who writes ten times counts once. The index is the heat over that of the hottest topic, times 100. The change
is the heat over that of the same topic in the period of the same length before it, minus one; None where nobody
spoke of it then.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chuangcheng.participation.triage.grams import counted, folded, vocabulary, weighted

PERIOD_DAYS = 30
ALIKE, ALIKE_WHOLE = 0.25, 0.3
"""From this cosine on a message is of a topic, and two topics are one."""
LEAST = 3
TITLE_TIMES, DETAILS = 2, 150
_PLACE = re.compile(
    r"[\u4e00-\u9fffa-zA-Z0-9]{2,10}(?:小区|街道|社区|大道|广场|公园|花园|中学|小学|学校|学院|大学|医院|市场|新城|路|街|村|镇|苑|湾|府邸|园|城)"
)
_KINDS = ("小区", "街道", "社区", "大道", "广场")
"""A name does not begin with the word for its kind."""
_LEADS = re.compile(r"[A-Z][0-9]*[市区县]|[在的把是我与和及于旁到对从问请]|位于|反映|咨询|投诉|关于")
_PEOPLE = (
    "业主 居民 村民 学生 家长 老人 儿童 孩子 职工 员工 教师 老师 农民工 司机 乘客 商户 租户 市民 残疾人 退休人员 "
    "退役军人 患者 购房者 消费者 群众 游客 环卫工人 骑手 孕妇"
).split()


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its time and votes. `person` is any word that differs from person to person."""

    id: str
    title: str
    at: datetime
    details: str = ""
    votes: int = 0
    against: int = 0
    person: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is spoken of: the title nearest to all of its messages, place, people, days, heat, and its messages."""

    title: str
    place: str
    people: tuple[str, ...]
    first_on: date
    last_on: date
    heat: float
    index: float
    previous_heat: float
    change: float | None
    messages: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """Plain values, days in ISO form."""
        return {**asdict(self), "first_on": self.first_on.isoformat(), "last_on": self.last_on.isoformat()}


def hot_topics(
    messages: Iterable[Message],
    *,
    start: date | None = None,
    until: date | None = None,
    most: int = 10,
    places: Sequence[str] = (),
) -> list[Topic]:
    """The hottest topics of the period, first and last day included, hottest first.

    Without `until` the period ends with the last message, without `start` it is 30 days long. `places`: names that
    the city knows; they go before what looks like one. Topics of fewer than three messages are none.
    """
    every = sorted(messages, key=lambda one: (one.at, one.id))
    if not every:
        return []
    end = until or every[-1].at.date()
    begin = start or end - timedelta(days=PERIOD_DAYS - 1)
    length = (end - begin).days + 1
    if length < 1:
        return []
    before = begin - timedelta(days=length)
    kept = [one for one in every if before <= one.at.date() <= end]
    now = [number for number, one in enumerate(kept) if one.at.date() >= begin]
    found = [
        _topic([kept[number] for number in own], begin, end, length, places) for own in _clusters(kept, now) if own
    ]
    ranked = sorted((one for one in found if one), key=lambda one: (-one.heat, one.title))[:most]
    return [_indexed(one, ranked[0].heat) for one in ranked]


def heat(messages: Iterable[Message], end: date, length: int = PERIOD_DAYS) -> float:
    """The formula above, for messages of a period of so many days up to and including a day."""
    strongest: dict[str, float] = {}
    for one in messages:
        age = max((end - one.at.date()).days, 0)
        weight = (1 + math.log2(1 + one.votes + one.against)) * 0.5 ** (2 * age / length)
        person = one.person or one.id
        strongest[person] = max(strongest.get(person, 0.0), weight)
    return sum(strongest.values())


def _indexed(topic: Topic, hottest: float) -> Topic:
    values = {name: getattr(topic, name) for name in Topic.__slots__}
    return Topic(**{**values, "index": round(100 * topic.heat / hottest, 1)})


def _topic(own: list[Message], begin: date, end: date, length: int, places: Sequence[str]) -> Topic | None:
    current = sorted((one for one in own if one.at.date() >= begin), key=lambda one: (one.at, one.id))
    if len(current) < LEAST:
        return None
    former = heat([one for one in own if one.at.date() < begin], end - timedelta(days=length), length)
    warmth = heat(current, end, length)
    return Topic(
        title=own[0].title,
        place=place_named(current, places),
        people=people_named(current),
        first_on=min(one.at.date() for one in current),
        last_on=max(one.at.date() for one in current),
        heat=round(warmth, 3),
        index=0.0,
        previous_heat=round(former, 3),
        change=round(warmth / former - 1, 3) if former else None,
        messages=tuple(one.id for one in current),
    )


def _clusters(messages: Sequence[Message], now: Sequence[int]) -> list[list[int]]:
    """Numbers of the messages of each topic, the one nearest to the others first. Every message is of one topic.

    The message of the period with the most neighbours takes them all, then the next among what is left: no chain
    can join what has no common centre.
    """
    texts = [f"{one.title} " * TITLE_TIMES + one.details[:DETAILS] for one in messages]
    grams, count = vocabulary(texts, least=2, sizes=(2, 3))
    idf = (np.log((1 + len(texts)) / (1 + count)) + 1).astype(np.float32)
    features = weighted(counted(texts, grams, (2, 3)), idf)
    near = (features @ features.T).tocsr()
    neighbours = {number: _above(near[number]) for number in now}
    order = sorted(now, key=lambda number: (-len(neighbours[number]), number))
    taken: set[int] = set()
    found = []
    for centre in order:
        own = [int(other) for other in neighbours[centre] if int(other) not in taken]
        if centre not in taken and own:
            taken.update(own)
            found.append([centre, *(other for other in own if other != centre)])
    return _joined(features, found)


def _joined(features: Any, clusters: list[list[int]]) -> list[list[int]]:
    """Topics whose middles are near each other are one: the larger takes the smaller."""
    ranked = sorted((own for own in clusters if len(own) > 1), key=lambda own: (-len(own), own[0]))
    if not ranked:
        return []
    middles = np.vstack([np.asarray(features[own].sum(axis=0)).ravel() for own in ranked])
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    near = middles @ middles.T >= ALIKE_WHOLE
    found: dict[int, list[int]] = {}
    for number, own in enumerate(ranked):
        host = next((other for other in found if near[other, number]), None)
        if host is None:
            found[number] = list(own)
        else:
            found[host] += own
    return list(found.values())


def _above(row: Any) -> NDArray[np.int64]:
    return np.asarray(row.indices[row.data >= ALIKE])


def place_named(messages: Sequence[Message], places: Sequence[str] = ()) -> str:
    """The place that most of the messages name; '' where fewer than a third agree on one."""
    texts = [unicodedata.normalize("NFKC", f"{one.title} {one.details}") for one in messages]
    known = Counter({name: sum(name in text for text in texts) for name in places})
    named = known.most_common(1)
    if named and named[0][1] * 3 >= len(texts):
        return named[0][0]
    ends: Counter[str] = Counter()
    for text in texts:
        whole = {_LEADS.split(word)[-1] for word in _PLACE.findall(text)}
        parts = {word[at:] for word in whole for at in range(len(word) - 2)}
        ends.update(part for part in parts if not part.startswith(_KINDS))
    likely = {word: count * math.log(len(word)) for word, count in ends.items() if count * 3 >= len(texts)}
    return max(sorted(likely), key=lambda word: likely[word], default="")


def people_named(messages: Sequence[Message], most: int = 3) -> tuple[str, ...]:
    """Of whom the messages speak, the most often named first; at least every fifth message must."""
    texts = [f"{one.title} {one.details}" for one in messages]
    counts = Counter({word: sum(word in folded(text) for text in texts) for word in _PEOPLE})
    return tuple(word for word, count in counts.most_common(most) if count * 5 >= len(texts) and count)

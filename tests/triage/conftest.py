"""Messages of two kinds that nobody confuses, made from words that our own tests choose."""

import random
from collections.abc import Callable

import pytest

LIGHT = ["路灯不亮", "灯杆歪斜", "路灯闪烁", "灯罩掉落", "夜间漆黑", "照明故障"]
RUBBISH = ["垃圾未清", "垃圾桶满", "异味难闻", "污水横流", "乱倒垃圾", "果皮箱破损"]
STREETS = ["胜利路", "新华南路", "解放街", "玉泉路", "文化街", "前进巷"]


def messages(count: int, seed: int = 1) -> tuple[list[list[str]], list[str]]:
    chance = random.Random(seed)
    texts, labels = [], []
    for number in range(count):
        words, label = (LIGHT, "照明") if number % 2 else (RUBBISH, "环卫")
        street = chance.choice(STREETS)
        texts.append(
            [f"{street}{chance.choice(words)}", f"{street}{chance.choice(words)}，{chance.choice(words)}，请处理"]
        )
        labels.append(label)
    return texts, labels


@pytest.fixture
def small() -> Callable[..., tuple[list[list[str]], list[str]]]:
    return messages

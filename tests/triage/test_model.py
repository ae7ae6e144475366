"""Learning, the model's file, what it says and why; the labelled messages where they are at hand."""

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chuangcheng.participation.triage import model as models
from chuangcheng.participation.triage.grams import counted, folded, gram, vocabulary
from chuangcheng.participation.triage.measuring import calibration_error, evaluate, honest_split
from chuangcheng.participation.triage.model import BadModel, load, save
from chuangcheng.participation.triage.suggesting import Category, suggest
from chuangcheng.participation.triage.training import CannotTrain, train
from tests.triage.conftest import messages

LABELLED = Path(__file__).resolve().parents[3] / "shared" / "data" / "messages" / "labelled-title-and-detail.csv"
COLUMNS = ("title", "details")


@pytest.fixture(scope="module")
def model() -> models.Model:
    return train(*messages(80), COLUMNS)


def test_widths_cases_digits_and_traditional_forms_are_one() -> None:
    assert folded("違章建築 ＡＢＣ　１２３號") == folded("违章建筑 abc 987号") == "违章建筑 abc 0号"


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_grams_are_counted_as_a_plain_loop_counts_them(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    grams, count = vocabulary(texts, least=1)
    found = counted(texts, grams).toarray()
    for row, text in enumerate(texts):
        plain = folded(text)
        expected: dict[str, int] = {}
        for size in (1, 2, 3):
            for at in range(len(plain) - size + 1):
                expected[plain[at : at + size]] = expected.get(plain[at : at + size], 0) + 1
        assert {gram(int(key)): int(n) for key, n in zip(grams, found[row], strict=True) if n} == expected
    assert (count == (found > 0).sum(axis=0)).all()


def test_new_messages_are_told_apart_with_reasons(model: models.Model) -> None:
    texts, labels = messages(40, seed=9)
    assert evaluate(model, texts, labels)["macro_f1"] == 1.0
    words = [word for word, _weight in model.reasons(["胜利路路灯不亮", "照明故障"], "照明")]
    assert words and all(set(word) & set("路灯不亮照明故障") for word in words)
    assert not any("胜利" in word for word in words)


def test_probabilities_add_up_and_know_nothing_of_nothing(model: models.Model) -> None:
    shares = model.probabilities([["路燈不亮", ""], ["", ""], ["", "x" * 1_000_000]])
    assert np.allclose(shares.sum(axis=1), 1) and np.isfinite(shares).all()
    assert model.predict([["胜利路路燈不亮", ""]]) == ["照明"]


def test_a_model_comes_back_from_its_file(model: models.Model, tmp_path: Path) -> None:
    save(model, tmp_path / "m.npz")
    texts, _labels = messages(10, seed=4)
    back = load(tmp_path / "m.npz")
    assert (back.probabilities(texts) == model.probabilities(texts)).all() and back.classes == ("照明", "环卫")


def changed(path: Path, **arrays: Any) -> None:
    with np.load(path) as archive:
        found = {name: archive[name] for name in archive.files}
    np.savez_compressed(path, **{**found, **arrays})


def test_what_was_changed_or_does_not_fit_is_refused(model: models.Model, tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    save(model, path)
    changed(path, intercepts=model.intercepts + 1)
    with pytest.raises(BadModel, match="hash"):
        load(path)
    save(model, path)
    changed(path, idf=np.array([object()], dtype=object))
    with pytest.raises(BadModel, match="not a model"):
        load(path)
    path.write_bytes(b"no archive")
    with pytest.raises(BadModel, match="not a model"):
        load(path)
    values = {name: getattr(model, name) for name in models.Model.__slots__}
    save(models.Model(**{**values, "coefficients": model.coefficients[:-1]}), path)
    with pytest.raises(BadModel, match="coefficients has the shape"):
        load(path)


def test_too_little_to_learn_from_is_said() -> None:
    texts, labels = messages(20)
    with pytest.raises(CannotTrain, match="one class"):
        train(texts, ["照明"] * 20, COLUMNS)
    with pytest.raises(CannotTrain, match="fewer than 6 messages of: 绿化"):
        train(texts, ["绿化", *labels[1:]], COLUMNS)


def test_keywords_serve_until_there_is_a_model(model: models.Model) -> None:
    categories = [
        Category("B0102", ("照明",), ("路灯", "不亮", "漆黑")),
        Category("B0205", (), ("信号灯", "不亮")),
        Category("B0301", ("环卫",), ("垃圾桶",)),
    ]
    found = suggest("胜利路路燈不亮", categories=categories)
    assert [one.code for one in found] == ["B0102", "B0205"] and not found[0].is_calibrated
    assert 1 > found[0].probability > found[1].probability > 0
    assert [reason.words for reason in found[0].reasons] == ["路灯", "不亮"]
    learnt = suggest("胜利路路燈不亮", model=model, categories=categories)
    assert learnt[0].code == "B0102" and learnt[0].is_calibrated and learnt[0].reasons
    assert suggest(" \u3000", model=model) == suggest("天气很好", categories=categories) == []


def test_calibration_error_is_the_distance_from_the_truth() -> None:
    sure, right = np.full(10, 0.9), np.array([True] * 9 + [False])
    assert calibration_error(sure, right) == pytest.approx(0)
    assert calibration_error(sure, ~right) == pytest.approx(0.8)


def test_what_resembles_each_other_stays_on_one_side() -> None:
    texts = [f"胜利路第{word}盏路灯昨晚不亮请尽快派人处理" for word in "一二三四五六七八九十"] + list(
        "甲乙丙丁戊己庚辛壬癸"
    )
    kept, tested = honest_split(texts, ["a"] * 20, share=0.5)
    family = set(range(10))
    assert family <= set(kept) or family <= set(tested)
    assert sorted(kept + tested) == list(range(20)) and tested


@pytest.mark.skipif(not LABELLED.exists(), reason="the labelled messages are not part of the project")
def test_labelled_messages_reach_what_the_city_was_promised() -> None:
    rows = list(csv.DictReader(io.StringIO(LABELLED.read_text(encoding="utf-8-sig"))))
    texts, labels = [[row["留言主题"], row["留言详情"]] for row in rows], [row["一级标签"] for row in rows]
    kept, tested = honest_split([" ".join(text) for text in texts], labels)
    assert len(tested) > 800
    learnt = train([texts[one] for one in kept], [labels[one] for one in kept], COLUMNS)
    found = evaluate(learnt, [texts[one] for one in tested], [labels[one] for one in tested])
    assert found["macro_f1"] >= 0.92 and found["ece"] < 0.05

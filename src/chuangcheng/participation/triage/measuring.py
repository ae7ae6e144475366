"""How good a model is: accuracy, F1 of each class and their mean, and whether its probabilities are true."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chuangcheng.participation.triage.grams import counted, vocabulary
from chuangcheng.participation.triage.model import Model

BINS = 15


def evaluate(model: Model, texts: Sequence[Sequence[str]], labels: Sequence[str]) -> dict[str, Any]:
    """`accuracy`, `macro_f1` (mean over all classes that are in the labels or were said), `classes` (precision,
    recall, F1, support of each), `ece` (expected calibration error, 15 bins of equal width)."""
    probabilities = model.probabilities(texts)
    said = np.array(model.classes)[probabilities.argmax(axis=1)]
    found = compared(said.tolist(), labels)
    ece = calibration_error(probabilities.max(axis=1), said == np.array(labels))
    return {**found, "ece": round(ece, 4), "messages": len(labels)}


def compared(said: Sequence[str], labels: Sequence[str]) -> dict[str, Any]:
    """`accuracy`, `macro_f1` and `classes` of what was said ('' where nothing was) against what is true."""
    given, truth = np.array(said), np.array(labels)
    names = sorted({*labels, *said} - {""})
    classes = {name: of_class(truth == name, given == name) for name in names}
    return {
        "accuracy": round(float((given == truth).mean()), 4),
        "macro_f1": round(float(np.mean([one["f1"] for one in classes.values()])), 4),
        "classes": classes,
    }


def of_class(is_true: NDArray[np.bool_], is_said: NDArray[np.bool_]) -> dict[str, float]:
    """Precision, recall and F1 of one class; 0 where nothing was said or there was nothing."""
    both = int((is_true & is_said).sum())
    precision = both / max(int(is_said.sum()), 1)
    recall = both / max(int(is_true.sum()), 1)
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "support": int(is_true.sum()),
    }


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = BINS) -> float:
    """Mean distance between what was said and how often it was right, weighed by how many (Naeini et al. 2015)."""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    total = 0.0
    for one in np.unique(place):
        own = place == one
        total += float(own.mean()) * abs(float(confidence[own].mean()) - float(right[own].mean()))
    return total


def honest_split(
    texts: Sequence[str], labels: Sequence[str], *, share: float = 0.2, alike: float = 0.6, seed: int = 1
) -> tuple[list[int], list[int]]:
    """Numbers of the messages to train on and to test on, about `share` of every class; whatever resembles another
    (Jaccard of character trigrams at least `alike`) stays on the same side as it, so that nothing is tested that
    was all but seen."""
    group = _families(texts, alike)
    order = np.random.default_rng(seed).permutation(len(texts))
    wanted = {label: share * list(labels).count(label) for label in set(labels)}
    families: dict[int, list[int]] = {}
    for number in order:
        families.setdefault(int(group[number]), []).append(int(number))
    tested: list[int] = []
    for members in families.values():
        label = labels[members[0]]
        if wanted[label] >= len(members):
            wanted[label] -= len(members)
            tested += members
    kept = set(range(len(texts))) - set(tested)
    return sorted(kept), sorted(tested)


def _families(texts: Sequence[str], alike: float) -> NDArray[np.int64]:
    """The number of the family of each text: texts that resemble each other, and those that resemble these."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    grams, _count = vocabulary(texts, least=2, sizes=(3,))
    has = counted(texts, grams, (3,))
    has.data[:] = 1
    sizes = np.asarray(has.sum(axis=1)).ravel()
    shared = (has @ has.T).tocoo()
    union = sizes[shared.row] + sizes[shared.col] - shared.data
    near = shared.data >= alike * np.maximum(union, 1)
    pairs = csr_matrix((np.ones(near.sum()), (shared.row[near], shared.col[near])), shape=(len(texts), len(texts)))
    return np.asarray(connected_components(pairs, directed=False)[1])

"""Training on a city's own closed reports (scikit-learn).

Log-count ratios times a linear support vector machine, one class against the rest (Wang and Manning 2012, "Baselines
and Bigrams"), over TF-IDF of character n-grams, each text column by itself; then probabilities by a multinomial
regression on scores that the machine gave to messages it had not seen (Platt 1999, for several classes).
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from chuangcheng.participation.triage.grams import counted, vocabulary, weighted
from chuangcheng.participation.triage.model import Floats, Model

LEAST_TEXTS = 2
"""A gram that stands in one message alone says nothing about the next."""
LEAST_OF_CLASS = 6
MOST_CLASSES = 400
FOLDS = 3
FIRST_WEIGHT = 0.8
"""A title is short: every gram of it weighs more than one of the details, so the column as a whole weighs less."""
SMOOTHING, DAMPING, COST = 0.1, 0.5, 1.0


class CannotTrain(Exception):
    """Too little to learn from; the message says what."""


def train(texts: Sequence[Sequence[str]], labels: Sequence[str], columns: Sequence[str], *, seed: int = 1) -> Model:
    """A model from messages (one text per column) and their classes.

    Raises CannotTrain: fewer than two classes, or a class with fewer than six messages.
    """
    classes = _classes(labels)
    truth = np.array([classes.index(label) for label in labels])
    weights = tuple(FIRST_WEIGHT if number < len(columns) - 1 else 1.0 for number in range(len(columns)))
    grams, idfs, parts = [], [], []
    for number, weight in enumerate(weights):
        column = [text[number] for text in texts]
        own, count = vocabulary(column, least=LEAST_TEXTS)
        idf = (np.log((1 + len(texts)) / (1 + count)) + 1).astype(np.float32)
        parts.append(weighted(counted(column, own), idf) * weight)
        grams.append(own)
        idfs.append(idf)
    features = sparse.hstack(parts, format="csr", dtype=np.float32)
    if not features.shape[1]:
        raise CannotTrain("no two messages share a word")
    calibration = _calibrated(features, truth, len(classes), seed)
    coefficients, intercepts = _fitted(features, truth, len(classes), seed)
    starts = np.cumsum([0, *map(len, grams)]).astype(np.int64)
    all_grams, all_idf = np.concatenate(grams), np.concatenate(idfs)
    return Model(classes, tuple(columns), weights, all_grams, all_idf, starts, coefficients, intercepts, calibration)


def _classes(labels: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(labels)
    if len(counts) < 2:
        raise CannotTrain("all messages are of one class")
    if len(counts) > MOST_CLASSES:
        raise CannotTrain(f"{len(counts)} classes are more than {MOST_CLASSES}: is this the right label column?")
    few = sorted(label for label, count in counts.items() if count < LEAST_OF_CLASS)
    if few:
        raise CannotTrain(f"fewer than {LEAST_OF_CLASS} messages of: {', '.join(few[:20])}")
    return tuple(sorted(counts))


def _fitted(features: Any, truth: NDArray[np.int64], many: int, seed: int) -> tuple[Floats, Floats]:
    """Coefficients (grams × classes, the log-count ratios multiplied in) and intercepts of every class."""
    coefficients = np.zeros((features.shape[1], many), dtype=np.float32)
    intercepts = np.zeros(many, dtype=np.float32)
    for one in range(many):
        is_own = truth == one
        ratio = np.abs(np.log(_share(features[is_own]) / _share(features[~is_own]))) ** DAMPING
        machine = LinearSVC(C=COST, class_weight="balanced", random_state=seed)
        machine.fit(features @ sparse.diags(ratio), is_own)
        coefficients[:, one] = machine.coef_[0] * ratio
        intercepts[one] = machine.intercept_[0]
    return coefficients, intercepts


def _share(features: Any) -> NDArray[np.float64]:
    counts = np.asarray(features.sum(axis=0), dtype=np.float64).ravel() + SMOOTHING
    return np.asarray(counts / counts.sum())


def _calibrated(features: Any, truth: NDArray[np.int64], many: int, seed: int) -> Floats:
    """From scores to log-odds, learnt on messages that were left out when the scores were made."""
    scores = np.zeros((features.shape[0], many))
    for rest, left_out in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(scores, truth):
        coefficients, intercepts = _fitted(features[rest], truth[rest], many, seed)
        scores[left_out] = features[left_out] @ coefficients + intercepts
    regression = LogisticRegression(C=10.0, max_iter=1000).fit(scores, truth)
    found = np.vstack([regression.coef_.T, regression.intercept_])
    if many == 2:  # one row of coefficients speaks for the second class against the first
        found = np.hstack([np.zeros_like(found), found])
    return np.asarray(found, dtype=np.float32)

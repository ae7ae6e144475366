"""A trained model: its one file, what it says of a message, and which words speak for that.

The file is a NumPy archive of plain arrays with a JSON header in it and a SHA-256 over all of it; nothing is ever
unpickled, and what does not fit together is refused before it is used.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chuangcheng.participation.triage.grams import Keys, counted, gram, weighted

FORM = 1
MOST_BYTES = 512 * 1024 * 1024
AT_ONCE = 1000
ARRAYS = {"grams": "uint64", "idf": "float32", "starts": "int64", "coefficients": "float32", "intercepts": "float32"}
ARRAYS |= {"calibration": "float32"}
Floats = NDArray[np.float32]


class BadModel(Exception):
    """The file is no model of ours, or not whole; the message says why."""


@dataclass(frozen=True, slots=True)
class Model:
    """`grams` and `idf` of one text column after the other, beginning at `starts` (columns + 1 of them).

    `coefficients`: grams × classes; `intercepts`: classes; `calibration`: (classes + 1) × classes, scores and a one to
    log-odds, fitted to messages that the scores had not seen. `weights`: how much each column counts.
    """

    classes: tuple[str, ...]
    columns: tuple[str, ...]
    weights: tuple[float, ...]
    grams: Keys
    idf: Floats
    starts: NDArray[np.int64]
    coefficients: Floats
    intercepts: Floats
    calibration: Floats

    def features(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """Messages × grams. A message is one text per column; blank ones and missing first ones are allowed."""
        parts = []
        for number, weight in enumerate(self.weights):
            own = slice(int(self.starts[number]), int(self.starts[number + 1]))
            counts = counted([text[number] for text in texts], self.grams[own])
            parts.append(weighted(counts, self.idf[own]) * weight)
        return sparse.hstack(parts, format="csr", dtype=np.float32)

    def probabilities(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """Messages × classes, calibrated; rows add up to one."""
        found = [self._of(self.features(texts[at : at + AT_ONCE])) for at in range(0, len(texts), AT_ONCE)]
        return np.concatenate(found) if found else np.zeros((0, len(self.classes)))

    def _of(self, features: sparse.csr_matrix) -> NDArray[np.float64]:
        scores = np.asarray(features @ self.coefficients) + self.intercepts
        return softmax(scores @ self.calibration[:-1] + self.calibration[-1])

    def predict(self, texts: Sequence[Sequence[str]]) -> list[str]:
        """The most probable class of each message."""
        return [self.classes[index] for index in self.probabilities(texts).argmax(axis=1)]

    def reasons(self, text: Sequence[str], label: str, *, most: int = 5) -> list[tuple[str, float]]:
        """The grams of two or three characters that speak most for a class against the others, and how much."""
        features = self.features([text])
        own = self.classes.index(label)
        rows = self.coefficients[features.indices]
        speaks = features.data * (rows[:, own] - rows.mean(axis=1))
        found: list[tuple[str, float]] = []
        for place in np.argsort(-speaks):
            word = gram(int(self.grams[features.indices[place]])).strip()
            if speaks[place] <= 0 or len(found) == most:
                break
            if len(word) > 1 and word.isalnum() and not any(word in old or old in word for old, _much in found):
                found.append((word, round(float(speaks[place]), 4)))
        return found


def softmax(scores: NDArray[Any]) -> NDArray[np.float64]:
    """Row by row: positive numbers that add up to one."""
    raised = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def save(model: Model, target: Path | IO[bytes]) -> None:
    """Write the one file, or into an open one."""
    arrays = {name: getattr(model, name) for name in ARRAYS}
    header = {
        "form": FORM,
        "classes": model.classes,
        "columns": model.columns,
        "weights": model.weights,
        "shapes": {name: array.shape for name, array in arrays.items()},
    }
    written = np.frombuffer(json.dumps(header, ensure_ascii=False).encode(), dtype=np.uint8)
    digest = np.frombuffer(_digest(written.tobytes(), arrays), dtype=np.uint8)
    if isinstance(target, Path):
        with target.open("wb") as file:
            np.savez_compressed(file, header=written, sha256=digest, **arrays)
    else:
        np.savez_compressed(target, header=written, sha256=digest, **arrays)


def _digest(header: bytes, arrays: Mapping[str, NDArray[Any]]) -> bytes:
    whole = hashlib.sha256(header)
    for name, kind in ARRAYS.items():
        whole.update(name.encode() + b"\0" + np.ascontiguousarray(arrays[name]).astype(kind).tobytes())
    return whole.digest()


def load(source: Path | IO[bytes]) -> Model:
    """Read and check a model from its file, or from an open one. Raises BadModel, OSError."""
    found = _read(source)
    if found["sha256"].tobytes() != _digest(found["header"].tobytes(), found):
        raise BadModel("its contents do not have the hash that is written in it: the file was changed or is damaged")
    try:
        header = json.loads(found["header"].tobytes())
        if header["form"] != FORM:
            raise BadModel(f"it is written in form {header['form']}; this program reads form {FORM}")
        classes, columns = tuple(map(str, header["classes"])), tuple(map(str, header["columns"]))
        weights = tuple(map(float, header["weights"]))
    except (ValueError, KeyError, TypeError) as error:
        raise BadModel("its header cannot be read") from error
    model = Model(classes, columns, weights, **{name: found[name] for name in ARRAYS})
    for fault in _faults(model):
        raise BadModel(fault)
    return model


def _read(source: Path | IO[bytes]) -> dict[str, NDArray[Any]]:
    wanted = {"header", "sha256", *ARRAYS}
    try:
        with zipfile.ZipFile(source) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                raise BadModel("it is larger than 512 MB unpacked")
        if not isinstance(source, Path):
            source.seek(0)
        with np.load(source, allow_pickle=False) as archive:
            if missing := wanted - set(archive.files):
                raise BadModel(f"it lacks {', '.join(sorted(missing))}")
            found = {name: archive[name] for name in wanted}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, MemoryError, NotImplementedError) as error:
        raise BadModel("it is not a model file") from error
    for name, kind in {**ARRAYS, "header": "uint8", "sha256": "uint8"}.items():
        if found[name].dtype != np.dtype(kind):
            raise BadModel(f"{name} must be {kind} and is {found[name].dtype}")
    return found


def _faults(model: Model) -> Iterator[str]:
    """What does not fit together."""
    count, many = len(model.grams), len(model.classes)
    shapes = {
        "grams": (count,),
        "idf": (count,),
        "starts": (len(model.columns) + 1,),
        "coefficients": (count, many),
        "intercepts": (many,),
        "calibration": (many + 1, many),
    }
    if many < 2 or not model.columns or len(model.weights) != len(model.columns):
        yield "it needs two classes and a text column"
    for name, shape in shapes.items():
        array = getattr(model, name)
        if array.shape != shape:
            yield f"{name} has the shape {array.shape} where {shape} is needed"
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            yield f"{name} holds what is no number"
    if model.starts[0] != 0 or model.starts[-1] != count or (np.diff(model.starts) < 0).any():
        yield "its columns do not cover its vocabulary"
    for first, last in zip(model.starts[:-1], model.starts[1:], strict=True):
        if (model.grams[first:last][1:] <= model.grams[first:last][:-1]).any():
            yield "its vocabulary is not in order"

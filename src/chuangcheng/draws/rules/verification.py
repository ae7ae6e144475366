"""Does a proof hold? Every promise is one named check, so that a reader learns which one does not fit."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chuangcheng.draws.rules.frames import entry_hash, frame_hash, frame_line
from chuangcheng.draws.rules.proof import (
    COMMITMENT_FORMAT,
    PROOF_FORMAT,
    commitment_hash,
    proof_hash,
    published_line,
)
from chuangcheng.draws.rules.selection import canonical_values, key_string, select

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
REVEALED = "revealed"


@dataclass(frozen=True, slots=True)
class Check:
    """One promise. `code` names it, `subject` the frame, stratum or source meant, `detail` says what is wrong."""

    code: str
    subject: str
    holds: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks, and what no computation can settle: what a reader still has to compare elsewhere."""

    checks: tuple[Check, ...]
    compare: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def failures(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.holds)


@dataclass(slots=True)
class _Report:
    checks: list[Check] = field(default_factory=list)

    def check(self, code: str, test: Callable[[], str], subject: str = "") -> bool:
        """Runs a test that answers '' when it holds, else what is wrong. What cannot be read does not hold."""
        try:
            wrong = test()
        except MALFORMED as error:
            wrong = f"cannot be read ({type(error).__name__}: {error})"
        self.checks.append(Check(code, subject, not wrong, wrong))
        return not wrong


def verify(proof: Any, *, at: datetime | None = None) -> Verdict:
    """Checks every promise of a proof. `at`: the moment by which a missing reveal counts as failed.

    Never raises on bad input. Consistency only: whether the entropy is what the outside source said, and
    whether the commitment came first, is for the reader to compare (`Verdict.compare`).
    """
    report = _Report()
    if not report.check("format", lambda: _format(proof)):
        return Verdict(tuple(report.checks))
    commitment = proof["commitment"]
    report.check("proof_hash", lambda: _same(proof["proof_sha256"], proof_hash(proof)))
    report.check("commitment_hash", lambda: _same(proof["commitment_sha256"], commitment_hash(commitment)))
    report.check("strata", lambda: _strata(commitment))
    if report.check("state", lambda: _state(proof, at)) or "secret" in proof:
        report.check("times", lambda: _times(proof))
        report.check("entropy", lambda: _entropy(proof))
        report.check("secret", lambda: _secret(proof))
        for code, part in (("frame_entries", _check_frames), ("selection", _check_selection)):
            try:
                part(report, proof)
            except MALFORMED as error:
                report.checks.append(Check(code, "", False, f"cannot be read ({type(error).__name__}: {error})"))
        for number, opened in enumerate(_list(proof.get("opened", [])), start=1):
            report.check("opened", lambda opened=opened: _opened(proof, opened), str(number))  # type: ignore[misc]
    try:
        compare, notes = tuple(_compare(proof)), tuple(_notes(proof))
    except MALFORMED:
        compare, notes = (), ()
    return Verdict(tuple(report.checks), compare, notes)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _same(said: Any, computed: str) -> str:
    return "" if said == computed else f"the document says {said}, its contents give {computed}"


def _format(proof: Any) -> str:
    if not isinstance(proof, Mapping) or proof.get("format") != PROOF_FORMAT:
        return f"not a proof of the format {PROOF_FORMAT}"
    commitment = proof.get("commitment")
    if not isinstance(commitment, Mapping) or commitment.get("format") != COMMITMENT_FORMAT:
        return f"carries no commitment of the format {COMMITMENT_FORMAT}"
    return ""


def _moment(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("a moment without zone")
    return read.astimezone(UTC)


def _state(proof: Any, at: datetime | None) -> str:
    state, fails_after = proof["state"], _moment(proof["commitment"]["fails_after"])
    if state == REVEALED:
        late = _moment(proof["revealed_at"]) > fails_after
        return f"revealed only after {fails_after.isoformat()}: the draw counts as failed" if late else ""
    if state == "cancelled":
        return f"the draw was cancelled: {proof.get('cancel_reason', '')}"
    if at is not None and at > fails_after:
        return f"not revealed by {fails_after.isoformat()}: the draw counts as failed"
    return f"pending: nothing can be proved before the reveal; counts as failed after {fails_after.isoformat()}"


def _times(proof: Any) -> str:
    committed = _moment(proof["commitment"]["committed_at"])
    run, revealed = _moment(proof["run_at"]), _moment(proof.get("revealed_at") or proof["cancelled_at"])
    for source in proof["commitment"]["sources"]:
        known = _moment(source["known_at"])
        if known <= committed:
            return f"source {source['code']} was already known when the draw was committed"
        if run < known:
            return f"the draw was run before source {source['code']} was known"
    return "" if run <= revealed else "revealed before it was run"


def _entropy(proof: Any) -> str:
    announced = proof["commitment"]["sources"]
    given = proof["entropy"]
    if not announced or [one["code"] for one in announced] != [one["source"] for one in given]:
        return "the values are not those of the announced sources in the announced order"
    for source, one in zip(announced, given, strict=True):
        if list(canonical_values(source["kind"], one["values"])) != one["values"]:
            return f"source {source['code']}: values are not in canonical form"
    return ""


def _secret(proof: Any) -> str:
    secret = bytes.fromhex(proof["secret"])
    if len(secret) != 32:
        return "the secret is not of 256 bits"
    return _same(proof["commitment"]["secret_sha256"], hashlib.sha256(secret).hexdigest())


def _strata(commitment: Any) -> str:
    strata = [stratum for frame in commitment["frames"] for stratum in frame["strata"]]
    if not strata or [stratum["ordinal"] for stratum in strata] != list(range(1, len(strata) + 1)):
        return "strata are not numbered through from 1"
    for stratum in strata:
        sizes = stratum["pool"], stratum["count"], stratum["reserve"]
        if not all(type(size) is int and size >= 0 for size in sizes) or sizes[1] + sizes[2] > sizes[0]:
            return f"stratum {stratum['ordinal']}: more is to be drawn than the pool holds"
    return ""


def _check_frames(report: _Report, proof: Any) -> None:
    announced = _list(proof["commitment"].get("frames"))
    shown = {one.get("code"): one for one in _list(proof.get("frames")) if isinstance(one, Mapping)}
    if len(shown) != len(announced):
        report.check("frame_entries", lambda: "another number of frames than announced")
    for frame in announced:
        name = str(frame.get("code"))
        report.check("frame_entries", lambda f=frame: _frame_entries(f, shown[f["code"]]), name)  # type: ignore[misc]
        report.check("frame_hash", lambda f=frame: _frame_hash(f, shown[f["code"]]), name)  # type: ignore[misc]


def _frame_entries(frame: Any, shown: Any) -> str:
    veiled = frame["publication"] == "veiled"
    wanted = [(s["ordinal"], n) for s in frame["strata"] for n in range(1, s["pool"] + 1)]
    if [(entry["stratum"], entry["ordinal"]) for entry in shown["entries"]] != wanted:
        return "entries are not numbered as the announced strata and pools demand"
    if any(("hash" in entry) != veiled or ("code" in entry) == veiled for entry in shown["entries"]):
        return "entries are not published as this kind of frame demands"
    codes = [(entry["stratum"], entry["code"]) for entry in shown["entries"] if not veiled]
    if codes != sorted(set(codes)):
        return "entries are not in canonical order, or one stands twice"
    return ""


def _frame_hash(frame: Any, shown: Any) -> str:
    salt = bytes.fromhex(shown["salt"])
    if len(salt) != 32:
        return "the salt is not of 32 bytes"
    return _same(frame["sha256"], frame_hash(salt, [published_line(entry) for entry in shown["entries"]]))


def _check_selection(report: _Report, proof: Any) -> None:
    strata = [stratum for frame in _list(proof["commitment"].get("frames")) for stratum in frame.get("strata", [])]
    shown = {one.get("stratum"): one for one in _list(proof.get("selection")) if isinstance(one, Mapping)}
    if len(shown) != len(strata):
        report.check("selection", lambda: "another number of strata than announced")
    for stratum in strata:
        report.check(
            "selection",
            lambda s=stratum: _selection(proof, s, shown[s["ordinal"]]),  # type: ignore[misc]
            str(stratum.get("ordinal")),
        )


def _selection(proof: Any, stratum: Any, shown: Any) -> str:
    secret, serial = bytes.fromhex(proof["secret"]), proof["commitment"]["serial"]
    key = key_string([one["values"] for one in proof["entropy"]], secret, serial, stratum["ordinal"])
    drawn = select(key, stratum["pool"], stratum["count"] + stratum["reserve"])
    if shown["selected"] != drawn[: stratum["count"]]:
        return "the selection is not what secret and entropy give"
    return "" if shown["reserve"] == drawn[stratum["count"] :] else "the reserve list is not what they give"


def _opened(proof: Any, opened: Any) -> str:
    line = frame_line(opened["ordinal"], opened["code"], opened["name"], opened["stratum"])
    digest = entry_hash(bytes.fromhex(opened["salt"]), line)
    entries = [entry for frame in proof["frames"] for entry in frame["entries"] if "hash" in entry]
    place = (opened["stratum"], opened["ordinal"])
    said = [entry["hash"] for entry in entries if (entry["stratum"], entry["ordinal"]) == place]
    return "" if said == [digest] else f"entry {place[1]} of stratum {place[0]} is not what its hash was made from"


def _compare(proof: Any) -> Iterator[str]:
    names = {source["code"]: source for source in proof["commitment"]["sources"]}
    for one in proof.get("entropy", []):
        source, values = names[one["source"]], " ".join(one["values"])
        yield f"{source['name']} must read {values} at: {source['where']} (known since {source['known_at']})"
    yield (
        f"the commitment {proof['commitment_sha256']} must have been public before "
        f"{min(source['known_at'] for source in names.values())}: compare it with the city's public page, "
        "or with a copy somebody else kept"
    )
    anchor = proof.get("anchor") or {}
    if anchor.get("entry"):
        yield (
            f"the city's journal must carry it in row {anchor['entry']} (act at {anchor['at']}, "
            f"recorded at {anchor['recorded_at']}, seal {anchor.get('seal') or 'not yet made'})"
        )


def _notes(proof: Any) -> Iterator[str]:
    anchor = proof.get("anchor") or {}
    if proof.get("sample"):
        yield "sample data, entered later: public values invented, nothing shows that this commitment came first"
    elif anchor.get("recorded_at"):
        behind = _moment(anchor["recorded_at"]) - _moment(proof["commitment"]["committed_at"])
        if abs(behind.total_seconds()) > 300:
            yield f"the commitment was recorded only at {anchor['recorded_at']}: only what came after that is anchored"

"""`verify` names each kind of tampering; nothing that can be read from a file makes it fall over."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.config.command import main
from chuangcheng.draws.rules import build_proof, verify
from tests.draws.proofs import FAILS, INSPECTORS, KNOWN, RUN, rehashed, revealed_proof

Proof = dict[str, Any]


def named(proof: Any) -> set[str]:
    return {check.code for check in verify(proof).failures}


def test_an_honest_proof_holds_and_says_what_remains_to_compare() -> None:
    verdict = verify(revealed_proof())
    assert verdict.holds, verdict.failures
    assert any("2 7 9" in line and "2026052" in line for line in verdict.compare)
    assert any("row 81" in line for line in verdict.compare)


def swap_first_two(selection: list[int]) -> None:
    selection[0], selection[1] = selection[1], selection[0]


def change(path: str, value: Any) -> Callable[[Proof], None]:
    def forge(proof: Proof) -> None:
        *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        part: Any = proof
        for step in way:
            part = part[step]
        part[last] = value

    return forge


def drop_first_site(proof: Proof) -> None:
    del proof["frames"][0]["entries"][0]


TAMPERINGS: list[tuple[str, Callable[[Proof], None], str]] = [
    ("another site selected", change("selection.0.selected", [1, 2]), "selection"),
    ("selection reordered", lambda p: swap_first_two(p["selection"][0]["selected"]), "selection"),
    ("reserve reordered", lambda p: swap_first_two(p["selection"][0]["reserve"]), "selection"),
    ("inspectors reordered", lambda p: swap_first_two(p["selection"][1]["selected"]), "selection"),
    ("a stratum's selection missing", lambda p: p["selection"].pop(), "selection"),
    ("another secret", change("secret", "00" * 32), "secret"),
    ("a short secret", change("secret", "00" * 16), "secret"),
    ("a site renamed", change("frames.0.entries.3.name", "他处"), "frame_hash"),
    ("a site replaced", change("frames.0.entries.3.code", "P12-004a"), "frame_hash"),
    ("a site removed", drop_first_site, "frame_entries"),
    ("sites out of order", lambda p: p["frames"][0]["entries"].reverse(), "frame_entries"),
    ("an inspector's hash replaced", change("frames.1.entries.0.hash", "0" * 64), "frame_hash"),
    ("names in a veiled frame", change("frames.1.entries.0.code", "post-1"), "frame_entries"),
    ("another salt", change("frames.0.salt", "00" * 32), "frame_hash"),
    ("other entropy", change("entropy.0.values", ["1", "2", "3"]), "selection"),
    ("entropy not in order", change("entropy.0.values", ["7", "2", "9"]), "entropy"),
    ("a source left out", lambda p: p["entropy"].pop(), "entropy"),
    ("sources swapped", lambda p: p["entropy"].reverse(), "entropy"),
    ("another serial number", change("commitment.serial", 13), "selection"),
    ("a larger sample", change("commitment.frames.0.strata.0.count", 3), "selection"),
    ("a pool that is too small", change("commitment.frames.0.strata.0.pool", 4), "strata"),
    ("strata renumbered", change("commitment.frames.0.strata.0.ordinal", 3), "strata"),
    ("committed after the values were known", change("commitment.committed_at", "2026-03-04T00:00:00Z"), "times"),
    ("run before the values were known", change("run_at", "2026-03-03T00:00:00Z"), "times"),
    ("revealed too late", change("revealed_at", "2026-05-02T00:00:00Z"), "state"),
    ("cancelled", change("state", "cancelled"), "state"),
    ("another format", change("format", "chuangcheng-draw-proof/0"), "format"),
    ("no commitment", change("commitment", {}), "format"),
]


@pytest.mark.parametrize(("forge", "code"), [t[1:] for t in TAMPERINGS], ids=[t[0] for t in TAMPERINGS])
def test_every_tampering_is_named_even_when_the_hashes_are_made_to_fit(
    forge: Callable[[Proof], None], code: str
) -> None:
    proof = revealed_proof()
    forge(proof)
    assert code in named(rehashed(proof))


def test_a_change_without_new_hashes_is_named_by_the_hash() -> None:
    retitled, rerun = revealed_proof(), revealed_proof()
    retitled["commitment"]["title"] = "四月市场检查"
    rerun["run_at"] = (RUN + timedelta(hours=1)).isoformat()
    assert named(retitled) == {"commitment_hash", "proof_hash"}
    assert named(rerun) == {"proof_hash"}


def test_before_the_reveal_a_proof_is_pending_and_later_failed() -> None:
    whole = revealed_proof()
    pending = build_proof(state="run", commitment=whole["commitment"], entropy=whole["entropy"], run_at=RUN)
    assert not {"secret", "selection", "frames"} & set(pending)
    before, after = verify(pending, at=KNOWN + timedelta(days=2)), verify(pending, at=FAILS + timedelta(days=1))
    assert [check.detail.split(":")[0] for check in before.failures] == ["pending"]
    assert "counts as failed" in after.failures[0].detail


def test_an_auditor_opens_entries_of_a_veiled_frame_one_by_one() -> None:
    proof = revealed_proof()
    first = INSPECTORS[0]
    proof["opened"] = [{"stratum": 2, "ordinal": 1, "code": first.code, "name": first.name, "salt": first.salt}]
    assert verify(proof).holds
    proof["opened"][0]["name"] = "别人"
    assert named(proof) == {"opened"}


def test_sample_data_says_that_it_was_entered_later() -> None:
    proof = revealed_proof()
    proof["sample"] = True
    assert any("entered later" in note for note in verify(rehashed(proof)).notes)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_answered(value: Any) -> None:
    assert not verify(value).holds


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, part in inner for found in places(part, (*path, key)))]


PLACES = [path for path in places(revealed_proof()) if path]


@given(st.sampled_from(PLACES), JSON)
def test_nothing_in_a_proof_can_be_changed_unnoticed(path: tuple[Any, ...], value: Any) -> None:
    proof = copy.deepcopy(revealed_proof())
    part: Any = proof
    for step in path[:-1]:
        part = part[step]
    same = json.dumps(part[path[-1]]) == json.dumps(value)
    part[path[-1]] = value
    assert verify(proof).holds is same


def test_the_command_answers_with_its_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, broken = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "broken.json"
    proof = revealed_proof()
    good.write_text(json.dumps(proof, ensure_ascii=False), encoding="utf-8")
    proof["selection"][0]["selected"] = [1, 2]
    bad.write_text(json.dumps(rehashed(proof)), encoding="utf-8")
    broken.write_text("{", encoding="utf-8")
    assert main(["draw", "verify", str(good)]) == 0
    assert "福彩3D must read 2 7 9" in capsys.readouterr().out
    assert main(["draw", "verify", str(bad)]) == 1
    assert "WRONG  selection 1" in capsys.readouterr().out
    assert main(["draw", "verify", str(broken)]) == 1
    assert main(["draw", "verify", str(tmp_path / "none.json")]) == 1


def test_the_command_needs_no_settings_no_database_and_no_django(tmp_path: Path) -> None:
    """Run as a citizen would: in an empty folder, with nothing of a city around; importing Django would fail."""
    (tmp_path / "django").mkdir()
    (tmp_path / "django" / "__init__.py").write_text("raise ImportError('a proof is checked without Django')")
    proof = tmp_path / "proof.json"
    proof.write_text(json.dumps(revealed_proof()), encoding="utf-8")
    source = Path(__file__).resolve().parents[2] / "src"
    ran = subprocess.run(
        [sys.executable, "-m", "chuangcheng.config.command", "draw", "verify", str(proof)],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}{os.pathsep}{source}", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "The proof holds." in ran.stdout
    assert list(tmp_path.glob("var*")) == []

"""The end of a draw: its proof published, or its cancellation kept with the reason."""

from datetime import datetime
from typing import Any

from django.conf import settings

from chuangcheng.draws import queries, rules
from chuangcheng.draws.actions.commit import SEALED_FOR
from chuangcheng.draws.models import Draw, DrawState
from chuangcheng.draws.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.sealed import open_value


def reveal_draw(*, by: Actor, at: datetime, draw: Draw) -> Draw:
    """Publish secret, frames and selection: from now on anyone can replay the draw.

    Whoever uses a draw calls this when its use ends (a round calls it at its end).
    """
    by.must("draws.reveal_draw")
    move = check("draws.reveal_draw", draw.state, {})
    with act("draws.reveal_draw", by=by, at=at, on=draw, serial=draw.serial) as record:
        proof = _whole_proof(draw, "revealed", revealed_at=at)
        moved(draw, move, revealed_at=at, proof=proof)
        record.note(proof_sha256=proof["proof_sha256"])
    return draw


def cancel_draw(*, by: Actor, at: datetime, draw: Draw, reason: str) -> Draw:
    """Cancel with a reason that stays on the public page. What had been run is published too: a draw that was
    thrown away must show what it had drawn.
    """
    by.must("draws.cancel_draw")
    move = check("draws.cancel_draw", draw.state, {"reason": reason.strip()})
    with act("draws.cancel_draw", by=by, at=at, on=draw, serial=draw.serial, reason=reason.strip()):
        was_run = draw.state == DrawState.RUN
        told: dict[str, Any] = {"cancelled_at": at, "cancel_reason": reason.strip()}
        proof = (
            _whole_proof(draw, "cancelled", **told)
            if was_run
            else rules.build_proof(state="cancelled", commitment=draw.commitment, **told)
        )
        moved(draw, move, cancelled_at=at, cancel_reason_zh=reason.strip(), proof=proof)
    return draw


def _whole_proof(draw: Draw, state: str, **known: Any) -> dict[str, Any]:
    secret = open_value(draw.secret_sealed, SEALED_FOR)
    salts = {frame.pk: open_value(frame.salt_sealed, SEALED_FOR).hex() for frame in draw.frames.all()}
    frames, selection = queries.published_contents(draw, salts)
    anchored = queries.anchor(draw)
    is_sample = draw.context.get("sample") or (settings.SAMPLE_CITY and queries.is_recorded_late(anchored))
    more: dict[str, Any] = {"sample": True} if is_sample else {}
    return rules.build_proof(
        state=state,
        commitment=draw.commitment,
        entropy=draw.entropy,
        secret=secret.hex().upper(),
        frames=frames,
        selection=selection,
        run_at=draw.run_at,
        anchor=anchored,
        **known,
        **more,
    )

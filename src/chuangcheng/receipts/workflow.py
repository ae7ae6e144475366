"""The life of a submission as a table."""

from chuangcheng.kit.transitions import Move, TransitionTable
from chuangcheng.receipts.models import SubmissionState

S = SubmissionState

SUBMISSIONS = TransitionTable(
    (
        Move("receipts.receive_submission", None, S.WAITING.value),
        Move("receipts.settle_submission", S.WAITING.value, S.APPLIED.value),
        Move("receipts.settle_submission", S.CONFLICT.value, S.APPLIED.value),
        Move("receipts.question_submission", S.WAITING.value, S.CONFLICT.value, ("code",)),
        Move("receipts.discard_submission", S.CONFLICT.value, S.DISCARDED.value, ("reason",)),
    ),
    final=(S.APPLIED.value, S.DISCARDED.value),
)

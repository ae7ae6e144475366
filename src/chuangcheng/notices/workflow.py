"""The life of a delivery as a table. `sent` may be the end: most receivers confirm nothing later."""

from chuangcheng.kit.transitions import Move, TransitionTable
from chuangcheng.notices.models import DeliveryState as State

QUEUE, BUNDLE, SEND, FAIL, GIVE_UP, CONFIRM = "queue", "bundle", "send", "fail", "give_up", "confirm"
RELEASE, DISCARD = "notices.release_delivery", "notices.discard_delivery"

DELIVERIES = TransitionTable(
    (
        Move(QUEUE, None, State.WAITING),
        Move(BUNDLE, State.WAITING, State.BUNDLED),
        Move(SEND, State.WAITING, State.SENT),
        Move(SEND, State.FAILED, State.SENT),
        Move(FAIL, State.WAITING, State.FAILED),
        Move(FAIL, State.FAILED, State.FAILED),
        Move(GIVE_UP, State.WAITING, State.GIVEN_UP),
        Move(GIVE_UP, State.FAILED, State.GIVEN_UP),
        # A gateway's report: it arrived, or it never will.
        Move(CONFIRM, State.SENT, State.DELIVERED),
        Move(GIVE_UP, State.SENT, State.GIVEN_UP),
        # What people do: the dead are released, and what a receiver lost is sent again.
        Move(RELEASE, State.GIVEN_UP, State.WAITING),
        Move(RELEASE, State.SENT, State.WAITING),
        Move(RELEASE, State.DELIVERED, State.WAITING),
        Move(DISCARD, State.GIVEN_UP, State.DISCARDED),
    ),
    final=(State.SENT, State.DELIVERED, State.DISCARDED, State.BUNDLED),
)

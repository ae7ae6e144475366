"""Everything that can be done with a card of a recurring fault."""

from chuangcheng.recurrences.actions.counting import add_occurrences, propose_upgrade
from chuangcheng.recurrences.actions.deciding import decline_proposal, finish_upgrade, take_up_proposal

__all__ = ["add_occurrences", "decline_proposal", "finish_upgrade", "propose_upgrade", "take_up_proposal"]

"""What to put right next: what a repair brings, what it costs, and the best choice within the hours. Pure."""

from chuangcheng.scoring.fixing.choosing import Choice, Item, choose
from chuangcheng.scoring.fixing.expected import Cell, Expectation, Target, earned, expected, gain_of

__all__ = ["Cell", "Choice", "Expectation", "Item", "Target", "choose", "earned", "expected", "gain_of"]

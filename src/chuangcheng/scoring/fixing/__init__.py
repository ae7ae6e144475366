"""What to put right next: what a repair brings, what it costs, and the best choice within the hours. Pure."""

from chuangcheng.scoring.fixing.choosing import Choice, Item, choose
from chuangcheng.scoring.fixing.expected import Cell, Expectation, Target, expected, gain_of, points_of

__all__ = ["Cell", "Choice", "Expectation", "Item", "Target", "choose", "expected", "gain_of", "points_of"]

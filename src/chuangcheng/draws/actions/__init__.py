"""The writes of this room: commit, enter the public values, run, reveal, cancel."""

from chuangcheng.draws.actions.commit import commit_draw
from chuangcheng.draws.actions.finish import cancel_draw, reveal_draw
from chuangcheng.draws.actions.run import enter_entropy, run_draw

__all__ = ["cancel_draw", "commit_draw", "enter_entropy", "reveal_draw", "run_draw"]

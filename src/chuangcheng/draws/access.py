"""Who sees draws: a draw concerns the whole city, so the sight has no scope. Citizens see the published part."""

from chuangcheng.kit.actor import Actor

SEE = "draws.see_draw"
SEE_ENTRIES = "draws.see_entries"


def may_see(actor: Actor) -> bool:
    """True for whoever holds the sight in any grant."""
    return actor.may_anywhere(SEE)


def may_open_entries(actor: Actor) -> bool:
    """True for auditors, who may open single entries of a veiled frame once it is revealed."""
    return actor.may_anywhere(SEE_ENTRIES)

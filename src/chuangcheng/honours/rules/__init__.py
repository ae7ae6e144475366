"""What an honour is, how a jury's marks become an order, what a vote may show, what is public: values only."""

from chuangcheng.honours.rules.deliberation import (
    Voice,
    agreement,
    blind_order,
    is_quorate,
    mean_of,
    ranking,
    weighted,
)
from chuangcheng.honours.rules.programme import (
    BASIS_ZH,
    CYCLES,
    KINDS,
    PERSONAL,
    REVOCATION,
    Asked,
    Criterion,
    Terms,
    award_kind,
    faults,
    kind_code,
    revocation_kind,
    shown_name,
)
from chuangcheng.honours.rules.votes import Swing, as_voice, swings

__all__ = [
    "BASIS_ZH",
    "CYCLES",
    "KINDS",
    "PERSONAL",
    "REVOCATION",
    "Asked",
    "Criterion",
    "Swing",
    "Terms",
    "Voice",
    "agreement",
    "as_voice",
    "award_kind",
    "blind_order",
    "faults",
    "is_quorate",
    "kind_code",
    "mean_of",
    "ranking",
    "revocation_kind",
    "shown_name",
    "swings",
    "weighted",
]

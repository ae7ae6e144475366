"""Everything that is done with violations in traffic."""

from chuangcheng.exposures.actions.exposing import (
    annul_violation,
    facts_of,
    kind_of,
    propose_exposure,
    set_aside_violation,
)
from chuangcheng.exposures.actions.importing import (
    define_violation_kinds,
    forget_plates,
    import_violations,
)
from chuangcheng.exposures.actions.picturing import (
    add_picture,
    cover_picture,
    forget_pictures,
    take_out_picture,
)

__all__ = [
    "add_picture",
    "annul_violation",
    "cover_picture",
    "define_violation_kinds",
    "facts_of",
    "forget_pictures",
    "forget_plates",
    "import_violations",
    "kind_of",
    "propose_exposure",
    "set_aside_violation",
    "take_out_picture",
]

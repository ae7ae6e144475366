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

__all__ = [
    "annul_violation",
    "define_violation_kinds",
    "facts_of",
    "forget_plates",
    "import_violations",
    "kind_of",
    "propose_exposure",
    "set_aside_violation",
]

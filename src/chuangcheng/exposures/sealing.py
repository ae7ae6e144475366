"""Plate and address at rest: sealed, the plate found by keyed hash, both forgotten."""

from chuangcheng.exposures.models import Violation
from chuangcheng.exposures.rules import normalised
from chuangcheng.kit.sealed import keyed_hash, keyed_hashes, open_value, seal_value
from chuangcheng.proceedings.rules import masked

PURPOSE = "exposures.plate"
FORGOTTEN: dict[str, str] = {"plate_sealed": "", "plate_hash": "", "address_sealed": ""}


def sealed_plate(plate: str, address: str) -> dict[str, str]:
    """The columns of a violation that say whose car it was."""
    plain = normalised(plate)
    return {
        "plate_sealed": seal_value(plain.encode(), PURPOSE),
        "plate_hash": keyed_hash(plain, PURPOSE),
        "address_sealed": seal_value(address.strip().encode(), PURPOSE) if address.strip() else "",
        "shown_plate": masked("plate", plain),
    }


def plate_of(violation: Violation) -> str:
    """In full; what is shown of it once it is forgotten."""
    if not violation.plate_sealed:
        return violation.shown_plate
    return open_value(violation.plate_sealed, PURPOSE).decode()


def hashes_of(plate: str) -> list[str]:
    """Under what a plate may be stored."""
    return keyed_hashes(normalised(plate), PURPOSE)

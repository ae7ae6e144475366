"""Where kinds are entered: by the modules of this package, and by rooms above when the product starts."""

from chuangcheng.proceedings.rules import Kind, faults

BUILTIN: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Enter a kind that the product brings. Raises ValueError for a faulty one, or for another of the same code."""
    if wrong := faults(kind):
        raise ValueError(f"{kind.code}: {wrong[0]}")
    if BUILTIN.setdefault(kind.code, kind) != kind:
        raise ValueError(f"two kinds have the code {kind.code}")
    return kind

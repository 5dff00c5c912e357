"""Tables that are shipped as files beside the code."""

import os

_HERE = os.path.dirname(__file__)


def lines(name: str) -> list[str]:
    """The lines of a file that are no remarks; `importlib.resources` would take longer than to read it (10 ms)."""
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:
        return [line for line in file.read().splitlines() if not line.startswith("# ")]

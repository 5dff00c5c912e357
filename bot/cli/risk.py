"""How soon somebody must look at what a text says: a text and, if known, names of children in, grade and type out."""

from collections.abc import Mapping
from typing import Any

from language.hear.risk import risk

NO_DANGER = "none"


def graded(asked: Mapping[str, Any]) -> dict[str, Any]:
    """`{"id", "risk", "type"}`, of `urgent`, `watch`, `none` and the kinds of danger."""
    found = risk(asked["text"], asked.get("roster_mentees", ()))
    return {"id": asked["id"], "risk": found.grade.value, "type": found.danger.value if found.danger else NO_DANGER}

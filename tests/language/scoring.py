"""The labelled sets and the figures that they come to: precision, recall and the mean figure of a line, by family.

`python -m tests.language.scoring [known|unseen|hinted]` prints the table as Markdown.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from statistics import mean

from bot.cli.names import named
from bot.cli.risk import graded
from bot.cli.understand import understood
from tests.language.verdicts import Reading, Verdict, judge

SETS = Path(__file__).parent / "sets"
NAMES, RISK = "names", "risk"
_COLUMNS = (
    *("family", "lines", "figure", "false-record lines", "precision", "recall", "students", "kind", "day", "intent"),
    *("asks rightly", "asks missed", "alerts missed", "false alarms", "text kept"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the verdicts over some lines come to; None where no line was asked for it."""

    verdicts: Sequence[Verdict]

    def count(self, what: str) -> int:
        """The sum of a counted or a yes-or-no property over all lines."""
        return sum(getattr(verdict, what) or 0 for verdict in self.verdicts)

    def share(self, what: str) -> float | None:
        """How often a property is true among the lines that have it."""
        known = [value for value in (getattr(verdict, what) for verdict in self.verdicts) if value is not None]
        return _ratio(sum(known), len(known))

    @property
    def precision(self) -> float | None:
        """True records among the given ones."""
        return _ratio(self.count("true"), self.count("true") + self.count("false"))

    @property
    def recall(self) -> float | None:
        """Records that were found among the wanted ones."""
        return _ratio(self.count("true"), self.count("true") + self.count("missed"))

    @property
    def kept(self) -> float | None:
        """Texts that are still found in what is stored or passed on."""
        return _ratio(self.count("kept"), self.count("texts"))

    @property
    def asks_rightly(self) -> float | None:
        """Questions back that were due among those that were asked."""
        due = sum(verdict.asked and verdict.may_ask for verdict in self.verdicts)
        return _ratio(due, self.count("asked"))

    @property
    def asks_missed(self) -> int:
        """Lines that had to be asked about and were not."""
        return sum(verdict.must_ask and not verdict.asked for verdict in self.verdicts)

    @property
    def figure(self) -> float | None:
        """The mean figure of a line."""
        return _ratio(self.count("figure"), len(self.verdicts))


def _ratio(part: float, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of the lines of a simpler set were answered rightly, and how many in the ways that do harm."""

    lines: int
    right: float
    harmful: Mapping[str, float]


def labels(which: str, *families: str) -> Iterator[Reading]:
    """The labelled lines of these families, or of all that are whole messages, of a set."""
    for path in sorted((SETS / which).glob("*.jsonl")):
        if path.stem in families or (not families and path.stem not in (NAMES, RISK)):
            yield from (json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip())


def understanding(which: str, every: int = 1) -> list[Verdict]:
    """The verdicts over the whole messages of a set, or over one of so many."""
    return [judge(label, understood(label)) for label in islice(labels(which), 0, None, every)]


def names(which: str) -> Shares:
    """Names on their own: whom they mean, or whom to offer."""
    pairs = [(label, named(label)) for label in labels(which, NAMES)]
    same = [label["expected"] == answer["expected"] for label, answer in pairs]
    offers = [bool(label["ambiguous"]) == bool(answer["ambiguous"]) for label, answer in pairs]
    wrong = sum(not right and answer["expected"] is not None for right, (_, answer) in zip(same, pairs, strict=True))
    right = sum(a and b for a, b in zip(same, offers, strict=True))
    return Shares(len(pairs), right / len(pairs), {"wrong": wrong})


def danger(which: str) -> Shares:
    """Texts on their own: how soon somebody must look."""
    pairs = [
        (label["risk"], {label["risk"], *label.get("accept", ())}, graded(label)["risk"])
        for label in labels(which, RISK)
    ]
    urgent = [given for grade, fits, given in pairs if grade == "urgent"]
    harmless = [given for grade, _, given in pairs if grade == "none"]
    harmful = {
        "urgent not urgent": 1 - urgent.count("urgent") / len(urgent),
        "urgent as none": urgent.count("none"),
        "none as urgent": harmless.count("urgent") / len(harmless),
        "none as anything": 1 - harmless.count("none") / len(harmless),
    }
    return Shares(len(pairs), sum(given in fits for _, fits, given in pairs) / len(pairs), harmful)


def by_family(verdicts: Iterable[Verdict]) -> dict[str, Figures]:
    """The figures of each family, in the order of their names."""
    in_order = sorted(verdicts, key=lambda verdict: verdict.family)
    return {family: Figures(list(found)) for family, found in groupby(in_order, key=lambda verdict: verdict.family)}


def table(which: str) -> str:
    """The figures of a set by family and over all, as Markdown."""
    verdicts = understanding(which)
    families = by_family(verdicts)
    rows = [list(_COLUMNS), ["---"] + ["---:"] * (len(_COLUMNS) - 1)]
    rows += [_row(family, figures) for family, figures in families.items()]
    rows.append(_row("**all**", Figures(verdicts)))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.append(f"\nmean over families: {_shown(mean(figures.figure or 0 for figures in families.values()))}")
    for title, measure in ((NAMES, names), (RISK, danger)):
        if not (SETS / which / f"{title}.jsonl").exists():
            continue
        shares = measure(which)
        harmful = ", ".join(f"{what} {_shown(value)}" for what, value in shares.harmful.items())
        lines.append(f"\n{title}: {shares.lines} lines, {_shown(shares.right)} right; {harmful}")
    return "\n".join(lines) + "\n"


def _row(family: str, figures: Figures) -> list[str]:
    free = sum(not verdict.record_wanted for verdict in figures.verdicts)
    shares = (
        figures.precision,
        figures.recall,
        *map(figures.share, ("students", "kind", "day", "intent")),
        figures.asks_rightly,
    )
    return [
        family,
        str(len(figures.verdicts)),
        _shown(figures.figure),
        f"{figures.count('bad_record')}/{free}",
        *map(_shown, shares),
        f"{figures.asks_missed}/{figures.count('must_ask')}",
        f"{figures.count('alert_missed')}/{figures.count('alert_wanted')}",
        str(figures.count("false_alarm")),
        _shown(figures.kept),
    ]


def _shown(value: float | None) -> str:
    return "–" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    sys.stdout.write(table(sys.argv[1] if len(sys.argv) > 1 else "unseen"))

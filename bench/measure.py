"""The order of a run: interleaved rounds at the peak, then a steady load below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bench import loader
from bench.loader import Plan, Seen
from bench.messages import Message, is_right, sealed_messages
from bench.report import Result
from bench.school import count_deeds
from bench.servers import Server

# More than any contender can take in a second; what is left over costs only the time to seal it.
QUICKEST = 8000
SHARE_OF_PEAK = 0.7

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scale:
    """How long a run takes; `warm_up` and `seconds` are of each round of each server."""

    rounds: int
    warm_up: float
    seconds: float


class Mail:
    """Where messages come from; each is given out once."""

    def __init__(self, at: int) -> None:
        """`at` in Unix seconds."""
        self._at, self._next = at, 0

    def take(self, count: int) -> list[Message]:
        first, self._next = self._next, self._next + count
        return sealed_messages(first, count, self._at)


def measure(servers: Sequence[Server], mail: Mail, scale: Scale, tell: Tell) -> list[Result]:
    """The results in the order of the servers; `tell` hears what is being done."""
    results = [Result(server.contender.name) for server in servers]
    pairs = list(zip(servers, results, strict=True))
    for number in range(scale.rounds):
        # Every server gets the same messages: each keeps its own books.
        messages = mail.take(round(QUICKEST * (scale.warm_up + scale.seconds)))
        for server, result in pairs:
            tell(f"Round {number + 1} of {scale.rounds}: {result.name}")
            _peak(server, result, messages, scale)
    for number in range(scale.rounds):
        for server, result in pairs:
            if server.contender.steady:
                tell(f"Steady load {number + 1} of {scale.rounds}: {result.name}")
                _steady(server, result, mail, scale)
    for server, result in pairs:
        result.megabytes = server.megabytes
        if server.contender.store is not None:
            result.stored = count_deeds(server.contender.store)
    return results


def _peak(server: Server, result: Result, messages: Sequence[Message], scale: Scale) -> None:
    seen = loader.run(Plan(server.port, scale.warm_up, scale.seconds), messages)
    result.rates.append(len(seen.latencies) / scale.seconds)
    result.latencies += seen.latencies
    _add(result, seen)


def _steady(server: Server, result: Result, mail: Mail, scale: Scale) -> None:
    result.steady_rate = median(result.rates) * SHARE_OF_PEAK
    plan = Plan(server.port, scale.warm_up, scale.seconds, result.steady_rate)
    seen = loader.run(plan, mail.take(loader.due_count(plan)))
    result.steady_latencies += seen.latencies
    _add(result, seen)


def _add(result: Result, seen: Seen) -> None:
    result.accepted += seen.accepted
    result.refused += seen.refused
    result.looked_at += len(seen.samples)
    result.wrong += sum(not is_right(message, body) for message, body in seen.samples)

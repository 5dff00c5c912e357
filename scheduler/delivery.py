"""Delivery: what is due is leased, looked at once more, sent, and marked; the network is never inside a transaction.

1. One question finds what is due, open at this hour, and within what its receiver may still get.
2. The rows are leased. What perhaps went before goes again identically, unless that is too long ago. All
   else is asked of its topic once more, redirected in a trial, and made into a request that is kept.
3. The requests are sent.
4. What became of them is marked in one transaction, and the topics are told of every end.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduler import limits
from scheduler.decisions import APP_WIDE_SECONDS, PAUSES, Decision, End, decide, too_long_ago, unsure
from scheduler.guard import isolated
from scheduler.handling import Gone, Handling, Ready
from scheduler.moment import At
from scheduler.sender import Delivered, Later, Outcome, Reason, Refused, Sender
from scheduler.tools import Tools
from scheduler.trial import redirected, way
from storage import findings, leases, trial
from storage.leases import Doubt, Leased, Postponement, Settlement, Terms
from storage.outbox import Channel, Purpose, State
from storage.schools import quiet_schools
from storage.work import Work

# What an operator must mend, although it refuses single messages.
TELLING = findings.OF_SINGLE_MESSAGES
LONGEST_PAUSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class _Going:
    """A request on its way, and by which of the apps it goes."""

    leased: Leased
    channel: Channel
    request: str


class Delivery:
    """Sends what is due, a round at a time. Several may run at once, in one process or in many."""

    def __init__(
        self, tools: Tools, sender: Sender, handlings: Mapping[Purpose, Handling], now: Callable[[], datetime]
    ) -> None:
        """`now`: in UTC; a round takes time, and what it sent counts from when it had gone."""
        self._tools, self._sender, self._handlings, self._now = tools, sender, handlings, now
        self._paused: dict[Channel, datetime] = {}
        # Nothing could be taken though something was due: it is looked at without disturbing the writer.
        self._stalled = False

    def round(self, moment: At) -> bool:
        """Whether anything was due, so that there may be more."""
        with self._tools.store.reading() as work:
            terms = self._terms(moment, quiet_schools(work, moment.local))
            if not leases.anything_due(work, moment.at, terms):
                return False
            if self._stalled and not leases.can_lease(work, moment.at, _redirecting(work, terms)):
                return False
        going, taken = self._tools.submit.submit(lambda work: self._take(work, moment, terms))
        if going:
            outcomes = self._sender.send_many([one.request for one in going])
            gone = replace(moment, at=max(moment.at, self._now()))
            self._tools.submit.submit(lambda work: self._mark(work, gone, list(zip(going, outcomes, strict=True))))
        self._stalled = not taken
        return taken > 0

    def _terms(self, moment: At, quiet: frozenset[int]) -> Terms:
        return Terms(
            purposes=frozenset(self._handlings),
            usual=limits.USUAL,
            alert=limits.ALERT,
            a_minute=limits.CORP_A_MINUTE,
            most=limits.ROUND,
            seconds=limits.LEASE_SECONDS,
            longest=max(PAUSES),
            quiet=quiet,
            # Not longer than ever meant, should somebody have set the clock back.
            paused=frozenset(
                way for way, until in self._paused.items() if moment.at < until <= moment.at + LONGEST_PAUSE
            ),
        )

    def _take(self, work: Work, moment: At, terms: Terms) -> tuple[list[_Going], int]:
        terms = _redirecting(work, terms)
        leased = leases.lease(work, moment.at, terms)
        going: list[_Going] = []
        settled: list[tuple[Leased, Decision]] = []
        for one in leased:
            found = self._prepared(work, one, moment, terms.redirects)
            if isinstance(found, _Going):
                going.append(found)
            else:
                settled.append((one, found))
        leases.freeze(work, [(one.leased, one.request) for one in going if one.leased.request is None])
        self._apply(work, moment, settled)
        return going, len(leased)

    def _prepared(self, work: Work, leased: Leased, moment: At, redirects: Mapping[int, str]) -> _Going | Decision:
        if too_long_ago(leased, moment.at):
            return unsure(leased)
        if leased.request is not None:
            return _Going(leased, way(leased), leased.request)
        found: list[_Going | Decision] = []
        if isolated(work, "ready", lambda: found.append(self._asked(work, leased, moment, redirects))):
            return found[0]
        return decide(leased, Later(Reason.BROKEN, 0, 0.0, app_wide=False), moment.at)

    def _asked(self, work: Work, leased: Leased, moment: At, redirects: Mapping[int, str]) -> _Going | Decision:
        answer: Ready | Gone | Refused = self._handlings[leased.purpose].ready(work, leased, moment)
        if isinstance(answer, Ready):
            answer = redirected(work, leased, answer, redirects)
        match answer:
            case Ready():
                channel = way(leased)
                return _Going(leased, channel, self._sender.freeze(channel, answer.account, answer.message, leased.id))
            case Refused():
                return decide(leased, answer, moment.at)
            case Gone():
                return End(Settlement(leased.id, State.DROPPED, answer.why), None)

    def _mark(self, work: Work, moment: At, sent: Sequence[tuple[_Going, Outcome]]) -> None:
        ours = leases.still_ours(work, [going.leased for going, _ in sent])
        decided = [(one.leased, decide(one.leased, outcome, moment.at)) for one, outcome in sent]
        self._apply(work, moment, [(leased, decision) for leased, decision in decided if leased.id in ours])
        self._learn(work, moment, sent)

    def _apply(self, work: Work, moment: At, decided: Sequence[tuple[Leased, Decision]]) -> None:
        decisions = [decision for _, decision in decided]
        leases.settle(work, [one.settlement for one in decisions if isinstance(one, End)], moment.at)
        leases.postpone(work, [one for one in decisions if isinstance(one, Postponement)])
        leases.hold(work, [one for one in decisions if isinstance(one, Doubt)], moment.at)
        for leased, decision in decided:
            if isinstance(decision, End) and decision.outcome is not None:
                isolated(work, "settled", self._telling(work, leased, decision.outcome, moment))

    def _telling(self, work: Work, leased: Leased, outcome: Delivered | Refused, moment: At) -> Callable[[], None]:
        return lambda: self._handlings[leased.purpose].settled(work, leased, outcome, moment)

    def _learn(self, work: Work, moment: At, sent: Iterable[tuple[_Going, Outcome]]) -> None:
        """Remembers the trouble of a whole app, and leaves the app alone for a while."""
        troubles: dict[Channel, str] = {}
        delivered: set[Channel] = set()
        for going, outcome in sent:
            if isinstance(outcome, Later) and outcome.app_wide:
                wait = timedelta(seconds=max(outcome.seconds, APP_WIDE_SECONDS))
                self._paused[going.channel] = moment.at + min(wait, LONGEST_PAUSE)
                troubles[going.channel] = f"{outcome.reason} {outcome.code}"
            elif isinstance(outcome, Refused) and outcome.reason in TELLING:
                troubles[going.channel] = f"{outcome.reason} {outcome.code}"
            elif isinstance(outcome, Delivered):
                delivered.add(going.channel)
        for channel, trouble in troubles.items():
            findings.note(work, findings.TROUBLE[channel], trouble, moment.at)
        for channel in delivered - troubles.keys():
            findings.forget(work, findings.TROUBLE[channel])


def able_to_send(
    tools: Tools, sender: Sender, handlings: Mapping[Purpose, Handling], now: Callable[[], datetime]
) -> Tools:
    """The same tools with both lines of delivery."""
    others = dict(handlings)
    alerts = {Purpose.ALERT: others.pop(Purpose.ALERT)}
    danger, all_else = Delivery(tools, sender, alerts, now), Delivery(tools, sender, others, now)
    return replace(tools, alarm=danger.round, deliver=all_else.round)


def _redirecting(work: Work, terms: Terms) -> Terms:
    return replace(terms, redirects=trial.redirects(work))

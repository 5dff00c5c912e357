"""Housekeeping: takes out what nobody will look at again.

A week after its tick goes the run of a job, and a week after it was applied what the directory told. A year after it
can have mattered goes all that the clock said by itself: reminders, notices and digests with their keys, the reminder
days and the steps that were said, what was put off, and the cards, also those that were asked for. Their keys hold a
time, and only that very time could make them again.

What people said or did is kept for ever, and so is what it caused: messages, deeds, attempts in vain, notes, the audit,
and the outbox rows of notes, answers and alarms, whose keys would let a repeat through if they were gone.
"""

from datetime import timedelta

from scheduler.moment import At
from scheduler.tools import Tools
from storage import directory_changes, job_runs, outlived

RUNS_KEPT = timedelta(days=7)
SAID_KEPT = timedelta(days=366)
# So many rows of a table in one transaction: whoever writes to the bot meanwhile waits no longer than for these.
CHUNK = 500


def tidy(tools: Tools, moment: At) -> bool:
    """Whether there may be more to take out."""
    tools.submit.submit(lambda work: job_runs.forget(work, moment.at - RUNS_KEPT))
    tools.submit.submit(lambda work: directory_changes.forget(work, moment.at - RUNS_KEPT))
    with tools.store.reading() as work:
        found = outlived.find(work, moment.at - SAID_KEPT, moment.today - SAID_KEPT, most=CHUNK)
    if found:
        tools.submit.submit(lambda work: outlived.remove(work, found))
    return bool(found)

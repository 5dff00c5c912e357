"""Housekeeping: takes out what nobody will look at again."""

from datetime import timedelta

from scheduler.moment import At
from scheduler.tools import Tools
from storage import job_runs

KEPT = timedelta(days=7)


def tidy(tools: Tools, moment: At) -> bool:
    tools.submit.submit(lambda work: job_runs.forget(work, moment.at - KEPT))
    return False

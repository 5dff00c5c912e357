"""Work that must not take the rest down with it: what goes wrong is logged, and the rest goes on."""

from collections.abc import Callable

import structlog

from storage.places import place_of
from storage.work import Work, is_storage_trouble

log = structlog.get_logger()


def tried(what: str, job: Callable[[], object], *, known: str = "") -> str:
    """ "" where the job ended well, else where it broke; what is `known` from before is not logged again."""
    try:
        job()
    except Exception as error:
        place = place_of(error)
        if place != known:
            log.error("failed", what=what, error=place)
        return place
    if known:
        log.info("works_again", what=what)
    return ""


def isolated(work: Work, what: str, job: Callable[[], object]) -> bool:
    """Whether the job ended well; else nothing of it is saved, and the transaction around it goes on.

    Trouble of the database is raised: then the whole transaction is worth another try.
    """
    try:
        with work.savepoint():
            job()
    except Exception as error:
        if is_storage_trouble(error):
            raise
        log.error("failed", what=what, error=place_of(error))
        return False
    return True

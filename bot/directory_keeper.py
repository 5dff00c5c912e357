"""What the platform told of its directories, asked about and written into the books within seconds."""

from collections.abc import Callable, Iterable

import structlog

from bot import directory_reading as reading
from bot.wecom import api
from bot.wecom.answers import SchoolParent, SchoolStudent
from bot.wecom.edge import Edge
from bot.wecom.errors import WeComError
from duty.directory import ListedStudent
from handlers import directory, directory_events
from handlers.directory import Stamp
from scheduler.moment import At
from scheduler.tools import Tools
from storage import directory_changes
from storage.directory_changes import Became, DirectoryChange, Subject
from storage.work import Work

# The directory has nobody of that id (any more); nobody whom we may see.
NOT_THERE, NOT_SHOWN = (60111, 60003, 46004), (60011, 65023)
# After so many tries, about a day, it is left to `jiedui sync`.
MOST_TRIES = 30

log = structlog.get_logger()

Write = Callable[[Work], None]


def keeper(edge: Edge) -> Callable[[Tools, At], bool]:
    """A job's step: one round of what is due. A further change of the same subject comes in the next round."""

    def keep(tools: Tools, moment: At) -> bool:
        with tools.store.reading() as work:
            changes = directory_changes.due(work, moment.at)
        for change in changes:
            _settle(_Asked(edge, tools, change, moment))
        return bool(changes)

    return keep


class _Asked:
    """One change, and what the platform says of it now."""

    def __init__(self, edge: Edge, tools: Tools, change: DirectoryChange, moment: At) -> None:
        self._edge, self.tools, self.change, self.moment = edge, tools, change, moment
        self._stamp = Stamp(directory_events.ACTOR, moment.at)

    def write(self) -> Write:
        """What is to be written; raises WeComError where the platform could not be asked."""
        if self.change.subject is Subject.MEMBER:
            return self._member()
        if self.change.subject is Subject.DEPARTMENT:
            return self._department()
        if self.change.gone:
            return self._gone()
        told = self._edge.call(api.school_user_get, self._edge.parents, self.change.account)
        return self._students([told] if isinstance(told, SchoolStudent) else self._children(told))

    def _member(self) -> Write:
        change, name = self.change, self.change.body.get("name", "")
        if not change.gone and not name:
            name = self._name(change.body.get("new_id") or change.account)
        return lambda work: directory_events.member_changed(work, change, name, self.moment.at)

    def _name(self, userid: str) -> str:
        try:
            return self._edge.call(api.user_get, self._edge.members, userid).name
        except WeComError as error:
            if error.code not in (*NOT_THERE, *NOT_SHOWN):
                raise
            return ""

    def _department(self) -> Write:
        """A class that is new or called otherwise: who could not be matched before may be now."""
        known = reading.departments(self._edge)
        number = int(self.change.account) if self.change.account.isdecimal() else 0
        if self.change.gone or number not in known:
            return lambda _work: None
        classmates = reading.of_class(self._edge, number, known)
        return self._write([(one, classmates) for one in classmates])

    def _children(self, parent: SchoolParent) -> Iterable[SchoolStudent]:
        """The parent's children as the directory has them, and those whom only the books say to be."""
        accounts = [child.student_userid for child in parent.children]
        with self.tools.store.reading() as work:
            accounts += directory.children_of(work, self.change.corp, self.change.account)
        for account in {account.casefold(): account for account in accounts}.values():
            try:
                told = self._edge.call(api.school_user_get, self._edge.parents, account)
            except WeComError as error:
                if error.code not in NOT_THERE:
                    raise
                continue
            if isinstance(told, SchoolStudent):
                yield told

    def _students(self, students: Iterable[SchoolStudent]) -> Write:
        found = list(students)
        known = reading.departments(self._edge)
        families = []
        for one in found:
            with self.tools.store.reading() as work:
                is_known = directory.knows_student(work, self.change.corp, one.student_userid)
            classes = [] if is_known else list(reading.classes_of(one, known))
            classmates = [mate for place in classes for mate in reading.of_class(self._edge, place, known)]
            families.append((reading.listed(one, known), classmates))
        return self._write(families)

    def _write(self, families: list[tuple[ListedStudent, list[ListedStudent]]]) -> Write:
        def write(work: Work) -> None:
            for student, classmates in families:
                directory.apply_student(work, self.change.corp, student, classmates, self._stamp)

        return write

    def _gone(self) -> Write:
        gone = directory.student_gone if self.change.subject is Subject.STUDENT else directory.parent_gone
        return lambda work: gone(work, self.change.corp, self.change.account, self._stamp)


def _settle(asked: _Asked) -> None:
    change, at, submit = asked.change, asked.moment.at, asked.tools.submit.submit
    try:
        write = asked.write()
    except WeComError as error:
        # Who went meanwhile is told of by an event of its own; who only left our sight is not gone.
        if error.code in (*NOT_THERE, *NOT_SHOWN) or change.attempts >= MOST_TRIES:
            log.warning("directory_change_refused", subject=change.subject.value, code=error.code)
            submit(lambda work: directory_changes.done(work, change, Became.REFUSED, at))
        else:
            submit(lambda work: directory_changes.later(work, change, at))
        return

    def once(work: Work) -> None:
        if directory_changes.done(work, change, Became.APPLIED, at):
            write(work)

    submit(once)

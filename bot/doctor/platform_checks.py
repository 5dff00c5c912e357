"""The checks that ask the platform: address, token, visible range, events, the parents' side."""

from collections.abc import Iterator, Sequence

from bot.doctor.finding import Check, Health, Scene
from bot.wecom import api
from bot.wecom.answers import AgentInfo
from bot.wecom.edge import Edge
from bot.wecom.errors import NotTrusted, Throttled, Transport, WeComError
from language.say import doctor as say
from storage.people import Member, School

TOKEN_REFUSALS = (40001, 40013, 40091, 41002, 41004)
OUT_OF_RANGE = (60111, 60011, 60030, 46004)


def platform(scene: Scene) -> list[Check]:
    """The checks in their order; what a failure hides is said to be unknown."""
    if scene.edge is None:
        return _unknown(say.ADDRESS, say.TOKEN, say.RANGE, say.EVENTS, say.PARENTS)
    try:
        agent = scene.edge.call(api.agent_get, scene.edge.members)
    except (NotTrusted, Transport, Throttled) as error:
        return [_not_answered(say.ADDRESS, error), *_unknown(say.TOKEN, say.RANGE, say.EVENTS, say.PARENTS)]
    except WeComError as error:
        step = say.token_refused(error.code) if error.code in TOKEN_REFUSALS else say.call_refused(error.code)
        known = Check(say.ADDRESS, Health.OK, say.address_trusted())
        return [known, Check(say.TOKEN, Health.WRONG, *step), *_unknown(say.RANGE, say.EVENTS, say.PARENTS)]
    return [
        Check(say.ADDRESS, Health.OK, say.address_trusted()),
        _token(agent),
        _range(scene.edge, agent, scene.books.school),
        Check(say.EVENTS, Health.OK, say.events_on())
        if agent.reports_enter
        else Check(say.EVENTS, Health.NOTE, *say.events_off()),
        _parents_or_links(scene, scene.edge),
    ]


def _not_answered(name: str, error: WeComError) -> Check:
    """What keeps every call from being answered, whatever it asks."""
    if isinstance(error, NotTrusted):
        return Check(name, Health.WRONG, *say.address_not_trusted(error.ip))
    if isinstance(error, Throttled):
        return Check(name, Health.UNKNOWN, *say.platform_busy(error.code))
    return Check(name, Health.WRONG, *say.platform_unreachable(str(error)))


def _token(agent: AgentInfo) -> Check:
    if agent.closed:
        return Check(say.TOKEN, Health.WRONG, *say.app_closed(agent.name))
    return Check(say.TOKEN, Health.OK, say.token_fine(agent.name))


def _range(edge: Edge, agent: AgentInfo, school: School | None) -> Check:
    here = [] if school is None else [member for member in school.members.values() if not member.left]
    if not here:
        return Check(say.RANGE, Health.UNKNOWN, *say.range_nobody())
    try:
        missing = list(_unseen(edge, agent, here))
    except (NotTrusted, Transport, Throttled) as error:
        return _not_answered(say.RANGE, error)
    except WeComError as error:
        return Check(say.RANGE, Health.WRONG, *say.call_refused(error.code))
    count = len(here)
    if missing:
        return Check(say.RANGE, Health.WRONG, *say.range_partial(count - len(missing), count, missing))
    return Check(say.RANGE, Health.OK, say.range_full(count))


def _unseen(edge: Edge, agent: AgentInfo, members: Sequence[Member]) -> Iterator[str]:
    """The names of those whom the app does not see."""
    seen = {user.casefold() for user in agent.users}
    for party in _with_parts(edge, agent.parties):
        seen |= {member.userid.casefold() for member in edge.call(api.user_simplelist, edge.members, party)}
    for member in members:
        if member.user_id.casefold() not in seen and not (agent.tags and _visible(edge, member.user_id)):
            yield member.name


def _visible(edge: Edge, user_id: str) -> bool:
    """Whom the app sees by a tag is in no list: each must be asked for."""
    try:
        edge.call(api.user_get, edge.members, user_id)
    except WeComError as error:
        if error.code not in OUT_OF_RANGE:
            raise
        return False
    return True


def _with_parts(edge: Edge, parties: tuple[int, ...]) -> list[int]:
    """The departments and all below them: a list of members holds only a department's own."""
    below = {department.id for party in parties for department in edge.call(api.department_list, edge.members, party)}
    return sorted(below | set(parties))


def _parents_or_links(scene: Scene, edge: Edge) -> Check:
    """A school without any parent's account needs nothing of the platform for them."""
    found = _parents(edge)
    families = scene.books.families
    by_links = families.everybody and not families.with_account
    return Check(say.PARENTS, Health.OK, say.by_links()) if by_links and found.health is Health.WRONG else found


def _parents(edge: Edge) -> Check:
    try:
        scope = edge.call(api.school_allow_scope, edge.parents)
    except (NotTrusted, Transport, Throttled) as error:
        return _not_answered(say.PARENTS, error)
    except WeComError as error:
        own = error.code in TOKEN_REFUSALS and edge.parents is not edge.members
        step = say.parents_token_refused(error.code) if own else say.parents_forbidden(error.code)
        return Check(say.PARENTS, Health.WRONG, *step)
    count = len(scope.students) + len(scope.departments)
    if not count:
        return Check(say.PARENTS, Health.WRONG, *say.parents_empty_scope())
    return Check(say.PARENTS, Health.OK, say.parents_allowed(count))


def _unknown(*names: str) -> list[Check]:
    return [Check(name, Health.UNKNOWN, say.AFTER_ABOVE) for name in names]

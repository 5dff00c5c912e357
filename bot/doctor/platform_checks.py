"""The checks that ask the platform: address, token, visible range, events, the parents' side."""

from bot.doctor.finding import Check, Health, Scene
from bot.wecom import api
from bot.wecom.answers import AgentInfo
from bot.wecom.edge import Edge
from bot.wecom.errors import NotTrusted, Transport, WeComError
from language.say import doctor as say
from storage.people import School

TOKEN_REFUSALS = (40001, 40013, 40091, 41002, 41004)


def platform(scene: Scene) -> list[Check]:
    """The checks in their order; what a failure hides is said to be unknown."""
    if scene.edge is None:
        return _unknown(say.ADDRESS, say.TOKEN, say.RANGE, say.EVENTS, say.PARENTS)
    try:
        agent = scene.edge.call(api.agent_get, scene.edge.members)
    except NotTrusted as error:
        wrong = Check(say.ADDRESS, Health.WRONG, *say.address_not_trusted(error.ip))
        return [wrong, *_unknown(say.TOKEN, say.RANGE, say.EVENTS, say.PARENTS)]
    except Transport as error:
        wrong = Check(say.ADDRESS, Health.WRONG, *say.platform_unreachable(str(error)))
        return [wrong, *_unknown(say.TOKEN, say.RANGE, say.EVENTS, say.PARENTS)]
    except WeComError as error:
        step = say.token_refused(error.code) if error.code in TOKEN_REFUSALS else say.call_refused(error.code)
        known = Check(say.ADDRESS, Health.OK, say.address_trusted())
        return [known, Check(say.TOKEN, Health.WRONG, *step), *_unknown(say.RANGE, say.EVENTS, say.PARENTS)]
    return [
        Check(say.ADDRESS, Health.OK, say.address_trusted()),
        Check(say.TOKEN, Health.OK, say.token_fine(agent.name)),
        _range(scene.edge, agent, scene.books.school),
        Check(say.EVENTS, Health.OK, say.events_on())
        if agent.reports_enter
        else Check(say.EVENTS, Health.NOTE, *say.events_off()),
        _parents(scene.edge),
    ]


def _range(edge: Edge, agent: AgentInfo, school: School | None) -> Check:
    if school is None or not school.members:
        return Check(say.RANGE, Health.UNKNOWN, *say.range_nobody())
    try:
        seen = {user.casefold() for user in agent.users}
        for party in _with_parts(edge, agent.parties):
            seen |= {member.userid.casefold() for member in edge.call(api.user_simplelist, edge.members, party)}
    except WeComError as error:
        return Check(say.RANGE, Health.WRONG, *say.call_refused(error.code))
    missing = [member.name for member in school.members.values() if member.user_id.casefold() not in seen]
    count = len(school.members)
    if missing:
        return Check(say.RANGE, Health.WRONG, *say.range_partial(count - len(missing), count, missing))
    return Check(say.RANGE, Health.OK, say.range_full(count))


def _with_parts(edge: Edge, parties: tuple[int, ...]) -> list[int]:
    """The departments and all below them: a list of members holds only a department's own."""
    below = {department.id for party in parties for department in edge.call(api.department_list, edge.members, party)}
    return sorted(below | set(parties))


def _parents(edge: Edge) -> Check:
    try:
        scope = edge.call(api.school_allow_scope, edge.parents)
    except Transport as error:
        return Check(say.PARENTS, Health.UNKNOWN, *say.platform_unreachable(str(error)))
    except WeComError as error:
        return Check(say.PARENTS, Health.WRONG, *say.parents_forbidden(error.code))
    count = len(scope.students) + len(scope.departments)
    if not count:
        return Check(say.PARENTS, Health.WRONG, *say.parents_empty_scope())
    return Check(say.PARENTS, Health.OK, say.parents_allowed(count))


def _unknown(*names: str) -> list[Check]:
    return [Check(name, Health.UNKNOWN, say.AFTER_ABOVE) for name in names]

"""The server API of the member directory, of the app itself and of the platform's addresses."""

from collections.abc import Iterable

from starlette.requests import Request

from sandbox.api import Answer, Row
from sandbox.errors import ApiError
from sandbox.facts import Staff
from sandbox.school import Person
from sandbox.settings import App, SandboxSettings


class MembersApi:
    """user/…, department/list, agent/get and the lists of addresses."""

    def __init__(self, settings: SandboxSettings, staff: Staff) -> None:
        self._settings = settings
        self._staff = staff

    def rows(self) -> Iterable[Row]:
        return (
            ("user/get", "GET", self._user_get),
            ("user/simplelist", "GET", self._user_simplelist),
            ("user/list", "GET", self._user_list),
            ("department/list", "GET", self._department_list),
            ("agent/get", "GET", self._agent_get),
            ("get_api_domain_ip", "GET", self._addresses),
            ("getcallbackip", "GET", self._addresses),
        )

    async def _user_get(self, request: Request, _: App) -> Answer:
        userid = request.query_params.get("userid", "")
        if not userid:
            raise ApiError(41009)
        if person := self._staff.member(userid):
            return _whole_member(person)
        raise ApiError(60111)

    async def _user_simplelist(self, request: Request, _: App) -> Answer:
        return {"userlist": [_member(person) for person in self._people_of(request)]}

    async def _user_list(self, request: Request, _: App) -> Answer:
        return {"userlist": [_whole_member(person) for person in self._people_of(request)]}

    async def _department_list(self, request: Request, _: App) -> Answer:
        wanted = request.query_params.get("id")
        root = self._party(wanted) if wanted else 0
        return {
            "department": [
                {"id": party.id, "name": party.name, "parentid": party.parent_id, "order": party.id}
                for party in self._staff.parties
                if not root or root in (party.id, party.parent_id)
            ]
        }

    async def _agent_get(self, request: Request, app: App) -> Answer:
        if request.query_params.get("agentid") != str(app.agent_id):
            raise ApiError(301002)
        domains = self._settings.trusted_domains
        return {
            "agentid": app.agent_id,
            "name": app.name,
            "allow_userinfos": {"user": [{"userid": person.userid} for person in self._staff.members]},
            "allow_partys": {"partyid": [party.id for party in self._staff.parties]},
            "close": 0,
            "redirect_domain": domains[0] if domains else "",
            "report_location_flag": 0,
            "isreportenter": 1,
            "home_url": "",
        }

    async def _addresses(self, _request: Request, _app: App) -> Answer:
        return {"ip_list": ["127.0.0.1"]}

    def _people_of(self, request: Request) -> list[Person]:
        party = self._party(request.query_params.get("department_id", ""))
        return [person for person in self._staff.members if party in person.parties]

    def _party(self, text: str) -> int:
        for party in self._staff.parties:
            if str(party.id) == text:
                return party.id
        raise ApiError(60003)


def _member(person: Person) -> dict[str, object]:
    """A member as apps made since June 2022 see one: no phone, no mail, no gender."""
    return {"userid": person.userid, "name": person.name, "department": list(person.parties)}


def _whole_member(person: Person) -> dict[str, object]:
    return {**_member(person), "position": person.role, "main_department": person.parties[0], "status": 1}

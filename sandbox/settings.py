"""What the pretend platform needs to know: the corp, its app, where the bot listens, who is a member."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from sandbox.directory import Directory, directory
from sandbox.school import Party, Person, parties, people


class RetryMode(StrEnum):
    """When a push is repeated; the platform's documentation states both rules."""

    NON_200 = "non_200"
    TIMEOUT_ONLY = "timeout_only"


class KfRepeat(StrEnum):
    """What 微信客服 does with a msgid that it had before; the documentation is silent."""

    REFUSE = "refuse"
    SEND_AGAIN = "send_again"


@dataclass(frozen=True, slots=True)
class App:
    """One app of the corp; `for_parents`: it stands in the list of apps that parents may use."""

    agent_id: int
    secret: str
    name: str
    for_parents: bool


KF_ACCOUNT = "wkSandboxQingheAAAAAAAAAAAAAAAAAA"


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """One corp with one app, or two: one for the staff and one for the parents.

    `token` and `aes_key` (43 characters) seal the callback at `callback_url`; a secret buys its app's access tokens.
    `parent_agent_id` and `parent_secret` make the second app; without them the one serves both.
    `trusted_domains` are hosts with port to which the login page may lead; none given, none is checked.
    `clock_file` holds seconds by which the sandbox's time is ahead; without it time cannot be moved.
    `silent_non_followers`: parents who do not follow are passed over without a word, else named as invalid.
    `kf_open_kfid` is the account of 微信客服, `kf_stopped` are members who serve it but take no session now.
    `kf_page`: the most messages of one page of its news; `kf_empty_pages`: an empty one comes before each page.
    Lengths of time are seconds.
    """

    corp_id: str
    agent_id: int
    secret: str
    token: str
    aes_key: str
    callback_url: str
    data_dir: Path
    app_name: str = "结对"
    parents_app_name: str = "成长小信"
    parent_agent_id: int | None = None
    parent_secret: str = ""
    in_parents_list: bool = True
    silent_non_followers: bool = True
    trusted_domains: tuple[str, ...] = ()
    clock_file: Path | None = None
    members: tuple[Person, ...] = field(default_factory=people)
    parties: tuple[Party, ...] = field(default_factory=parties)
    directory: Directory = field(default_factory=directory)
    retry_mode: RetryMode = RetryMode.NON_200
    answer_seconds: float = 5.0
    retry_gap_seconds: float = 1.0
    token_seconds: int = 7200
    kf_open_kfid: str = KF_ACCOUNT
    kf_name: str = "成长小信"
    kf_repeat: KfRepeat = KfRepeat.REFUSE
    kf_page: int = 1000
    kf_empty_pages: bool = False
    kf_stopped: tuple[str, ...] = ()

    @property
    def apps(self) -> tuple[App, ...]:
        """The apps, the parents' last."""
        if self.parent_agent_id is None:
            return (App(self.agent_id, self.secret, self.app_name, self.in_parents_list),)
        staff = App(self.agent_id, self.secret, self.app_name, for_parents=False)
        parents = App(self.parent_agent_id, self.parent_secret, self.parents_app_name, self.in_parents_list)
        return (staff, parents)

"""The settings: environment variables and `.env`, all with the prefix JIEDUI_."""

import os
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ENV_FILE = "JIEDUI_ENV_FILE"


def home() -> Path:
    """The folder that relative paths are meant from: the checkout that is installed, else where we were started."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "pyproject.toml").is_file() else Path.cwd()


class Settings(BaseSettings):
    """What an operator can set. The WeCom keys describe the default corp; without them there is no callback."""

    model_config = SettingsConfigDict(env_prefix="JIEDUI_", env_file_encoding="utf-8", extra="ignore", frozen=True)

    data_dir: Path = Path("var")
    database_url: str = ""
    redis_url: SecretStr = SecretStr("")
    base_url: str = ""
    https_proxy_url: SecretStr = SecretStr("")
    secret_key: SecretStr = SecretStr("")
    timezone: str = "Asia/Shanghai"
    log_format: Literal["console", "json"] = "console"

    wecom_corp_id: str = ""
    wecom_agent_id: int | None = None
    wecom_secret: SecretStr = SecretStr("")
    wecom_token: SecretStr = SecretStr("")
    wecom_aes_key: SecretStr = SecretStr("")
    wecom_parent_agent_id: int | None = None
    wecom_parent_secret: SecretStr = SecretStr("")
    wecom_kf_open_kfid: str = ""
    wecom_api_base: str = "https://qyapi.weixin.qq.com"
    wecom_oauth_base: str = "https://open.weixin.qq.com"
    # After the address that decides whether it is allowed: fields are checked in this order.
    clock_file: Path | None = None

    @field_validator("data_dir")
    @classmethod
    def _from_home(cls, path: Path) -> Path:
        return home() / path

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, IsADirectoryError) as error:
            raise ValueError("no such time zone") from error
        return name

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        try:
            known = not url or make_url(url).get_backend_name() in ("sqlite", "postgresql")
        except ArgumentError:
            known = False
        if not known:
            raise ValueError("neither sqlite:// nor postgresql://")
        return url

    @field_validator("redis_url")
    @classmethod
    def _known_redis(cls, url: SecretStr) -> SecretStr:
        if url.get_secret_value() and not url.get_secret_value().startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("neither redis:// nor rediss:// nor unix://")
        return url

    @field_validator("base_url")
    @classmethod
    def _own_address(cls, url: str) -> str:
        return _web_address(url).geturl().rstrip("/") if url else url

    @field_validator("https_proxy_url")
    @classmethod
    def _proxy_address(cls, url: SecretStr) -> SecretStr:
        if url.get_secret_value():
            _web_address(url.get_secret_value())
        return url

    @field_validator("wecom_api_base", "wecom_oauth_base")
    @classmethod
    def _platform_address(cls, url: str) -> str:
        address = _web_address(url)
        if address.path.strip("/") or "@" in address.netloc:
            raise ValueError("more than scheme, host and port")
        if address.scheme == "http" and not _is_loopback(address):
            raise ValueError("plain http to another machine")
        return f"{address.scheme}://{address.netloc}"

    @field_validator("clock_file", mode="before")
    @classmethod
    def _no_clock_file(cls, path: object) -> object:
        return None if path == "" else path

    @field_validator("clock_file")
    @classmethod
    def _only_in_a_demo(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if path is None:
            return None
        if not _is_loopback(urlsplit(info.data.get("wecom_api_base", ""))):
            raise ValueError("only with a platform on this machine")
        return home() / path

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def url(self) -> str:
        """The database's URL; without one an SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'jiedui.db'}"

    @property
    def embedded(self) -> bool:
        """SQLite: one machine, and the program looks after its own schema."""
        return make_url(self.url).get_backend_name() == "sqlite"

    @property
    def can_call(self) -> bool:
        """Whether calls to WeCom can be made: a corp, its app and the app's secret."""
        return bool(self.wecom_corp_id and self.wecom_agent_id is not None and self.wecom_secret.get_secret_value())

    @property
    def has_callback_keys(self) -> bool:
        return bool(
            self.wecom_corp_id and self.wecom_token.get_secret_value() and self.wecom_aes_key.get_secret_value()
        )


def _web_address(url: str) -> SplitResult:
    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname or address.query or address.fragment:
        raise ValueError("no address of http:// or https://")
    # Looked at for what it raises: a port that is no number.
    _ = address.port
    return address


def _is_loopback(address: SplitResult) -> bool:
    host = address.hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def load() -> Settings:
    """The settings of this installation: the environment, then the file named by JIEDUI_ENV_FILE.

    Without that variable it is `.env` beside the checkout; set but empty, no file is read.
    """
    return Settings(_env_file=os.environ.get(ENV_FILE, str(home() / ".env")) or None)

"""The settings: environment variables and `.env`, all with the prefix JIEDUI_."""

import os
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import SecretStr, field_validator
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
    secret_key: SecretStr = SecretStr("")
    timezone: str = "Asia/Shanghai"
    log_format: Literal["console", "json"] = "console"

    wecom_corp_id: str = ""
    wecom_agent_id: int | None = None
    wecom_secret: SecretStr = SecretStr("")
    wecom_token: SecretStr = SecretStr("")
    wecom_aes_key: SecretStr = SecretStr("")
    wecom_parent_agent_id: int | None = None

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
    def has_callback_keys(self) -> bool:
        return bool(
            self.wecom_corp_id and self.wecom_token.get_secret_value() and self.wecom_aes_key.get_secret_value()
        )


def load() -> Settings:
    """The settings of this installation: the environment, then the file named by JIEDUI_ENV_FILE.

    Without that variable it is `.env` beside the checkout; set but empty, no file is read.
    """
    return Settings(_env_file=os.environ.get(ENV_FILE, str(home() / ".env")) or None)

"""Settings that cannot be right are refused by name, before anything starts."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, home


def _with(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"JIEDUI_{name.upper()}", value)
    return Settings()


REFUSED = [
    ("redis_url", "localhost:6379"),
    ("redis_url", "http://localhost:6379"),
    ("base_url", "bot.school.example"),
    ("base_url", "ftp://bot.school.example"),
    ("base_url", "https://bot.school.example/?a=b"),
    ("https_proxy_url", "socks5://proxy:1080"),
    ("wecom_api_base", ""),
    ("wecom_api_base", "https://"),
    ("wecom_api_base", "https://qyapi.weixin.qq.com/cgi-bin"),
    ("wecom_api_base", "https://a:b@qyapi.weixin.qq.com"),
    ("wecom_api_base", "https://qyapi.weixin.qq.com:port"),
    ("wecom_api_base", "http://qyapi.weixin.qq.com"),
    ("wecom_api_base", "http://192.168.1.2:8000"),
    ("wecom_api_base", "http://127.0.0.1.evil.example"),
    ("wecom_oauth_base", "http://open.weixin.qq.com"),
    ("clock_file", "var/clock"),
]


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_setting_that_cannot_be_right_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        _with(monkeypatch, **{name: value})
    assert [problem["loc"] for problem in caught.value.errors()] == [(name,)]


READ = [
    ("base_url", "https://bot.school.example/", "https://bot.school.example"),
    ("base_url", "http://10.0.0.5:8000", "http://10.0.0.5:8000"),
    ("base_url", "", ""),
    ("wecom_api_base", "https://qyapi.weixin.qq.com/", "https://qyapi.weixin.qq.com"),
    ("wecom_api_base", "http://127.0.0.1:9001", "http://127.0.0.1:9001"),
    ("wecom_api_base", "http://localhost:9001/", "http://localhost:9001"),
    ("wecom_oauth_base", "http://[::1]:9001", "http://[::1]:9001"),
]


@pytest.mark.parametrize(("name", "value", "read"), READ)
def test_addresses_are_read_without_their_last_slash(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: str
) -> None:
    assert getattr(_with(monkeypatch, **{name: value}), name) == read


@pytest.mark.parametrize("url", ["redis://localhost:6379/0", "rediss://:word@redis/1", "unix:///run/redis.sock", ""])
def test_a_redis_is_named_by_a_url_that_stays_secret(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    settings = _with(monkeypatch, redis_url=url)
    assert settings.redis_url.get_secret_value() == url
    assert not url or url not in repr(settings)


def test_a_clock_file_is_for_a_platform_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = _with(monkeypatch, clock_file="var/clock", wecom_api_base="http://127.0.0.1:9001")
    assert settings.clock_file == home() / "var" / "clock"


def test_an_empty_clock_file_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _with(monkeypatch, clock_file="").clock_file is None


def test_a_wrong_platform_is_not_forgiven_for_a_clock_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        _with(monkeypatch, clock_file=str(tmp_path / "clock"), wecom_api_base="nowhere")
    assert {problem["loc"] for problem in caught.value.errors()} == {("wecom_api_base",), ("clock_file",)}

"""Whoever is not the platform gets a refusal and a line in the log; the books stay as they are."""

import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot.settings import Settings
from storage.schools import CORP
from storage.work import Store
from tests.scenarios.books import inbox_count
from tests.support.platform import CORP_ID, Platform, Seal, fetch, text_message
from tests.support.service import running, settings_for
from tests.support.small_school import NOON, SmallSchool

SECRET_WORDS = ("张三", "WangFang", "悄悄话")


def sealed(message: str, seal: Seal | None = None) -> tuple[str, bytes]:
    seal = seal or Seal()
    encrypted = seal.encrypt(message.encode())
    return seal.query(encrypted), seal.envelope(encrypted)


def refuse_cases() -> list[tuple[str, str, bytes, int]]:
    message = text_message("WangFang", "已谈心 张三：悄悄话", at=NOON)
    query, body = sealed(message)
    seal = Seal()
    broken = seal.encrypt(message.encode())[:-8] + "AAAAAAA="
    garbage = "!!!not base64!!!"
    hostile = (
        "<!DOCTYPE xml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
        "<xml><ToUserName>&b;</ToUserName><Encrypt>x</Encrypt></xml>"
    )
    inner = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><xml><Content>&e;</Content></xml>"
    other_corp = Seal(corp_id="wwsomebodyelse00")
    wrong_agent = message.replace("<AgentID>1000002<", "<AgentID>1000099<")
    return [
        ("no query", "", body, 400),
        ("half a query", query.split("&", maxsplit=1)[0], body, 400),
        ("wrong signature", query.replace("msg_signature=", "msg_signature=0"), body, 403),
        ("signature of another kind", urlencode({"msg_signature": "é", "timestamp": "1", "nonce": "2"}), body, 403),
        ("empty body", query, b"", 400),
        ("not xml", query, b"hello", 400),
        ("broken xml", query, body[:-9], 400),
        ("no ciphertext", query, b"<xml><ToUserName>x</ToUserName></xml>", 400),
        ("entities", query, hostile.encode(), 400),
        ("deep xml", query, b"<a>" * 20_000, 400),
        ("binary", query, os.urandom(5000), 400),
        ("utf-16", query, body.decode().encode("utf-16"), 400),
        ("bad base64", seal.query(garbage), seal.envelope(garbage), 403),
        ("changed ciphertext", seal.query(broken), seal.envelope(broken), 403),
        ("sealed for another corp", *sealed(message, other_corp), 403),
        ("another corp inside", *sealed(message.replace(CORP_ID, "wwsomebodyelse00")), 403),
        ("another app", *sealed(wrong_agent), 403),
        ("hostile xml inside the seal", *sealed(inner), 400),
        ("broken xml inside the seal", *sealed(message[:-3]), 400),
        ("10 MB", query, b"x" * 10_000_000, 413),
        ("a little too much", query, b"x" * 65_537, 413),
    ]


CASES = refuse_cases()


@pytest.mark.parametrize(("query", "body", "status"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_not_the_platform_s_is_refused_with_one_line_and_leaves_no_row(
    platform: Platform, store: Store, capfd: pytest.CaptureFixture[str], query: str, body: bytes, status: int
) -> None:
    capfd.readouterr()
    assert platform.send(query, body).status == status
    assert inbox_count(store) == 0
    said = "".join(capfd.readouterr())
    assert said.count("\n") == 1
    assert "callback_refused" in said
    assert not any(word in said for word in SECRET_WORDS)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(platform: Platform, method: str) -> None:
    assert fetch(Request(platform.url, method=method)).status == 405


def test_another_service_s_corp_is_not_found(platform: Platform) -> None:
    query, body = sealed(text_message("WangFang", "已谈心 张三", at=NOON))
    assert fetch(Request(f"{platform.url}/wwnobody?{query}", data=body, method="POST")).status == 404


def test_a_body_that_stops_in_the_middle_leaves_no_row(platform: Platform, store: Store) -> None:
    host, port = platform.url.split("/")[2].split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"POST /wecom/callback HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n<xml>")
    assert platform.say("WangFang", "已谈心 张三", at=NOON).status == 200
    assert inbox_count(store) == 1


# One service for all examples: what is tested is that none of them leaves a trace in it.
@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=400), query=st.text(max_size=60))
def test_noise_is_refused(platform: Platform, store: Store, body: bytes, query: str) -> None:
    encoded = urlencode({"msg_signature": query, "timestamp": query, "nonce": query})
    assert 400 <= platform.send(encoded, body).status < 500
    assert inbox_count(store) == 0


@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inner=st.binary(max_size=300))
def test_noise_inside_a_right_seal_is_refused_or_kept_as_unknown(platform: Platform, inner: bytes) -> None:
    seal = Seal()
    encrypted = seal.encrypt(inner)
    assert 400 <= platform.send(seal.query(encrypted), seal.envelope(encrypted)).status < 500


class TestUrlCheck:
    """The console's GET."""

    def check(self, platform: Platform, echo: bytes, **changed: str) -> tuple[int, bytes]:
        seal = platform.seal
        encrypted = seal.encrypt(echo)
        signed = {
            "msg_signature": seal.sign("1409659589", "263014780", encrypted),
            "timestamp": "1409659589",
            "nonce": "263014780",
            "echostr": encrypted,
        }
        response = fetch(f"{platform.url}?{urlencode({**signed, **changed})}")
        return response.status, response.body

    def test_the_echo_comes_back_byte_for_byte(self, platform: Platform) -> None:
        assert self.check(platform, b"1616140317555161061") == (200, b"1616140317555161061")

    def test_every_length_of_padding(self, platform: Platform) -> None:
        for length in range(1, 40):
            assert self.check(platform, b"7" * length) == (200, b"7" * length)

    def test_a_wrong_signature_gets_nothing(self, platform: Platform) -> None:
        assert self.check(platform, b"1", msg_signature="0" * 40) == (403, b"")

    def test_without_an_echo_there_is_nothing_to_check(self, platform: Platform) -> None:
        assert self.check(platform, b"1", echostr="")[0] == 400

    def test_it_works_while_the_database_is_away(self, tmp_path: Path) -> None:
        nowhere = settings_for("postgresql://nobody@127.0.0.1:1/none", tmp_path)
        with running(nowhere, patience=0.2) as address:
            assert self.check(Platform(f"{address}/wecom/callback"), b"12345") == (200, b"12345")
            assert fetch(f"{address}/readyz").status == 503
            # Whether there is such a corp cannot be said now: not a refusal, but a plea to come again.
            assert fetch(f"{address}/wecom/callback/wwother?echostr=x").status == 503

    def test_a_new_installation_is_ready_by_itself(self, tmp_path: Path) -> None:
        with running(settings_for(f"sqlite:///{tmp_path}/new/jiedui.db", tmp_path)) as address:
            for _ in range(100):
                if fetch(f"{address}/readyz").status == 200:
                    break
                time.sleep(0.05)
            assert fetch(f"{address}/readyz").status == 200
            answer = Platform(f"{address}/wecom/callback").answer("WangFang", "已谈心 张三", at=NOON)
            assert "我还不认识您" in answer


def test_a_second_corp_is_answered_at_its_own_address_with_its_own_keys(
    settings: Settings, store: Store, school: SmallSchool
) -> None:
    other = Seal(
        corp_id="wwbureau00000001", token="anothertoken", aes_key="4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws"
    )
    with store.writing() as work:
        keys = {"token": other.token, "aes_key": other.aes_key, "agent_ids": [1000002]}
        sealed_keys = work.vault.seal_json(keys, "corp.keys")
        broken = work.vault.seal_json({**keys, "token": "not a token!"}, "corp.keys")
        rows = [
            {"corp_id": other.corp_id, "is_default": False, "sealed_keys": sealed_keys},
            {"corp_id": "wwbroken", "is_default": False, "sealed_keys": broken},
        ]
        work.connection.execute(CORP.insert(), rows)
    with running(settings) as address, ThreadPoolExecutor(5) as pool:
        theirs = Platform(f"{address}/wecom/callback/{other.corp_id}", other)
        message = text_message("WangFang", "已谈心 张三", at=NOON).replace(CORP_ID, other.corp_id)
        # All at once: whoever comes while the keys are being read waits for them.
        answers = list(pool.map(lambda _turn: theirs.post(message), range(5)))
        assert {one.status for one in answers} == {200}
        answer = answers[0]
        assert (answer.status, "不认识" in (answer.text or "")) == (200, True), (
            "a user id of one corp means nobody in another"
        )
        assert Platform(f"{address}/wecom/callback", other).post(message).status == 403


class TestDomainCheck:
    """`/WW_verify_*.txt` for the platform, and nothing else of the disk."""

    def test_the_file_is_served_as_it_is(self, settings: Settings, school: SmallSchool) -> None:
        folder = settings.data_dir / "verify"
        folder.mkdir(parents=True)
        (folder / "WW_verify_a1B2.txt").write_text("a1B2")
        (settings.data_dir / "WW_verify_out.txt").write_text("secret")
        with running(settings) as address:
            assert fetch(f"{address}/WW_verify_a1B2.txt").body == b"a1B2"
            for path in ("WW_verify_none.txt", "WW_verify_..%2FWW_verify_out.txt", "WW_verify_a1B2%00.txt"):
                assert fetch(f"{address}/{path}").status == 404

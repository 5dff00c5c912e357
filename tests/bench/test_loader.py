"""The loader reads HTTP by itself and keeps to its plan."""

from itertools import islice

import pytest

from bench.loader import Answer, Plan, due_count, due_times, read_answer

WHOLE = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody"


@pytest.mark.parametrize("size", range(len(WHOLE)))
def test_an_answer_that_is_not_complete_is_waited_for(size: int) -> None:
    assert read_answer(WHOLE[:size]) is None


@pytest.mark.parametrize(
    ("received", "answer"),
    [
        (WHOLE, Answer(200, b"body", reusable=True)),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx", Answer(200, b"x", reusable=False)),
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", Answer(503, b"", reusable=True)),
    ],
    ids=["kept open", "closed, spelt as gunicorn does", "refused"],
)
def test_a_complete_answer_is_read(received: bytes, answer: Answer) -> None:
    assert read_answer(received) == answer


def test_with_a_rate_messages_are_due_evenly() -> None:
    plan = Plan(port=1, warm_up=0.5, seconds=1.5, rate=4.0)
    assert list(islice(due_times(plan, start=10.0), 4)) == [10.0, 10.25, 10.5, 10.75]
    assert due_count(plan) == 8


def test_without_a_rate_every_message_is_due_at_once() -> None:
    plan = Plan(port=1, warm_up=0.5, seconds=1.5)
    assert list(islice(due_times(plan, start=10.0), 3)) == [10.0, 10.0, 10.0]

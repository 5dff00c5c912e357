"""By which ways a family is reached: notices first, the chat first for whom spoke there, never one that was tried."""

import pytest

from duty.ways import Way, ways_to_send

N, S = Way.NOTICE, Way.SERVICE


@pytest.mark.parametrize(
    ("notices", "service", "spoke", "tried", "found"),
    [
        (True, True, False, (), (N, S)),
        (True, True, True, (), (S, N)),
        (True, False, True, (), (N,)),
        (False, True, False, (), (S,)),
        (False, False, True, (), ()),
        (True, True, False, (N,), (S,)),
        (True, True, True, (S,), (N,)),
        (True, True, True, (S, N), ()),
    ],
)
def test_the_ways_that_are_open_in_their_order(
    *, notices: bool, service: bool, spoke: bool, tried: tuple[Way, ...], found: tuple[Way, ...]
) -> None:
    assert ways_to_send(notices=notices, service=service, spoke_in_service=spoke, tried=tried) == found

"""Visitors who wander: no walk through the product ends in a problem (walks.py)."""

import pytest

from tests.conversations.play import Product
from tests.conversations.walks import all_at_once, median_messages, play, report, willing

pytestmark = pytest.mark.engine

COUNT = 60
MOST_FOR_WILLING = 7
MOST_ALL_AT_ONCE = 3


def test_no_wandering_visitor_meets_a_problem(product: Product) -> None:
    walks = play(product, range(1, COUNT + 1))
    assert not report(walks), "\n".join(report(walks))
    assert {walk.outcome for walk in walks} >= {"saved", "cancelled", "routed", "answered"}


def test_a_willing_visitor_is_done_after_a_few_messages(product: Product) -> None:
    walks = willing(product)
    assert not report(walks), "\n".join(report(walks))
    assert {walk.outcome for walk in walks} == {"saved"}
    assert median_messages(walks) <= MOST_FOR_WILLING


def test_who_says_everything_at_once_only_has_to_agree(product: Product) -> None:
    walks = all_at_once(product)
    assert not report(walks), "\n".join(report(walks))
    assert {walk.outcome for walk in walks} == {"saved"}
    assert median_messages(walks) <= MOST_ALL_AT_ONCE

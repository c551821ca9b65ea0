"""What neither rules nor training were made with: not noticed worse than when last measured."""

from collections import Counter

import pytest

from nightdesk.base.data import read_yaml
from nightdesk.safety import TIERS, RedFlag
from tests.safety.scorecard import (
    BOTH,
    CEILINGS,
    FLOOR,
    NONE,
    ORDINARY,
    RULES,
    Labelled,
    Noticed,
    RedFlags,
    count,
    floors,
    lines,
    load,
    measure,
)

FLOORS: dict[str, dict[str, float]] = read_yaml(FLOOR)
MESSAGES = load()


@pytest.fixture(scope="module")
def cards() -> dict[str, RedFlags]:
    return {card.name: card for card in measure(MESSAGES)}


@pytest.mark.parametrize("way", [RULES, BOTH])
def test_no_measure_is_worse_than_its_floor(cards, way):
    measured = cards[way].measures()
    assert set(measured) == set(FLOORS[way])
    worse = {
        name: f"{measured[name]:.1f}, was to be {bound}"
        for name, bound in FLOORS[way].items()
        if (measured[name] > bound if name in CEILINGS else measured[name] < bound)
    }
    assert worse == {}, "\n".join(lines([cards[way]]))


def test_the_second_net_takes_back_false_alarms_and_no_real_one(cards):
    for tier in TIERS:
        assert set(cards[BOTH].missed[tier]) <= set(cards[RULES].missed[tier])
    assert set(cards[RULES].alarmed) - set(cards[BOTH].alarmed)


def test_the_set_is_large_enough_to_mean_something():
    counted = Counter(message.tier for message in MESSAGES)
    assert set(counted) == {*TIERS, NONE}
    assert min(counted.values()) >= 75
    assert {*TIERS, NONE}.issuperset(tier for message in MESSAGES for tier in message.alt)
    kinds = Counter(message.ordinary for message in MESSAGES)
    assert min(kinds[kind] for kind in ORDINARY) >= 15


def noticed(name: str, tier: str, flagged: str, alt: tuple[str, ...] = ()) -> Noticed:
    flag = RedFlag(flagged, "some_rule", "") if flagged else None
    return Noticed(Labelled(name, "text", tier, alt, "price", "en"), flag, 2.0)


def test_the_scorecard_counts_what_it_says():
    card = count(
        RULES,
        [
            noticed("a", "911", "911"),
            noticed("b", "911", "urgent_line"),
            noticed("c", "er_today", "911", ("911",)),
            noticed("d", "urgent_line", "er_today"),
            noticed("e", "distress", ""),
            noticed("f", NONE, ""),
            noticed("g", NONE, "911"),
        ],
    )
    assert (card.all_found.count, card.all_found.of) == (4, 5)
    assert (card.all_right.count, card.all_right.of) == (2, 4)
    assert (card.too_mild.count, card.too_mild.of) == (1, 4)
    assert card.missed["distress"] == ["e"]
    assert card.alarmed == ["g"]
    assert card.ordinary["price"].percent == 50
    assert floors([card])[RULES]["found 911"] == 97
    assert floors([card])[RULES]["false alarms"] == 51
    printed = "\n".join(lines([card]))
    assert "missed, distress: e" in printed
    assert "text" not in printed

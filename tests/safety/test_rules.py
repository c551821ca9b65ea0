"""Every rule's own examples, as its reviewer reads them in rules.yml."""

import pytest

from nightdesk.base.data import read_yaml
from nightdesk.safety import Screen, default
from nightdesk.safety.rules import TIERS, Clause, RuleError, load_rules
from nightdesk.safety.screen import _HERE

RULES = default().rules
FIRE = [(rule, text) for rule in RULES for text in rule.must_fire]
QUIET = [(rule, text) for rule in RULES for text in rule.must_not_fire]


@pytest.fixture(scope="module")
def screen() -> Screen:
    return default()


@pytest.mark.parametrize(("rule", "text"), FIRE, ids=[f"{r.id}:{t[:40]}" for r, t in FIRE])
def test_example_fires_its_tier(screen, rule, text):
    flag = screen.check(text)
    assert flag is not None
    assert flag.tier == rule.tier


@pytest.mark.parametrize(("rule", "text"), QUIET, ids=[f"{r.id}:{t[:40]}" for r, t in QUIET])
def test_near_miss_stays_quiet(screen, rule, text):
    assert screen.check(text) is None


def test_every_rule_says_who_reviewed_it_and_shows_examples():
    for rule in RULES:
        assert rule.reviewer
        assert rule.reviewed_on
        assert rule.description
        assert rule.must_fire
        assert rule.must_not_fire


def test_rules_are_checked_most_serious_first():
    assert [TIERS.index(rule.tier) for rule in RULES] == sorted(
        TIERS.index(rule.tier) for rule in RULES
    )


def test_a_rule_that_names_an_unknown_sign_is_refused():
    rule = RULES[0]
    broken = type(rule)(**{**vars(rule), "when": (Clause.read("no_such_sign"),)})
    with pytest.raises(ValueError, match="no_such_sign"):
        Screen((broken,), read_yaml(_HERE / "signs.yml"), read_yaml(_HERE / "cues.yml"))


def test_only_never_can_be_said_of_holding_back(tmp_path):
    written = (_HERE / "rules.yml").read_text("utf-8")
    broken = tmp_path / "rules.yml"
    broken.write_text(written.replace("held_back: never", "held_back: often"), "utf-8")
    with pytest.raises(RuleError, match="held_back"):
        load_rules(broken)


def test_firm_rules_come_first_among_those_of_their_tier():
    for tier in TIERS:
        firm = [rule.firm for rule in RULES if rule.tier == tier]
        assert firm == sorted(firm, reverse=True)


def test_a_line_of_when_joins_and_excludes():
    clause = Clause.read("fever + pus - acne_word")
    assert clause.needs == {"fever", "pus"}
    assert clause.unless == {"acne_word"}
    with pytest.raises(RuleError):
        Clause.read("- fever")

"""Signs that add up over several messages of a talk."""

import pytest

from nightdesk.safety import default, second_net
from nightdesk.safety.rules import Clause, Rule


def rule(*lines: str) -> Rule:
    return Rule("r", "911", "", (), "", None, tuple(map(Clause.read, lines)), (), ())


@pytest.mark.parametrize(
    ("line", "now", "earlier", "fires"),
    [
        ("a + b", {"a"}, {"b"}, True),
        ("a + b", {"a", "b"}, set(), True),
        ("a + b", set(), {"a", "b"}, False),
        ("a + b", {"c"}, {"a", "b"}, False),
        ("a + b - c", {"a"}, {"b", "c"}, False),
        ("a + b - c", {"a", "b"}, {"c"}, True),
        ("a", {"b"}, {"a"}, False),
    ],
)
def test_a_new_message_completes_a_rule(line, now, earlier, fires):
    assert bool(rule(line).fires(now, earlier)) is fires


@pytest.mark.parametrize(
    ("earlier", "text", "tier"),
    [
        (["i had it done on saturday", "there is some pus coming out"], "and now i have chills", 1),
        (["i had my lips filled this afternoon"], "one spot went white and it really hurts", 1),
        (["no pus at all"], "and now i have chills", 0),
        (["what if i get pus?"], "how long do chills last in winter", 0),
        (["there is some pus coming out"], "how much is a session", 0),
        (["toxin vs filler for my frown, which one hurts less"], "the left side is worse", 0),
        (["relleno o laser, cual de los dos duele menos"], "it is worse on my left side", 0),
        (["my filler is from friday and it hurts"], "it is worse on my left side", 1),
        (["i got filler on friday which hurts"], "it is worse on my left side", 1),
    ],
)
def test_the_rules_read_a_talk_together(earlier, text, tier):
    assert bool(default().check(text, earlier)) == bool(tier)


def test_words_of_both_messages_are_shown_in_their_order():
    flag = default().check("and now i have chills", ["there is some pus coming out of it"])
    assert flag.words.index("pus") < flag.words.index("chills")


def hints(text: str) -> dict[str, float]:
    """A reader that is sure of danger only when it reads both parts."""
    danger = 0.9 if "PALE" in text and "FILLER" in text else 0.1 if "PALE" in text else 0.0
    return {"er_today": danger, "none": 1 - danger}


@pytest.mark.parametrize(
    ("earlier", "text", "found"),
    [
        (["FILLER today"], "it is PALE", True),
        ([], "it is PALE", False),
        (["FILLER today"], "thanks", False),
        (["it is PALE"], "FILLER today", False),
    ],
)
def test_the_second_net_reads_a_hint_together_with_what_was_said(earlier, text, found):
    assert bool(second_net.noticed(text, hints, lambda: earlier)) is found

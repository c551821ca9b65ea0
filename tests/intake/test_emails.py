"""E-mail addresses, typed, dictated and mistyped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.intake.emails import (
    DomainFix,
    Emails,
    kept_as_typed,
    read_domain_fix,
    read_emails,
    with_domain,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ines.quarto@example.org", "ines.quarto@example.org"),
        ("my email is Ines.Quarto@Example.ORG.", "Ines.Quarto@example.org"),
        ("<ines@example.org>, thanks", "ines@example.org"),
        ("ines+skin@sub.example.co.uk", "ines+skin@sub.example.co.uk"),
        ("ines dot quarto at example dot org", "ines.quarto@example.org"),
        ("its ines underscore q at example dot co dot uk", "ines_q@example.co.uk"),
        ("ines (at) example (dot) org", "ines@example.org"),
        ("ines[at]example[dot]org", "ines@example.org"),
        ("ines @ example.org", "ines@example.org"),
        ("i n e s at example dot org", "ines@example.org"),
        ("ines arroba example punto org", "ines@example.org"),
        ("josé@example.com", "josé@example.com"),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert read_emails(text, expected=False).address == address


def test_half_dictated_only_counts_where_an_address_is_expected() -> None:
    assert read_emails("ines at example.org", expected=True).address == "ines@example.org"
    assert read_emails("email: ines at example.org", expected=False).address == "ines@example.org"
    assert read_emails("i saw you at example.org", expected=False) == Emails()
    assert read_emails("look at example dot org", expected=False) == Emails()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ines.quarto.example.org", "no_at"),
        ("inesgmail.com", "no_at"),
        ("ines@example", "invalid"),
        ("ines@", "invalid"),
        ("@example.org", "invalid"),
        ("ines..q@example.org", "invalid"),
        ("ines@@example.org", "invalid"),
    ],
)
def test_a_broken_address_is_named_and_not_kept(text: str, problem: str) -> None:
    email = read_emails(text, expected=True)
    assert (email.address, email.problem) == (None, problem)


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [
        ("ines@gmial.com", "ines@gmail.com"),
        ("ines@gmai.com", "ines@gmail.com"),
        ("ines@gmail.con", "ines@gmail.com"),
        ("ines@yaho.com", "ines@yahoo.com"),
        ("ines@hotmial.com", "ines@hotmail.com"),
        ("ines@iclould.com", "ines@icloud.com"),
        ("ines@example.ogr", "ines@example.org"),
    ],
)
def test_likely_slips_are_asked_about(written: str, suggestion: str) -> None:
    email = read_emails(written, expected=True)
    assert (email.address, email.problem) == (None, "typo")
    assert (email.written, email.suggestion) == (written, suggestion)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ines dot quarto at gmail", "ines.quarto@gmail"),
        ("ines at yahoo", "ines@yahoo"),
        ("ines@gmail", "ines@gmail"),
    ],
)
def test_a_provider_without_its_ending_is_asked_about(text: str, written: str) -> None:
    email = read_emails(text, expected=True)
    assert (email.address, email.problem) == (None, "typo")
    assert (email.written, email.suggestion) == (written, f"{written}.com")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("ines quarto at gmail dot com", "inesquarto@gmail.com"),
        ("ines quarto 61 at example dot org", "inesquarto61@example.org"),
        ("inesq sixty one at example dot org", "inesq61@example.org"),
        ("q ines 4 @ example . org", "qines4@example.org"),
        ("ines dot m quarto at example dot org", "ines.mquarto@example.org"),
        ("will quarto at gmail dot com", "willquarto@gmail.com"),
        ("ines quarto at yahoo", "inesquarto@yahoo.com"),
        ("rosacea, my email is ines quarto at gmail dot com", "inesquarto@gmail.com"),
        ("415 555 0123, ines quarto at gmail dot com", "inesquarto@gmail.com"),
        ("reach me at ines quarto at gmail dot com", "inesquarto@gmail.com"),
    ],
)
def test_blanks_in_a_dictated_address_are_asked_about(text: str, suggestion: str) -> None:
    email = read_emails(text, expected=True)
    assert (email.address, email.suggestion) == (None, suggestion)
    ((start, end),) = email.spans
    assert email.written == text[start:end]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ines ines at example dot org", "ines@example.org"),
        ("ines quarto 415 555 0123 inesq at example dot org", "inesq@example.org"),
        ("my name is ines, iq at example dot org", "iq@example.org"),
        ("i am usually on iq at example dot org", "iq@example.org"),
    ],
)
def test_other_words_before_a_dictated_address_are_none_of_it(text: str, address: str) -> None:
    assert read_emails(text, expected=True).address == address


def test_a_word_like_part_of_an_address_counts_unasked() -> None:
    assert read_emails("i.quarto61 at example.org", expected=False).address is not None
    assert read_emails("in 2019 at example.org", expected=False) == Emails()


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("oh it's outlook not outlok", DomainFix("outlok", "outlook.com")),
        ("not yaho, yahoo", DomainFix("yaho", "yahoo.com")),
        ("i meant icloud", DomainFix("", "icloud.com")),
        ("i use gmail", None),
        ("gmail is fine, not now", None),
    ],
)
def test_a_provider_may_be_corrected_alone(text: str, fix: DomainFix | None) -> None:
    assert read_domain_fix(text) == fix


def test_only_the_wrong_provider_is_replaced() -> None:
    assert with_domain("ines@outlok.org", DomainFix("outlok", "outlook.com")) == "ines@outlook.com"
    assert with_domain("ines@example.org", DomainFix("outlok", "outlook.com")) == "ines@example.org"


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("ines at sample com", "ines@sample.com"),
        ("its ines dot q at sample org thanks", "ines.q@sample.org"),
        ("look at sample com", None),
    ],
)
def test_a_dot_that_was_not_said_is_asked_about(text: str, suggestion: str | None) -> None:
    assert read_emails(text, expected=True).suggestion == suggestion
    assert read_emails(text, expected=False).suggestion is None


@pytest.mark.parametrize(
    "text", ["i work at yahoo", "me at gmail", "looking at gmail", "ines at work"]
)
def test_a_provider_named_in_passing_is_no_address(text: str) -> None:
    assert read_emails(text, expected=False) == Emails()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("keep it as I typed it", True),
        ("keep as typed", True),
        ("no, keep it", True),
        ("the first", True),
        ("as i wrote it", True),
        ("the second one", False),
        ("your suggestion", False),
        ("yes", None),
        ("keep my data safe", None),
        ("whenever works", None),
    ],
)
def test_which_of_two_writings_is_meant(text: str, kept: bool | None) -> None:
    assert kept_as_typed(text) is kept


@pytest.mark.parametrize("domain", ["mail.com", "ymail.com", "gmail.com", "me.com", "example.co"])
def test_real_domains_are_left_alone(domain: str) -> None:
    assert read_emails(f"ines@{domain}", expected=True).address == f"ines@{domain}"


def test_a_corrected_address_wins() -> None:
    text = "inez@example.org, sorry ines@example.org"
    assert read_emails(text, expected=True).address == "ines@example.org"


@settings(deadline=None)
@given(st.emails(domains=st.sampled_from(["example.com", "example.org"])))
def test_what_is_read_as_an_address_was_written(address: str) -> None:
    read = read_emails(f"it is {address}", expected=True)
    assert read.address is None or read.address.rpartition("@")[0] in address


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    read_emails(text, expected=True)

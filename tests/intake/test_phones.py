"""Phone numbers, written and dictated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.intake.phones import (
    DigitFix,
    fixed,
    read_area_code,
    read_digit_fix,
    read_phones,
    wants_second,
)

US = "+14155550123"


def read(text: str, *, expected: bool = False, region: str = "US") -> tuple[str | None, str | None]:
    phones = read_phones(text, expected=expected, region=region)
    return phones.number, phones.problem


@pytest.mark.parametrize(
    "text",
    [
        "4155550123",
        "(415) 555-0123",
        "415.555.0123",
        "415/555/0123",
        "+1 415 555 0123",
        "1-415-555-0123",
        "reach me on 415 555 0123 after 4",
        "415-555-0123, 5pm is best",
        "im 45, 415 555 0123",
        "4 1 5 5 5 5 0 1 2 3",
        "cuatro uno cinco cinco cinco cinco cero uno veinte y tres",
        "four one five five five five zero one two three",
        "its four one five, five five five, oh one two three",
        "415 five five five 0123",
        "four fifteen triple five oh one twenty three",
        "four one five uh five five five oh one two three",
        "415 555-0123 ext 4",
    ],
)
def test_one_number_in_many_writings(text: str) -> None:
    assert read(text) == (US, None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+44 20 7946 0958", "+442079460958"),
        ("0044 20 7946 0958", "+442079460958"),
        ("011 52 55 1234 5678", "+525512345678"),
    ],
)
def test_country_codes(text: str, number: str) -> None:
    assert read(text) == (number, None)


def test_region_says_what_a_number_without_a_code_means() -> None:
    assert read("020 7946 0958", region="GB") == ("+442079460958", None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("415 555 012", "too_short"),
        ("415 555 01234", "too_long"),
        ("41555501234", "too_long"),
        ("555-0123", "no_area_code"),
        ("015 555 0123", "invalid"),
    ],
)
def test_a_wrong_number_is_named_and_not_kept(text: str, problem: str) -> None:
    assert read(text, expected=True) == (None, problem)


@pytest.mark.parametrize(
    "text",
    [
        "i paid 1200 in 2019",
        "the reunion is 06/03/2027",
        "2019-2021",
        "between 35 and 45",
        "i have 3 scars from 2008",
        "one of my two kids and three dogs",
        "is it 450 or 600 a session",
        "2027-06-03",
    ],
)
def test_other_numbers_are_no_phones(text: str) -> None:
    assert read(text) == (None, None)


def test_the_first_of_two_counts_unless_corrected() -> None:
    assert read("415 555 0123 or at work 415 555 0188")[0] == US
    assert read("415 555 0188 sorry 415 555 0123")[0] == US


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my number isn't 415 555 0199", None),
        ("not 415 555 0199 but 415 555 0123", US),
        ("call 415 555 0123 and not 415 555 0199", US),
    ],
)
def test_a_number_that_is_denied_is_not_taken(text: str, number: str | None) -> None:
    assert read(text) == (number, None)


def test_spans_cover_the_dictated_words() -> None:
    text = "me: four one five five five five oh one two three ok"
    ((start, end),) = read_phones(text, expected=True, region="US").spans
    assert text[start:end] == "four one five five five five oh one two three"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("four won five five five five oh won too three", US),
        ("four one five five five five zero one to three for botox", US),
        ("i work nine to five", None),
        ("one to two or three for four days", None),
    ],
)
def test_digits_that_sound_like_other_words(text: str, number: str | None) -> None:
    assert read(text, expected=True)[0] == number


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("not 0123, 0124", DigitFix("0123", "0124")),
        ("0124 not 0123", DigitFix("0123", "0124")),
        ("it ends in 0124", DigitFix(None, "0124")),
        ("the last four digits are 0124", DigitFix(None, "0124")),
        ("no its 0124", DigitFix(None, "0124")),
        ("no wait, it's 0124", DigitFix(None, "0124")),
        ("oh wait it's 0124", DigitFix(None, "0124")),
        ("i mean 0124", DigitFix(None, "0124")),
        ("actually it's 0124", DigitFix(None, "0124")),
        ("its 0124 at the end", DigitFix(None, "0124")),
        ("0124 in the end of 2020", None),
        ("actually 4pm", None),
        ("wait, 2019 was when it started", None),
        ("i mean 3 of them", None),
        ("after 4 not 5pm", None),
        ("wrong area code, 510", DigitFix(None, "510", area=True)),
        ("the area code should be 510", DigitFix(None, "510", area=True)),
        ("area code isn't 415, its 510", DigitFix(None, "510", area=True)),
        ("510 is the right area code", DigitFix(None, "510", area=True)),
        ("the area code is 510 555 0164", None),
        ("i am 45", None),
    ],
)
def test_corrections_of_the_last_digits(text: str, fix: DigitFix | None) -> None:
    assert read_digit_fix(text) == fix


@pytest.mark.parametrize(
    ("fix", "number"),
    [
        (DigitFix("415", "510"), "+15105550123"),
        (DigitFix(None, "510", area=True), "+15105550123"),
        (DigitFix("925", "510"), US),
        (DigitFix("0123", "0124"), "+14155550124"),
    ],
)
def test_digits_are_put_right_where_they_stand(fix: DigitFix, number: str) -> None:
    assert fixed(US, fix) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("510", "510"),
        ("oh sorry it's (510)", "510"),
        ("the area code is five one zero", "510"),
        ("area code 510", "510"),
        ("110", None),
        ("510 times", None),
        ("it's 45", None),
    ],
)
def test_an_area_code_alone(text: str, code: str | None) -> None:
    assert read_area_code(text) == code


def test_a_number_without_its_area_code_gives_its_digits() -> None:
    assert read_phones("its 555-0123", expected=True, region="US").local == "5550123"
    assert read_phones("its 555 012", expected=True, region="US").local is None


def test_an_area_code_elsewhere_is_none_of_ours() -> None:
    assert fixed("+442079460958", DigitFix(None, "510", area=True)) == "+442079460958"


_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_SEPARATOR = st.sampled_from(["", " ", "-", ".", "/", " - ", "–", "  "])


@settings(deadline=None)
@given(
    st.from_regex(r"[2-9][0-8][0-9][2-9][0-9]{6}", fullmatch=True),
    st.sampled_from(["", "+1", "1 ", "1-", "+1 "]),
    st.booleans(),
    _SEPARATOR,
    _SEPARATOR,
)
def test_any_formatting_gives_the_same_number(
    digits: str, code: str, brackets: bool, first: str, second: str
) -> None:
    area = f"({digits[:3]})" if brackets else digits[:3]
    written = f"{code}{area}{first}{digits[3:6]}{second}{digits[6:]}"
    assert read(f"call me: {written}, thanks", expected=True) == (f"+1{digits}", None)


@settings(deadline=None)
@given(
    st.from_regex(r"[2-9][0-8][0-9][2-9][0-9]{6}", fullmatch=True),
    st.lists(st.booleans(), min_size=10, max_size=10).filter(lambda spoken: sum(spoken) >= 3),
    st.sampled_from([" ", ", ", " uh ", "-"]),
)
def test_any_mix_of_words_and_digits_gives_the_same_number(
    digits: str, spoken: list[bool], between: str
) -> None:
    parts = [_DIGITS[int(d)] if word else d for d, word in zip(digits, spoken, strict=True)]
    said = " ".join(parts[:3]) + between + " ".join(parts[3:])
    assert read(f"its {said}", expected=True) == (f"+1{digits}", None)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_harm(text: str) -> None:
    phones = read_phones(text, expected=True, region="US")
    assert all(0 <= start < end <= len(text) for start, end in phones.spans)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("work is 415 555 0121 cell is 510 555 0164 dont call work, text the cell", "0164"),
        ("home 415-555-0121, mobile 510-555-0164. mobile is better", "0164"),
        ("415 555 0121 (work) or 510 555 0164 (cell), never call my work", "0164"),
        ("415 555 0121 or 510 555 0164, that one is better", "0164"),
        ("office 415 555 0121, please use the office, cell 510 555 0164", "0121"),
        ("415 555 0121 or 510 555 0164", "0121"),
        ("415 555 0121 or 510 555 0164, call the second one", "0164"),
        ("415 555 0121 or 510 555 0164, the other one hurts", "0121"),
        ("415 555 0121 sorry 510 555 0164", "0164"),
        ("415 555 0121 oops 510 555 0164", "0164"),
        ("415 555 0121 uggh, 510 555 0164", "0164"),
        ("415 555 0121 nope its 510 555 0164", "0164"),
        ("415 555 0121 typo! 510 555 0164", "0164"),
        ("415 555 0121 *510 555 0164", "0164"),
        ("415 555 0121. no, 510 555 0164", "0164"),
        ("415 555 0121. That is wrong. (510) 555-0164", "0164"),
        ("415 555 0121, no texts there, 510 555 0164", "0121"),
        ("415 555 0121 hold on no its 0164 at the end", "0164"),
        ("415 555 0121 oops 0164", "0164"),
        ("415 555 0121 after 5 not 10", "0121"),
    ],
)
def test_of_two_numbers_the_preferred_one_counts(text: str, number: str) -> None:
    assert (read_phones(text, expected=True, region="US").number or "")[-4:] == number


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("call the second one", True),
        ("the second one", True),
        ("use the other number please", True),
        ("the other one is better", True),
        ("the second one hurts", False),
        ("the other cheek", False),
        ("call me the other day", False),
        ("second", True),
    ],
)
def test_the_second_of_two_numbers_may_be_wanted(text: str, second: bool) -> None:
    assert wants_second(text) is second


@pytest.mark.parametrize(
    "text",
    [
        "my meeting ends in 30 minutes, call me after that",
        "my shift ends in 20 mins so call after",
        "my lease ends in 2027 lol",
        "my phone contract ends in 2027",
        "sorry, it ends in 30 min",
    ],
)
def test_what_ends_at_a_time_is_no_number(text: str) -> None:
    assert read_digit_fix(text) is None

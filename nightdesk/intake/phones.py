"""Read phone numbers, however they are written or dictated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import phonenumbers
from phonenumbers import ValidationResult

from nightdesk.intake.text import Span

_WORDS = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6",
    "siete": "7", "ocho": "8", "nueve": "9", "diez": "10", "doce": "12", "trece": "13",
    "catorce": "14", "quince": "15",
}  # fmt: skip
_NEAR = 30
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9", "veinte": "2", "treinta": "3", "cuarenta": "4",
    "cincuenta": "5", "sesenta": "6", "setenta": "7", "ochenta": "8", "noventa": "9",
}  # fmt: skip
_SOUND_ALIKE = {"to": "2", "too": "2", "for": "4", "ate": "8", "won": "1"}
"""What dictation writes for a digit between others; only in a run as long as a number."""
_SHORTEST_NUMBER = 7
_LONGEST_LETTER_NAME = 2
"""A word this short may be a letter ("o"), or a part of a name."""
_REPEAT = {"double": 2, "triple": 3}
_FILLER = re.compile(r"(?:u+h+m*|u+m+|dash|hyphen|area|code)$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]", re.UNICODE)

_SEPARATORS = r"[\s().\-/–—‐‑‒·•_]"
_RUN = re.compile(rf"(?<![\w@])(?:\+\s?|\()?\d(?:{_SEPARATORS}{{0,4}}\d)*")
_SHAPED = re.compile(
    rf"(?<![\d+])(?:\+?1{_SEPARATORS}*)?\(?\d{{3}}\)?{_SEPARATORS}*\d{{3}}{_SEPARATORS}*\d{{4}}"
    r"(?![.\-/]?\d)"
)
_CUE = re.compile(
    r"\b(?:phone|cell|mobile|number|tel|telephone|call me|text me|reach me|whatsapp|celular"
    r"|tel[eé]fono|n[uú]mero|#)",
    re.IGNORECASE,
)
_NOT_A_PHONE = re.compile(
    r"^(?:\d{1,2}[ ./-]\d{1,2}[ ./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|(?:19|20)\d{2}[-–/\s]{1,3}(?:19|20)\d{2})$"
)
_PROBLEMS = {
    ValidationResult.TOO_SHORT: "too_short",
    ValidationResult.TOO_LONG: "too_long",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "no_area_code",
}
_CORRECTS = re.compile(
    r"\b(?:sorry|actually|i mean|no wait|wait|scratch that|correction|rather|should be|o+ps+|whoops"
    r"|u+g+h+|argh+|nope|typo|wrong|mistyped|mistake|my bad)\b|^\W*no+\b\W*(?:it'?s\b\W*)?$"
    r"|\*\s*\(?$",
    re.I,
)
"""What between two numbers says that the first was none, or a star before the second."""
_KINDS = "work|office|job|desk|home|house|landline|cell|mobile|personal"
_KIND = rf"(?P<kind>{_KINDS})"
_KIND_BEFORE = re.compile(rf"\b{_KIND}\b[^\d,;.]{{0,12}}$", re.I)
_KIND_AFTER = re.compile(rf"^\s?(?:\(|(?:is|that'?s) (?:my|the) ){_KIND}\b", re.I)
_WAY = r"(?:call|text|use|ring|try|reach)(?: me)?(?: (?:at|on))?(?: (?:my|the))?"
_REFUSED = re.compile(
    rf"\b(?:don'?t|do not|never|not)(?: {_WAY})?(?: (?:my|the|at))? {_KIND}\b", re.I
)
_PREFERRED = re.compile(
    rf"\b(?:{_WAY}|prefer(?: (?:my|the))?|better(?: on| at)?(?: (?:my|the))?) {_KIND}\b"
    rf"|\b(?P<better>{_KINDS})(?: (?:number|phone|one))?(?: is|'?s) "
    r"(?:better|best|preferred|easier)\b",
    re.I,
)
_BETTER = re.compile(
    r"^\W{0,3}(?:(?:is|that'?s|that one is|this one is) )?(?:the )?"
    r"(?:better|best|preferred|easier)\b",
    re.I,
)


_SECOND = re.compile(
    r"\b(?:call|text|use|try|ring|reach|contact)(?: me)?(?: (?:at|on))? the (?:second|2nd|other"
    r"|last|latter)(?: one| number)?(?=\W*$|\s*[.,;!]|\s+(?:please|pls|instead|first|is)\b)"
    r"|^\W*(?:the )?(?:second|2nd|latter)(?: one| number)?(?: (?:is|works?) [\w ]{2,12}"
    r"| please)?\W*$"
    r"|\bthe (?:second|2nd|other|latter) (?:one|number) is (?:better|best|easier|preferred)\b",
    re.IGNORECASE,
)


_IS_NOT = re.compile(
    r"(?:\bnot|\bisn'?t|\bis no longer)(?: (?:the|my|number|at))*\W*$", re.IGNORECASE
)
"""What before a number says that it is another one."""


@dataclass(frozen=True)
class Phones:
    """What was read: a number in E.164, or what is wrong with it, and where it stood."""

    number: str | None = None
    other: str | None = None
    """A second number, for who says later that it is the better one."""
    problem: str | None = None
    """too_short | too_long | no_area_code | invalid"""
    local: str | None = None
    """The digits of a number without its area code."""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class DigitFix:
    """A correction of a number's last digits; `old` is None when only the new ones were said."""

    old: str | None
    new: str
    area: bool = False
    """It is the area code that is corrected."""


def read_phones(text: str, *, expected: bool, region: str) -> Phones:
    """Read the visitor's number. `expected` says that a number was just asked for.

    Of several numbers that counts which is said to be better ("text the cell"), after a correction
    ("sorry, …") the last, else the first. A number only has to be possible, not assigned: 555-0100
    to 555-0199 are accepted.
    """
    written, origin = _digits_for_words(text)
    expected = expected or bool(_CUE.search(text))
    good: list[tuple[str, Span]] = []
    problems: list[tuple[str, Span]] = []
    denied: list[Span] = []
    for run in _RUN.finditer(written):
        number, problem, (start, end) = _judge(written, run, region, expected)
        span = (origin[start], origin[end - 1] + 1)
        if number and _IS_NOT.search(written[max(0, start - _NEAR) : start]):
            denied.append(span)
        elif number:
            good.append((number, span))
        elif problem:
            problems.append((problem, span))
    spans = (*(span for _, span in (*good, *problems)), *denied)
    if not good:
        problem, (start, end) = problems[-1] if problems else (None, (0, 0))
        digits = re.sub(r"\D", "", _digits_for_words(text[start:end])[0])
        local = digits if problem == "no_area_code" else None
        return Phones(problem=problem, local=local, spans=spans)
    (first, (_, end)), (last, (start, _)) = good[0], good[-1]
    if _CORRECTS.search(text[end:start]) and not _preferred(text, good):
        return Phones(last, spans=spans)
    number = _preferred(text, good) or (last if wants_second(text[end:]) else first)
    if len(good) == 1 and not denied and (fix := read_digit_fix(text[end:])):
        number = fixed(number, fix)
    other = next((other for other, _ in good if other != number), None)
    return Phones(number, other, spans=spans)


def wants_second(text: str) -> bool:
    """Whether the other of two numbers is wanted: "call the second one"."""
    return bool(_SECOND.search(text))


def _preferred(text: str, numbers: Sequence[tuple[str, Span]]) -> str | None:
    """Of several numbers the one that the visitor likes better: "text the cell, not work"."""
    if len({number for number, _ in numbers}) == 1:
        return None
    refused = {match["kind"].lower() for match in _REFUSED.finditer(text)}
    wanted = {(m["kind"] or m["better"]).lower() for m in _PREFERRED.finditer(text)} - refused
    kinds = {number: _kind(text, span) for number, span in numbers}
    better = [number for number, (_, end) in numbers if _BETTER.search(text[end:])]
    better += [number for number, kind in kinds.items() if kind in wanted]
    left = [number for number, kind in kinds.items() if kind not in refused]
    return better[0] if better else left[0] if len(left) == 1 else None


def _kind(text: str, span: Span) -> str:
    """What sort of number stands there: work, cell, …; "" when that is not said."""
    before, after = _KIND_BEFORE.search(text[: span[0]]), _KIND_AFTER.search(text[span[1] :])
    match = after or before
    return match["kind"].lower() if match else ""


def read_area_code(text: str) -> str | None:
    """An area code that follows a number without one: "303", "sorry, it's 303"."""
    written, _ = _digits_for_words(text)
    found = _ONLY_AREA.match(written) or _AREA_CODE.search(written)
    return found.group(found.lastgroup or 0) if found else None


def as_digits(words: Sequence[str]) -> list[str]:
    """Words with the numbers among them as digits: "roe", "ninety", "two" is "roe", "92"."""
    out: list[str] = []
    tens = False
    for word in words:
        digit = _WORDS.get(word.lower(), "") if len(word) > _LONGEST_LETTER_NAME else ""
        if tens and len(digit) == 1 and digit != "0":
            out[-1] = out[-1][:-1] + digit
        else:
            out.append(digit or (_TENS[word.lower()] + "0" if word.lower() in _TENS else word))
        tens = word.lower() in _TENS
    return out


def read_digit_fix(text: str) -> DigitFix | None:
    """Read a correction of the last digits or the area code: "not 0142, 0143", "ends in 0143"."""
    written, _ = _digits_for_words(text, joiners="-")
    if area := _AREA_CODE.search(written):
        return DigitFix(None, area["after"] or area["before"], area=True)
    for pattern in _FIXES:
        if match := pattern.search(written):
            groups = match.groupdict()
            return DigitFix(groups.get("old"), groups["new"])
    return None


def fixed(number: str | None, fix: DigitFix) -> str | None:
    """The number with its digits corrected; as it is when the wrong ones are not there."""
    of_area = fix.area or (fix.old and len(fix.old) == len(fix.new) == _AREA)
    code = number[len(_NORTH_AMERICA) :][:_AREA] if number else ""
    if number and number.startswith(_NORTH_AMERICA) and of_area and fix.old in (None, code):
        return _NORTH_AMERICA + fix.new + number[len(_NORTH_AMERICA) + _AREA :]
    if fix.area or not number or not number.endswith(fix.old or ""):
        return number
    return number[: -len(fix.new)] + fix.new


_NORTH_AMERICA, _AREA = "+1", 3
"""The country code that is followed by an area code of so many digits."""
_AREA_CODE = re.compile(
    r"\barea code\b(?:\W{1,3}(?:is|its|it's|should|be|was|wrong|sorry|actually|to|not|but|the"
    r"|right|one|that's|isn'?t|\d{3}(?=\W{1,3}(?:it'?s|but|sorry|its)\b))){0,6}\W{1,4}"
    r"(?P<after>[2-9]\d\d)\b(?!\W{0,3}\d)"
    r"|(?<!\d)(?<!\d[ .-])(?P<before>[2-9]\d\d)\b(?: (?:is|as|for))?(?: (?:the|my))?"
    r"(?: (?:right|correct))? area code\b",
    re.IGNORECASE,
)
_ONLY_AREA = re.compile(
    r"^\W*(?:(?:sorry|oh|ok|okay|oops|it|is|its|it's|the|my|area|code)\b\W{1,3}){0,6}\(?"
    r"(?P<code>[2-9]\d\d)\W*$",
    re.IGNORECASE,
)
_UNIT = r"\s*(?:min|hour|hr|day|week|month|year|sec|[ap]\.?m\b|o'?clock|[/:.-]\d)"
"""What follows a time and no digits of a number ("my meeting ends in 30 minutes")."""
_FIXES = (
    re.compile(r"\bnot\s+(?P<old>\d{2,4})\b[\s,;.–—-]*(?:but|it'?s|its|sorry|it is|rather)?"
               r"[\s,]*(?P<new>\d{2,4})\b(?!\s*[ap]m)", re.I),
    re.compile(r"\b(?P<new>\d{2,4})\b[\s,;]*(?:and )?not\s+(?P<old>\d{2,4})\b", re.I),
    re.compile(r"^\W*(?:(?:no|nope|sorry|oops|wait|oh|u+h+|actually|hold on|my bad|correction"
               r"|i meant?|scratch that)\b[\s,.!]*)+(?:it'?s|it is|should be|that'?s|is)?\s*"
               r"(?P<new>\d{4})\W*$", re.I),
    re.compile(r"(?:^\W*|\b(?:it|number|phone|cell|mobile|mine|that|one|wrong|sorry|no|actually)\b"
               r"(?:[\s,]+(?:it|number|is|actually|really|should|does|be)\b)*[\s,]+)"
               r"(?:ends? (?:in|with|on)|ending (?:in|with))\s*:?\s*(?P<new>\d{2,4})\b"
               rf"(?!{_UNIT})", re.I),
    re.compile(r"\blast (?:two|three|four|2|3|4)(?: digits| numbers)?(?: are| is| should be)?"
               rf"\s*:?\s*(?P<new>\d{{2,4}})\b(?!{_UNIT})", re.I),
    re.compile(r"(?<![\d-])(?P<new>\d{2,4}) (?:at|in) the end\b(?! of)", re.I),
)  # fmt: skip


def _judge(
    text: str, run: re.Match[str], region: str, expected: bool
) -> tuple[str | None, str | None, Span]:
    """E.164, or the problem, or neither (not a phone number), and the place in `text`."""
    span = run.span()
    raw = run.group()
    digits = re.sub(r"\D", "", raw)
    if _NOT_A_PHONE.match(raw):
        return None, None, span
    if raw.startswith("+") or (digits.startswith(("00", "011")) and len(digits) > 10):
        whole = "+" + re.sub(r"^(?:011|00)", "", digits)
        return *_parse(whole, region), span
    if region == "US" and (shaped := _SHAPED.search(text, *_wider(text, span))):
        return *_parse(shaped.group(), region), shaped.span()
    number, problem = _parse(digits, region)
    if problem and not _looks_meant(raw, digits, expected):
        problem = None
    return number, problem, span


def _wider(text: str, span: Span) -> Span:
    # The pattern of a shaped number looks at the character before and the two after it.
    return span[0], min(len(text), span[1] + 2)


def _looks_meant(raw: str, digits: str, expected: bool) -> bool:
    """Whether a wrong number was meant as a phone number at all (not a price, a year, an age)."""
    if expected:
        return len(digits) >= 5
    return len(digits) >= 8 or bool(re.fullmatch(r"\d{3}[-.\s]\d{4}", raw.strip()))


def _parse(raw: str, region: str) -> tuple[str | None, str | None]:
    try:
        parsed = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        return None, "too_long" if len(re.sub(r"\D", "", raw)) > 15 else "invalid"
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason != ValidationResult.IS_POSSIBLE:
        return None, _PROBLEMS.get(reason, "invalid")
    if parsed.country_code == 1 and not re.match(
        r"[2-9]\d\d[2-9]", str(parsed.national_number)
    ):  # no area code and no exchange of North America starts with 0 or 1
        return None, "too_short" if raw.startswith("1") else "invalid"
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), None


def _digits_for_words(text: str, joiners: str = "-.,()+…") -> tuple[str, list[int]]:
    """Dictated digits as digits, and for each character of the result its place in `text`.

    Only runs of at least three number words: "one of my four kids" stays as it is. `joiners`
    are marks that do not end a run.
    """
    out: list[str] = []
    origin: list[int] = []
    done = 0
    for start, end, digits in _spoken_runs(text, joiners):
        out.append(text[done:start])
        origin.extend(range(done, start))
        out.append(digits)
        step = (end - 1 - start) / max(1, len(digits) - 1)
        origin.extend(start + round(i * step) for i in range(len(digits)))
        done = end
    out.append(text[done:])
    origin.extend(range(done, len(text)))
    return "".join(out), origin


def _spoken_runs(text: str, joiners: str) -> list[tuple[int, int, str]]:
    runs: list[tuple[int, int, str]] = []
    run = _Run(joiners)
    tokens = [*_TOKEN.finditer(text), None]
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token and run.take(token, following):
            continue
        if run.is_number:
            runs.append((run.start, run.end, run.digits))
        run = _Run(joiners)
        if token:
            run.take(token, following)
    return runs


def _is_spoken(word: str) -> bool:
    """Whether a word is one of a dictated number."""
    return word.lower() in _WORDS or word.lower() in _TENS or word.lower() in _SOUND_ALIKE


class _Run:
    """Number words and digits that follow each other."""

    def __init__(self, joiners: str) -> None:
        self._joiners = joiners
        self.start = self.end = -1
        self.digits = ""
        self.words = 0
        self._repeat = 0
        self._tens = False
        self._alike = False

    @property
    def is_number(self) -> bool:
        """Whether enough was dictated to be digits rather than a count."""
        return self.words >= 3 and (not self._alike or len(self.digits) >= _SHORTEST_NUMBER)

    def take(self, token: re.Match[str], following: re.Match[str] | None) -> bool:
        """Add a token; False when it does not belong to a number."""
        word = token.group().lower()
        if word in _SOUND_ALIKE and self.words and following and _is_spoken(following.group()):
            word, self._alike = _SOUND_ALIKE[word], True
        digits = self._read(word)
        if digits is None:
            if word == "y" and self._tens:  # "treinta y seis"
                return True
            return bool(self.digits) and (word in self._joiners or bool(_FILLER.match(word)))
        if digits:
            self.digits += digits
            self.end = token.end()
        if self.start < 0:
            self.start = token.start()
        return True

    def _read(self, word: str) -> str | None:
        if word in _REPEAT:
            self._repeat = _REPEAT[word]
            self.words += 3
            return ""
        if word in _TENS:
            self.words += 1
            self._tens = True
            return _TENS[word] + "0"
        if word == "hundred" and self.digits:
            self.words += 1
            return "00"
        return self._digit(word)

    def _digit(self, word: str) -> str | None:
        digits = word if word.isdigit() else _WORDS.get(word)
        if digits is None:
            return None
        self.words += not word.isdigit()
        if self._tens and len(digits) == 1 and digits != "0":
            self.digits = self.digits[:-1]  # "forty two" is 42
        self._tens = False
        if self._repeat:
            digits, self._repeat = digits * self._repeat, 0
        return digits

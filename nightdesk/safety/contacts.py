"""Cut phone numbers and addresses out of a message before it is read for danger.

A model that has read thousands of ordinary requests takes "my number is ..." for a sign of one: "i
took 40 tylenol, my number is ..." would pass for harmless.
"""

import re

_EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_PHONE = (
    r"(?<![\w/.])(?:\+?1[\s.-]{0,2})?\(?\d{3}\)?[\s.-]{0,2}\d{3}[\s.-]{0,2}\d{4}(?![\w/])"
    r"|\+\d(?:[\s.-]?\d){8,14}(?!\w)"
    r"|(?<![\w/.-])\d{3}-\d{4}(?![\w/])"
)
"""North American numbers, those with a country code, and local ones; no dates, doses, pressures."""
_CONTACT = re.compile(f"{_EMAIL}|{_PHONE}")
_MARK = "|"
_LEAD = re.compile(
    r"""
    (?:
        \b(?:and\ |or\ )?(?:my\ |the\ )?(?:name|number|num|phone|cell|mobile|e-?mail|contact)
        (?:\ number|\ address)?(?:\ is|'s|:)?
        | \b(?:you\ can\ |please\ |pls\ )?(?:call|text|reach|e-?mail)(?:\ me)?(?:\ (?:at|on|@))?
    )
    [ :,]{0,3}(?=\|)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What introduces a number ("call me at", "my number is")."""
_AROUND = r"[\s|]{0,4}"
_AT_AN_END = re.compile(
    rf"\A{_AROUND}\|{_AROUND}|(?<=[.,;:!?\n]){_AROUND}\|{_AROUND}"
    rf"|{_AROUND}\|{_AROUND}(?=[.,;:!?\n]|\Z)"
)
"""Where no full stop is needed. The model has read nothing that ends in two, and takes that for a
sign: "can't make it. Rae Kim ." for a farewell."""
_BLANKS = re.compile(r"[^\S\n]+")


def without_contacts(text: str) -> str:
    """The text with a full stop for each phone number or address and what introduces it, or with
    nothing where the text begins or ends, or has a mark already.

    A text that has none comes back as it is.
    """
    marked = _CONTACT.sub(_MARK, text.replace(_MARK, " "))
    if _MARK not in marked:
        return text
    bare = _AT_AN_END.sub(" ", _LEAD.sub("", marked))
    return _BLANKS.sub(" ", bare.replace(_MARK, " . ")).strip()

"""Cut phone numbers and addresses out of a message before it is read for danger.

A model that has read thousands of ordinary requests takes "my number is ..." for a sign of one: "i
took 40 tylenol, my number is ..." would pass for harmless.
"""

import re

_CONTACT = re.compile(r"\S+@\S+\.\w+|(?:\+\s?|\()?\d(?:[\s().\-/]{0,3}\d){6,}")
_MARK = "|"
_LEAD = re.compile(
    r"""
    (?:
        \b(?:and\ |or\ )?(?:my\ |the\ )?(?:name|number|num|phone|cell|mobile|e-?mail|contact)
        (?:\ number|\ address)?(?:\ is|'s|:)?
        | \b(?:you\ can\ |please\ |pls\ )?(?:call|text|reach|e-?mail)(?:\ me)?(?:\ (?:at|on|@))?
    )
    [\s:,]*(?=\|)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What introduces a number ("call me at", "my number is")."""


def without_contacts(text: str) -> str:
    """The text without phone numbers, e-mail addresses and the words that introduce them.

    A text that has none comes back as it is.
    """
    marked = _CONTACT.sub(_MARK, text.replace(_MARK, " "))
    if _MARK not in marked:
        return text
    return " ".join(_LEAD.sub("", marked).replace(_MARK, " ").split()).strip(" ,;.")

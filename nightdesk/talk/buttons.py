"""Buttons that stand below replies, and what they mean."""

from nightdesk.base.reply import Choice

ENTRY = "entry:"
"""What a button means that stands for an entry: this and the entry's id."""

NONE_OF_THESE = Choice("None of these", ENTRY)

OFFER = Choice("Request a consultation", "want_consultation")

SPOKEN, SHOWN = "spoken", "shown"
"""How a consultation was offered: in words, or by no more than a button below an answer."""

LEAVE_DETAILS = Choice("Leave my details", "want_consultation")
GO_ON = Choice("Go on with my request", "want_consultation")

"""Labels and topics that a turn asks for by name."""

DESCRIBES_THE_WISH = frozenset({"consultation_what_happens"})

ABOUT_THE_WISH = DESCRIBES_THE_WISH | {"booking"}
"""Topics that describe what somebody who asks for a consultation is about to do, and how."""

PRP, OFFERED = "prp_combination", "other_treatments_offered"

WHAT_IS, COST, CONCERNS = "what_is", "cost", "concerns_treated"

AWAY = frozenset({"out_of_scope", "abuse", "smalltalk", "greet", "thanks", "goodbye"})
"""Intents of what a clinic has nothing to answer or to write down for."""

AT_STAFF = frozenset({"ask_human", "existing_client", "complaint", "ask_privacy"})

SURE_OF_INTENT = 0.35
"""The confidence from which a message that is away, or for staff, is not searched for questions. It
is spread over fifty labels, so a third is much."""

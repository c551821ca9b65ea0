"""The fixed names of what visitors ask about; used by entries, choices and measurements alike."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


TREATMENT_TOPICS = _names(
    """
    what_is how_it_works phases concerns_treated candidacy contraindication_pregnancy
    contraindication_medication contraindication_skin_condition keloid skin_tone_fitzpatrick
    age_limit pain numbing session_length sessions_needed spacing downtime results_timeline
    results_longevity cost financing_insurance preparation aftercare makeup_after exercise_after
    sun_after skincare_after side_effects infection_risk safety_fda device who_performs home_rollers
    vs_laser vs_peel vs_rf_microneedling vs_botox_filler prp_combination combination_other
    body_areas hair stretch_marks pores melasma rosacea acne_active consultation_what_happens men
    """
)

CLINIC_TOPICS = _names(
    """
    hours location parking booking reschedule_cancel policy_deposit gift_cards consultation_cost
    virtual_consultation other_treatments_offered
    """
)

TOPICS = TREATMENT_TOPICS | CLINIC_TOPICS

ASKED_OF_THE_CLINIC = CLINIC_TOPICS | {"cost", "financing_insurance", "who_performs"}
"""Topics on which clinic.yml may have the answer: who asks who treats may ask for a language."""

COMPARING = ("vs_", "prp_combination", "combination_other")
"""How the names of topics begin that speak of two treatments."""

OF_WHAT_COMES_AFTER = _names(
    """
    aftercare side_effects infection_risk pain numbing downtime phases makeup_after exercise_after
    sun_after skincare_after
    """
)
"""Topics on what is usual after a treatment: to somebody in danger a general answer on one of them
would be reassurance."""

OF_A_GROUP = _names("skin_tone_fitzpatrick men age_limit")
"""Topics on people of a skin tone, sex or age; such words often stand beside another question."""

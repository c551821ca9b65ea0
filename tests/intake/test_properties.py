"""What holds in every intake, whatever a visitor writes in whatever order."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.base.reply import Reply
from nightdesk.intake.details import read_details
from nightdesk.intake.flow import bears_on
from nightdesk.intake.questions import QUESTIONS, missing
from nightdesk.intake.state import IntakeState
from tests.intake.talk import WORDING, Talk, mentions_in

MESSAGES = st.sampled_from(
    """
    acne scars on my cheeks|melasma|my neck|Ximena Peña|im Olaya|415 555 0123|not 0123, 0124
    |ximena@example.org|ximena@gmial.com|ximena.example.org|415 555 012|text me|call|email only
    |no phone please|no email|no texts|weekday evenings|not tuesdays|anytime|yes|no|ok|skip|why?
    |what's left?|how much is it?|never mind|not now|cancel|no newsletters|yes you can contact me
    |change my name|asdf|??|hello|im nervous|just ring me|im pregnant|thanks
    |please don't contact me|I want a consultation|send it|my mom is Olaya Peña, 415 555 0188
    |no meds|i bruise easily|call me instead|use my other email|thats my ex's number dont use it
    |start over|last name is Okafor
    """.replace("\n", "").split("|")
).map(str.strip)  # fmt: skip
TURNS = st.lists(st.tuples(st.sampled_from(["say", "start", "tap", "side"]), MESSAGES), max_size=25)

START_OVER = WORDING.render(Reply("notice", "utter_intake_start_over"))
"""Answers a command, like the start of a new intake, however often it is given."""

KNOWN_BY: dict[str, Callable[[IntakeState], object]] = {
    "concern": lambda state: state.concerns,
    "area": lambda state: state.areas,
    "name": lambda state: state.name,
    "contact": lambda state: state.phone or state.email,
    "phone": lambda state: state.phone,
    "email": lambda state: state.email,
    "channel": lambda state: state.channel,
    "health": lambda state: state.flags or state.health_known,
    "times": lambda state: state.times,
    "consent": lambda state: state.consents["contact"],
}


def _turn(talk: Talk, how: str, text: str) -> None:
    buttons = [choice.means for reply in talk.replies for choice in reply.choices]
    if how == "tap" and buttons:
        talk.tap(buttons[len(text) % len(buttons)])
    elif how == "side":
        talk.side_question()
    elif how == "start":
        talk.start(text)
    else:
        talk.say(text)


@settings(deadline=None, max_examples=150)
@given(TURNS)
def test_never_asks_for_what_is_known(turns: list[tuple[str, str]]) -> None:
    talk = Talk().start("consult please")
    for how, text in turns:
        _turn(talk, how, text)
        asked = talk.asked.removesuffix("_again").removesuffix("_help")
        if asked in KNOWN_BY and talk.state.changing != asked:
            assert not KNOWN_BY[asked](talk.state), (how, text, asked)


@settings(deadline=None, max_examples=150)
@given(TURNS)
def test_one_question_at_a_time(turns: list[tuple[str, str]]) -> None:
    talk = Talk().start("consult please")
    for how, text in turns:
        _turn(talk, how, text)
        assert sum(reply.kind in ("ask", "confirm") for reply in talk.replies) <= 1
        assert talk.state.active == (talk.state.asking is not None)
        assert talk.state.asking is None or talk.state.asking in QUESTIONS


@settings(deadline=None, max_examples=150)
@given(st.lists(MESSAGES.filter(lambda text: text != "I want a consultation"), max_size=30))
def test_the_same_text_at_most_twice(turns: list[str]) -> None:
    talk = Talk().start("consult please")
    for text in turns:
        talk.say(text)
        if not talk.state.active:  # a new start may begin anew
            break
    assert all(talk.said.count(text) <= 2 for text in talk.said if text != START_OVER)


@settings(deadline=None, max_examples=150)
@given(TURNS)
def test_confirmed_only_with_consent_and_a_way_to_reach_them(
    turns: list[tuple[str, str]],
) -> None:
    talk = Talk().start("consult please")
    for how, text in turns:
        before = len(talk.events)
        _turn(talk, how, text)
        if talk.events[before:] == ["confirmed"]:
            assert talk.state.consents["contact"] is True
            assert talk.state.phone or talk.state.email
        elif talk.events[before:]:
            assert (talk.state.name, talk.state.phone, talk.state.email) == (None, None, None)


@settings(deadline=None, max_examples=100)
@given(TURNS)
def test_a_step_changes_only_its_own_copy_and_goes_through_json(
    turns: list[tuple[str, str]],
) -> None:
    talk = Talk().start("consult please")
    for how, text in turns:
        kept = talk.state.to_dict()
        before = talk.state
        if how == "side":
            continue
        _turn(talk, how, text)
        assert before.to_dict() == kept
        assert IntakeState.from_dict(talk.state.to_dict()) == talk.state


@settings(deadline=None)
@given(MESSAGES)
def test_what_bears_on_the_intake_agrees_with_what_changes_it(text: str) -> None:
    state = Talk().start("consult please").state
    details = read_details(text, asking=state.asking, mentions=mentions_in(text))
    talk = Talk()
    talk.state = state.copy()
    known = len(missing(state))
    if len(missing(talk.say(text).state)) != known:
        assert bears_on(state, details, text)

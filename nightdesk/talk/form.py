"""The plain request form: the way to staff that needs no engine."""

import hashlib
from dataclasses import dataclass

from nightdesk.base.reply import Reply
from nightdesk.intake.consent import ANY, CONSENT_WORDINGS
from nightdesk.intake.emails import is_whole
from nightdesk.intake.merge import choose_channel
from nightdesk.intake.state import IntakeState
from nightdesk.intake.visitors import read_visitor
from nightdesk.leads.of_kind import add_contact, request_of_kind
from nightdesk.leads.promise import promise_words
from nightdesk.leads.requests import submit
from nightdesk.safety import RedFlag
from nightdesk.store.conversations import (
    add_replies,
    add_visitor_message,
    find_by_client_id,
)
from nightdesk.store.tables import Conversation
from nightdesk.talk.danger import check_fully, earlier_texts
from nightdesk.talk.desk import Desk
from nightdesk.talk.receive import Received, UnknownConversation
from nightdesk.talk.urgent import alert


@dataclass(frozen=True)
class Form:
    """What the visitor filled in."""

    name: str
    phone: str
    email: str
    channel: str
    times: str
    words: str
    consent: bool
    marketing: bool = False
    chat: bool = False


_DIGEST = 16
_UNDER_AGE = "For anybody under 18 a parent or guardian has to write."
_NO_FULL_NUMBER = "This does not look like a full phone number. Example: 925-555-0142."
_CLINICS_NUMBER = "This is the clinic's own number. Please give the one to reach you at."


class FormError(ValueError):
    """The form cannot be used as it is; `problems` says which field needs what.

    `doubted_email` is an address that looks mistyped: sent once more, it counts as it is.
    """

    def __init__(self, problems: dict[str, str], doubted_email: str = "") -> None:
        super().__init__("form")
        self.problems = problems
        self.doubted_email = doubted_email


def submit_form(desk: Desk, conversation_id: str, client_id: str, form: Form) -> Received:
    """Save the form as a request; a repeat of the same `client_id` changes nothing.

    What was written is screened like any message, before anything else. Raises FormError (of a
    form with a red flag the alert is stored, else nothing) or UnknownConversation.
    """
    at = desk.clock()
    flag = _danger(desk, conversation_id, form)
    try:
        state = read_form(desk, form, _doubted_email(desk, conversation_id))
        _refuse_minors(desk, conversation_id, client_id, form)
    except FormError as error:
        if flag is not None:
            _alert_of_unusable(desk, conversation_id, form, flag)
        if error.doubted_email:
            _remember_doubt(desk, conversation_id, error.doubted_email)
        raise
    with desk.db.writing() as session:
        conversation = session.get(Conversation, conversation_id, with_for_update=True)
        if conversation is None:
            raise UnknownConversation
        state = _with_known(conversation, state, chosen=form.channel)
        message, new = add_visitor_message(
            session, conversation, client_id=client_id, text=_as_text(form), at=at
        )
        if not new:
            return Received.of(message)
        request = submit(session, desk.clinic, conversation, state, at)
        state.submitted = request.id
        if conversation.talk.get("urgent"):  # whom to call about the danger
            urgent = request_of_kind(session, conversation, "urgent", at)
            add_contact(urgent, name=state.name, phone=state.phone, email=state.email)
        state.consent_way = state.channel or ANY  # the form's wording names every way
        conversation.intake = state.to_dict()
        due = request.due_at or at
        promise = promise_words(desk.clinic, due, at)
        said = desk.said([Reply("saved", "utter_form_saved", {"promise": promise})])
        if flag is not None:
            told = alert(desk, session, conversation, message, flag=flag, at=at)
            said = [*desk.said(told[:1]), *said]  # whom to call is in the form
        add_replies(session, conversation_id, said, at, message)
        session.commit()
        return Received.of(message)


def _danger(desk: Desk, conversation_id: str, form: Form) -> RedFlag | None:
    """The red flag in what was written, in whichever field."""
    written = ".\n".join(filter(None, (form.words, form.times, form.name)))
    if not written:
        return None
    with desk.db.reading() as session:
        earlier = earlier_texts(session, conversation_id, desk.clock())
    return check_fully(desk, written, earlier)


def _refuse_minors(desk: Desk, conversation_id: str, client_id: str, form: Form) -> None:
    """Raises FormError when somebody under 18 has filled it in, as far as they have told."""
    with desk.db.reading() as session:
        if find_by_client_id(session, conversation_id, client_id) is not None:
            return  # it was saved before
        conversation = session.get(Conversation, conversation_id)
        known = conversation.talk.get("who") if conversation else None
    if "minor" in (known, read_visitor(form.words)):
        raise FormError({"name": _UNDER_AGE})


def _alert_of_unusable(desk: Desk, conversation_id: str, form: Form, flag: RedFlag) -> None:
    """Alert staff of a form that cannot be used yet; it is no request, the alert has its words.

    It is stored under an id of its own, so that the corrected form still is a new message, and
    once for the same words.
    """
    at = desk.clock()
    with desk.db.writing() as session:
        conversation = session.get(Conversation, conversation_id, with_for_update=True)
        if conversation is None:
            raise UnknownConversation
        own = hashlib.blake2b(_as_text(form).encode(), digest_size=_DIGEST).hexdigest()
        message, new = add_visitor_message(
            session, conversation, client_id=own, text=_as_text(form), at=at
        )
        if new:
            told = alert(desk, session, conversation, message, flag=flag, at=at)
            add_replies(session, conversation_id, desk.said(told), at, message)
            session.commit()


def _doubted_email(desk: Desk, conversation_id: str) -> str:
    """The address that the last form was sent back for."""
    with desk.db.reading() as session:
        conversation = session.get(Conversation, conversation_id)
        return str(conversation.talk.get("doubted_email", "")) if conversation else ""


def _remember_doubt(desk: Desk, conversation_id: str, email: str) -> None:
    with desk.db.writing() as session:
        conversation = session.get(Conversation, conversation_id, with_for_update=True)
        if conversation is not None:
            conversation.talk = {**conversation.talk, "doubted_email": email}
            session.commit()


def read_form(desk: Desk, form: Form, doubted_email: str = "") -> IntakeState:
    """The form's fields as an intake. Raises FormError with a sentence for each field.

    `doubted_email` is the address that was asked about before.
    """
    mentions = desk.lexicon.read(form.words)
    told_phone = desk.read_details(form.phone, asking="contact", mentions=())
    phone = told_phone.phone
    email, problem, doubted = _read_email(desk, form.email, doubted_email)
    problems = _missing(form)
    if form.phone and not phone:
        problems["phone"] = _CLINICS_NUMBER if told_phone.names_clinic else _NO_FULL_NUMBER
    if problem:
        problems["email"] = problem
    if problems := problems or _of_the_way(form):
        raise FormError(problems, doubted)
    state = IntakeState()
    state.name, state.phone, state.email = form.name, phone, email
    state.channel = form.channel or ("call" if phone else "email")
    state.times = form.times or None
    state.words = [form.words] if form.words else []
    own = [m for m in mentions if not (m.negated or m.other_person)]
    state.concerns = list(dict.fromkeys(m.name for m in own if m.kind == "concern"))
    state.areas = list(dict.fromkeys(m.name for m in own if m.kind == "area"))
    state.treatments = list(dict.fromkeys(m.name for m in own if m.kind == "treatment"))
    told = desk.read_details(form.words, asking=None, mentions=mentions)
    state.flags = [{"name": name, "words": words} for name, words in told.flags]
    state.consents["contact"] = True
    state.consent_versions["contact"] = CONSENT_WORDINGS["contact"][0]
    state.consent_way = "form"
    for purpose, ticked in (("marketing", form.marketing), ("chat", form.chat)):
        state.consents[purpose] = ticked
        state.consent_versions[purpose] = CONSENT_WORDINGS[purpose][0]
    return state


def _missing(form: Form) -> dict[str, str]:
    """A sentence for each field without which staff could not reach the visitor."""
    problems: dict[str, str] = {}
    if not (form.phone or form.email):
        problems["phone"] = "Please give a phone number or an e-mail address."
    if not form.name:
        problems["name"] = "Please give the name to ask for."
    if not form.consent:
        problems["consent"] = "Please tick this, otherwise the team may not contact you."
    if form.channel not in ("", "call", "text", "email"):
        problems["channel"] = "Please choose call, text or e-mail."
    return problems


def _of_the_way(form: Form) -> dict[str, str]:
    """What the wanted way of contact still needs."""
    if form.channel in ("call", "text") and not form.phone:
        return {"phone": "Please give a phone number for that."}
    if form.channel == "email" and not form.email:
        return {"email": "Please give an e-mail address for that."}
    return {}


def _read_email(desk: Desk, written: str, doubted_before: str) -> tuple[str | None, str, str]:
    """The address that counts, what is wrong with it, and the address that is asked about."""
    read = desk.read_details(written, asking="contact", mentions=())
    if not written or read.email:
        return read.email, "", ""
    if read.email_problem != "typo":
        return None, "This does not look like an e-mail address. Example: name@example.com.", ""
    typed = read.email_written or ""
    if typed == doubted_before and is_whole(typed):
        return typed, "", ""
    return None, f"Did you mean {read.email_suggestion}? Correct it, or send it again.", typed


def _with_known(conversation: Conversation, state: IntakeState, chosen: str) -> IntakeState:
    """The form laid over what the talk had found out: a field that was filled in counts, and
    nothing is lost that has no field. `chosen` is the way of contact, if one was.

    Beside a request that was sent, the form of another person is a request of its own.
    """
    known = IntakeState.from_dict(conversation.intake)
    if known.submitted and not _same_person(known.name, state.name):
        return state
    for name in ("name", "phone", "email", "times"):
        setattr(known, name, getattr(state, name) or getattr(known, name))
    if state.times:
        known.times_normalised = []
    known.no_phone, known.no_email = not known.phone, not known.email
    if chosen or not known.channel:
        way = state.channel or "call"
        choose_channel(known, way)
        known.channels_excluded = [other for other in known.channels_excluded if other != way]
    for name in ("concerns", "areas", "treatments", "words"):
        told = [*getattr(known, name), *getattr(state, name)]
        setattr(known, name, list(dict.fromkeys(told)))
    known.flags = list({flag["name"]: flag for flag in [*known.flags, *state.flags]}.values())
    known.consents |= state.consents
    known.consent_versions |= state.consent_versions
    known.consent_way, known.email_guess = state.consent_way, None
    known.active, known.asking, known.changing, known.confirmed = False, None, None, True
    return known


def _same_person(one: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: one is part of the other, or not known."""
    words = [set((name or "").lower().split()) for name in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def _as_text(form: Form) -> str:
    """The form as the visitor's message in the conversation."""
    lines = [
        f"{label}: {value}"
        for label, value in (
            ("Name", form.name),
            ("Phone", form.phone),
            ("E-mail", form.email),
            ("Reach me by", form.channel),
            ("Good times", form.times),
            ("About", form.words),
        )
        if value
    ]
    return "\n".join(lines)

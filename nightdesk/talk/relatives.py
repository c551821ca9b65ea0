"""A relative whose skin was told of: named in the answer, and whom a wish after it is for."""

from nightdesk.base.reply import Reply
from nightdesk.intake.labels import listed
from nightdesk.intake.merge import merge
from nightdesk.intake.others import relative_in
from nightdesk.store.tables import Message
from nightdesk.talk.buttons import OFFER
from nightdesk.talk.context import Turn


def of_relative(turn: Turn) -> list[Reply]:
    """Reflect what a relative has; remembers the message, since a wish may follow it."""
    told = [m for m in turn.read.mentions if m.other_person and not (m.negated or m.past)]
    concerns = [m.name for m in told if m.kind == "concern"]
    if not concerns or not turn.may_offer:
        return []
    if whom := relative_in(turn.read.text):
        turn.talk["relative"] = {"whom": whom, "message": turn.message.id}
    areas = [m.name for m in told if m.kind == "area"]
    values = {
        "concerns": listed(list(dict.fromkeys(concerns))),
        "areas": f" ({listed(list(dict.fromkeys(areas)))})" if areas else "",
    }
    return [Reply("reflect", "utter_concern_reflect", values, choices=(OFFER,))]


def take_relative(turn: Turn) -> None:
    """Make the wish one for the relative that was spoken of, where no other concern is told."""
    told = turn.talk.pop("relative", None)
    own = turn.state.concerns or turn.read.details.concerns or turn.state.behalf
    message = turn.session.get(Message, told["message"]) if told and not own else None
    if message is None:
        return
    mentions = turn.desk.lexicon.read(message.text)
    whom = str(told["whom"])
    merge(
        turn.state,
        turn.desk.read_details(message.text, asking=None, mentions=mentions, behalf=whom),
    )
    turn.state.behalf = whom

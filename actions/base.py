"""What every action does: one call into the core, and never an exception back to Rasa."""

import asyncio
import logging
from dataclasses import asdict
from functools import cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from nightdesk.app import Nightdesk
from nightdesk.base.reply import Reply
from nightdesk.reading.model import VECTOR

log = logging.getLogger(__name__)


@cache
def core() -> Nightdesk:
    """The core of this installation, built when it is first needed."""
    return Nightdesk.from_environment()


class TopicAction(Action):
    """The action of one topic. A subclass only says which."""

    topic: str

    def name(self) -> str:
        """The name in domain.yml."""
        return f"action_{self.topic}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Take the turn and say its replies.

        Rasa loses everything about an action that raises and tells the visitor nothing, so
        nothing is raised. There are no events: what was understood is in the core's tables.
        """
        try:
            replies = await asyncio.to_thread(self._turn, tracker.sender_id, tracker.latest_message)
        except Exception as error:  # noqa: BLE001
            log.error("turn of %s failed: %s", tracker.sender_id, type(error).__name__)
            replies = _failure()
        for reply in replies:
            say(dispatcher, reply)
        return []

    def _turn(self, conversation_id: str, message: dict[str, Any]) -> list[Reply]:
        intent = message["intent"]
        return core().turn(
            message_id=message["metadata"]["message_id"],
            topic=self.topic,
            intent=intent["name"],
            confidence=float(intent.get("confidence") or 0.0),
            vector=message.get(VECTOR),
            conversation_id=conversation_id,
        )


def _failure() -> list[Reply]:
    """How the web server learns that a turn failed before it was decided: it then ends the turn
    itself (web/chat/turns.py). Without a core it is silence, which means the same.
    """
    try:
        phone = core().clinic.phone.display
    except Exception:  # noqa: BLE001
        return []
    return [Reply("error", "utter_action_failed", {"phone": phone})]


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """One reply is one utterance, so that its text and its data stay together."""
    data = asdict(reply)
    text, values = data.pop("text"), data.pop("values")
    if reply.response:
        # Rasa leaves every placeholder of a wording unfilled when a value holds "0["
        values = {name: value.replace("0[", "0 [") for name, value in values.items()}
        dispatcher.utter_message(response=reply.response, json_message=data, **values)
    else:
        dispatcher.utter_message(text=text, json_message=data)

"""Visitors' tokens: the conversation's id, signed, with an end."""

from datetime import timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer


class Tokens:
    """Issues and reads tokens. Only this server can make one; nothing is kept for it."""

    def __init__(self, secret: str, lasting: timedelta) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="nightdesk.chat.session")
        self.lasting = lasting

    def issue(self, conversation_id: str) -> str:
        """A token for this conversation, valid from now on for `lasting`."""
        return self._signer.dumps(conversation_id)

    def read(self, token: str) -> str | None:
        """The conversation a token is for; None when it is forged, damaged or too old."""
        try:
            value = self._signer.loads(token, max_age=int(self.lasting.total_seconds()))
        except BadSignature:
            return None
        return value if isinstance(value, str) else None

"""What every notification has in common: it points to the inbox and says nothing else."""

from nightdesk.base.settings import Settings


def inbox_link(settings: Settings, request_id: str) -> str:
    """The page of a request in the staff inbox."""
    return f"{settings.public_url.rstrip('/')}/staff/requests/{request_id}"

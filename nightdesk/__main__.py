"""`python -m nightdesk`: the same as the command `nightdesk`."""

from nightdesk.cli import app

app()

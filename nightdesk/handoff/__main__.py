"""Runs the relay."""

from nightdesk.handoff.service import main

raise SystemExit(main())

"""What everything stands on: settings, clock, reply and clinic types."""

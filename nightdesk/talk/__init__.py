"""One turn of a conversation: what is said in reply to a message."""

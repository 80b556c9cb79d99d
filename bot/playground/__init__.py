"""A small Telegram on loopback: a Bot API server and a chat page, for the demo and for tests."""

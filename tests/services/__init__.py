"""Services on a real database, without Telegram."""

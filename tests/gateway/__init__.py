"""The way to Telegram and back, against the playground."""

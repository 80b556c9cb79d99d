"""The way to Telegram and back: receive, work, send."""

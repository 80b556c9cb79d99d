"""The bot's pages: that it is alive, and calendars that phones subscribe to. Off unless the config says where."""

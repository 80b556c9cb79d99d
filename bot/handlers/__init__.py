"""Telegram ends here: unpack, call a service, nothing else."""

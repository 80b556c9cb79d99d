"""The playground as a process of its own."""

import signal
import subprocess
import sys

import httpx


def test_it_serves_until_it_is_told_to_stop() -> None:
    command = [sys.executable, "-m", "bot.playground", "--port", "0", "--no-limits"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        assert process.stdout is not None
        told = [process.stdout.readline().split()[-1] for _ in range(3)]
        assert httpx.get(f"{told[1]}{told[2]}/getMe").json()["result"]["username"] == "PavilionDemoBot"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0

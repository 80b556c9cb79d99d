"""Understanding: plain values out of what neighbours write."""

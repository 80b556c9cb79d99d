"""Calendar files: entries to RFC 5545 text, and back from what somebody sends."""

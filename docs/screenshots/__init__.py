"""Takes the pictures in docs/images: the demo's page after short conversations, always the same ones.

``make screenshots`` runs it; it needs Chromium and fonts for Chinese and for emoji.
"""

"""The side roads of the loop, each as a conversation."""

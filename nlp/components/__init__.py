"""The pipeline's parts, one a file; each says in its factory what it reads and what it assigns."""

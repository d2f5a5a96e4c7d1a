"""Which language is this text in, and which Chinese script."""

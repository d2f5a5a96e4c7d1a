"""From events to deliveries: who reads a message, in what language, and what it looks like there."""

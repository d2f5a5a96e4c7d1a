"""The slang that a group shares: terms, the books they stand in, and how they are found in a text."""

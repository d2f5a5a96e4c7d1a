"""Magpie: one conversation across Telegram, Discord and the web, each reader in their own language."""

__version__ = "0.1.0"

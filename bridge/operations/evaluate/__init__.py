"""Measuring translation: how good, how safe, how fast, how large."""

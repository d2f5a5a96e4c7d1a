"""The interpreter: split, protect, translate, restore, check. Nothing here knows a platform."""

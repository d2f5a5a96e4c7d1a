"""The recipe that makes the starter packages: from parallel text to two `.argosmodel` files.

Nothing of the bot imports this folder. See `training/README.md` for the commands.
"""

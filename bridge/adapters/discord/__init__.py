"""Discord, through a bot and webhooks: https://discord.com/developers/docs."""

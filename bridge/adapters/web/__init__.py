"""The web room: a chat in the browser for whoever has its link, and a platform like any other to the core."""

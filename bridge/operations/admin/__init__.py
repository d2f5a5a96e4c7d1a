"""The host's page, `/admin`: how Magpie is, and what a host decides."""

"""One folder a platform; each knows the core's contract and its platform, and no other adapter."""

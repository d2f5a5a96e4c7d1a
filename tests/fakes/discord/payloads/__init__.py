"""The objects of Discord's API, made from what the fake keeps."""

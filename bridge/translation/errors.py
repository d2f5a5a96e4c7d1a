"""What can be wrong with a package, in one sentence that says what to do."""


class PackageError(Exception):
    """A translation package cannot be found, fetched, unpacked or used."""

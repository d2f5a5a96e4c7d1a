"""`python -m bridge` is `magpie`."""

from bridge.cli.main import main

if __name__ == "__main__":
    main()

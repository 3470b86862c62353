"""``python -m zhengtu`` and the ``zhengtu`` command."""


def main() -> None:
    """Runs the command line; see ``zhengtu --help``."""
    import sys

    try:
        from .cli.app import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()

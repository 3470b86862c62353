"""``python -m zhengtu`` and the ``zhengtu`` command."""


def main() -> None:
    """Runs the command line; see ``zhengtu --help``."""
    from .cli.app import main as run

    run()


if __name__ == "__main__":
    main()

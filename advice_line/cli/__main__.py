"""`advice-line`, and the same as `python -m advice_line.cli`."""

from advice_line.cli.loading import loading


def main() -> None:
    with loading():
        from advice_line.cli import app  # noqa: PLC0415 # most of what there is to load
    app.main()


if __name__ == "__main__":
    main()

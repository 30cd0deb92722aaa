"""A process that only plays: what the service would log of ten thousand calls nobody reads."""

import logging

import structlog


def quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.disable(logging.WARNING)

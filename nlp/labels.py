"""The labels that the pipeline's config declares, for those who need no pipeline."""

import configparser
import json
from pathlib import Path

_CONFIG = Path(__file__).parent / "config.cfg"


def _labels(head: str) -> frozenset[str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(_CONFIG, encoding="utf-8")
    return frozenset(json.loads(parser["components.classifier.heads"][head]))


CATEGORIES = _labels("category")
"""The kinds of report that are told apart."""

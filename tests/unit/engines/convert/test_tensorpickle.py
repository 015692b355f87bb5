from __future__ import annotations

import collections
import io
import pickle
import sys
import types

import pytest

from workflow.engines.convert.tensorpickle import Storage, Tensor, load, tensors_of
from workflow.errors import EngineError


@pytest.fixture
def torch(monkeypatch):
    """As much of torch as Python's pickler must find to name its functions."""
    torch, utils = types.ModuleType("torch"), types.ModuleType("torch._utils")

    class FloatStorage:
        """Stands for a type of storages."""

    def _rebuild_tensor_v2(*_):
        """Stand for the function that a checkpoint names."""

    def _rebuild_parameter(*_):
        """Stand for another."""

    for module, thing in (
        (torch, FloatStorage),
        (utils, _rebuild_tensor_v2),
        (utils, _rebuild_parameter),
    ):
        thing.__module__, thing.__qualname__ = module.__name__, thing.__name__
        setattr(module, thing.__name__, thing)
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch._utils", utils)
    torch.utils = utils
    return torch


class Pickled:
    """Pickled as a call of `function`."""

    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


def dump(state, protocol):
    class Pickler(pickle.Pickler):
        def persistent_id(self, thing):
            return thing if isinstance(thing, tuple) and thing[:1] == ("storage",) else None

    buffer = io.BytesIO()
    Pickler(buffer, protocol).dump(state)
    buffer.seek(0)
    return buffer


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_what_pythons_pickler_writes_of_a_state_is_read(protocol, torch):
    storage = ("storage", torch.FloatStorage, "0", "cpu", 6)

    def tensor(*view):
        hooks = collections.OrderedDict()
        return Pickled(torch.utils._rebuild_tensor_v2, storage, *view, False, hooks)

    state = collections.OrderedDict(
        matrix=tensor(0, (2, 3), (3, 1)),
        row=tensor(3, (3,), (1,)),
        scalar=tensor(5, (), ()),
        parameter=Pickled(torch.utils._rebuild_parameter, tensor(0, (6,), (1,)), True, None),
        other={"version": 1, "names": ["a", "b"], "rate": 0.5, "none": None, "one": [1]},
    )
    state._metadata = {"version": 1}

    read = load(dump(state, protocol))

    shared = Storage("0", "<f4", 6)
    assert tensors_of(read) == {
        "matrix": Tensor(shared, 0, (2, 3), (3, 1)),
        "row": Tensor(shared, 3, (3,), (1,)),
        "scalar": Tensor(shared, 5, (), ()),
        "parameter": Tensor(shared, 0, (6,), (1,)),
    }
    assert read["other"] == {
        "version": 1,
        "names": ["a", "b"],
        "rate": 0.5,
        "none": None,
        "one": [1],
    }


@pytest.mark.parametrize(
    "view",
    [
        pytest.param((0, (7,), (1,)), id="longer than its storage"),
        pytest.param((4, (3,), (1,)), id="beyond its end"),
        pytest.param((0, (2, 3), (4, 1)), id="strides too wide"),
        pytest.param((0, (10**12,), (0,)), id="one number repeated without end"),
        pytest.param((-1, (2,), (1,)), id="negative offset"),
        pytest.param((0, (-2,), (1,)), id="negative size"),
        pytest.param((0, (2,), (1, 1)), id="one size, two strides"),
        pytest.param((0, (2.0,), (1,)), id="a size that is no whole number"),
    ],
)
def test_a_view_of_what_is_not_there_is_refused(view, torch):
    storage = ("storage", torch.FloatStorage, "0", "cpu", 6)

    with pytest.raises((TypeError, ValueError)):
        load(dump(Pickled(torch.utils._rebuild_tensor_v2, storage, *view), 2))


class Plain:
    """An object of any class."""


@pytest.mark.parametrize("protocol", [0, 1, 2, 4])
@pytest.mark.parametrize("thing", [Plain(), print, bytearray(b"x"), {1}, 1 + 2j])
def test_objects_of_any_other_kind_are_refused(thing, protocol):
    with pytest.raises(EngineError) as caught:
        load(dump(thing, protocol))

    assert caught.value.slug == "model-unsafe"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b".",
        b"\x80\x02t.",
        b"\x80\x02]a.",
        b"\x80\x02h\x07.",
        b"\x80\x02K\x01Q.",
        b"\x80\x02\x85.",
    ],
    ids=["empty", "no value", "no mark", "nothing to append", "no memo", "no storage", "no item"],
)
def test_a_pickle_that_makes_no_sense_fails(data):
    with pytest.raises((LookupError, TypeError, ValueError)):
        load(io.BytesIO(data))


def test_a_huge_memo_index_costs_nothing():
    assert load(io.BytesIO(b"\x80\x02]r\xff\xff\xff\x7f.")) == []


def test_a_state_must_be_a_dictionary():
    with pytest.raises(pickle.UnpicklingError):
        tensors_of([])

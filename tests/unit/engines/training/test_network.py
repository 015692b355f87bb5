"""The network itself: trained for seconds, resumed, exported, and the same in CTranslate2."""

from __future__ import annotations

import itertools
import json
import warnings

import ctranslate2
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # torch's own, at import
    torch = pytest.importorskip("torch", reason="torch is not installed: training needs it")

from training import generate, train
from training.export import convert
from training.loss import cross_entropy
from training.packs import read_pairs
from training.pieces import read_about, read_weights
from training.shape import Shape
from training.vocabulary import BOS, EOS, Vocabulary


@pytest.fixture(scope="session")
def run(bundle, tmp_path_factory, script):
    """Train a phase for some steps, in a folder."""
    folder = tmp_path_factory.mktemp("run")

    def run(name, *, steps=40, phase="main", **options):
        options |= {"steps": steps, "minutes": 10}
        arguments = itertools.chain(*((f"--{key}", value) for key, value in options.items()))
        script(train.main, bundle, folder / name, "--phase", phase, *arguments)
        return folder / name

    return run


@pytest.fixture(scope="session")
def trained(run, tmp_path_factory):
    return run("trained", keep=tmp_path_factory.mktemp("keep"))


def losses(folder):
    rows = [json.loads(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]
    return [row["dev"]["flores"] for row in rows if "dev" in row]


def test_training_learns_and_goes_on_where_it_ended(run, tmp_path):
    first = run("first", keep=tmp_path)
    second = run("second", keep=tmp_path)
    from_pieces = run("third", start=first)

    steps = [read_about(folder)["step"] for folder in (first, second, from_pieces)]
    assert steps == [40, 80, 80]
    assert losses(second)[-1] < losses(first)[-1]
    assert losses(from_pieces)[-1] < losses(first)[-1]


def test_ctranslate2_says_what_torch_says(trained, bundle, tmp_path):
    model = train.load_model(trained).eval()
    sides = [Vocabulary(bundle / name) for name in ("source.spm", "target.spm")]
    shape = Shape(**read_about(trained)["shape"])
    tokens = [side.tokens for side in sides]
    convert(
        read_weights(trained),
        shape,
        tokens,
        tmp_path / "model",
        alignment=(1, 1),
        quantization=None,
    )
    translator = ctranslate2.Translator(str(tmp_path / "model"), compute_type="float32")
    for pair in read_pairs(bundle / "flores.dev.tsv.xz"):
        [source], [target] = sides[0].encode([pair.source]), sides[1].encode([pair.target])
        wanted = torch_log_probs(model, source, target)
        pieces = [
            [side.tokens[n] for n in ids] for side, ids in zip(sides, (source, target), strict=True)
        ]
        [found] = translator.score_batch(*[[each] for each in pieces])
        assert found.log_probs == pytest.approx(wanted, abs=1e-4)


@torch.no_grad()
def torch_log_probs(model, source, target):
    written = torch.tensor([[BOS, *target, EOS]])
    states = model.decode(written[:, :-1], *model.encode(torch.tensor([[*source, EOS]])))
    every = model.scores(states).log_softmax(-1)[0]
    return every.gather(1, written[0, 1:, None])[:, 0].tolist()


def test_step_by_step_is_the_same_as_at_once(trained, bundle):
    model = train.load_model(trained).eval()
    side = Vocabulary(bundle / "source.spm")
    source = torch.tensor([[*side.encode(["Anna attend les observateurs."])[0], EOS]])
    written = generate.greedy(model, source)[0].tolist()
    written = written[: written.index(EOS)] if EOS in written else written

    probabilities = torch.tensor(torch_log_probs(model, source[0, :-1].tolist(), written))

    with torch.no_grad():
        states = model.decode(torch.tensor([[BOS, *written]]), *model.encode(source))
        best = model.scores(states)[0].argmax(-1).tolist()
    assert best[: len(written)] == written
    assert (probabilities <= 0).all()


def test_back_translation_makes_a_pack_with_the_original_as_target(run, bundle, tmp_path, script):
    back = run("back", phase="back")
    out = tmp_path / "back.tsv.xz"

    arguments = ("--reverse", "--label", "back", "--minutes", 1)
    script(generate.main, bundle, back, bundle / "mono.txt.xz", out, *arguments)

    pairs = list(read_pairs(out))
    assert {pair.label for pair in pairs} <= {"back"}
    assert {pair.target for pair in pairs} <= {"Мэр ищет новых послов сегодня."}


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_the_loss_and_its_gradients_are_those_of_torch(smoothing):
    torch.manual_seed(1)
    sizes = {"states": (1100, 16), "table": (50, 16), "bias": (50,)}
    ours = {name: torch.randn(size, requires_grad=True) for name, size in sizes.items()}
    theirs = {name: each.detach().clone().requires_grad_() for name, each in ours.items()}
    gold = torch.randint(0, 50, (1100,))

    found = cross_entropy(**ours, gold=gold, smoothing=smoothing)
    scores = torch.nn.functional.linear(theirs["states"], theirs["table"], theirs["bias"])
    wanted = torch.nn.functional.cross_entropy(
        scores, gold, label_smoothing=smoothing, reduction="sum"
    )
    (found / 7).backward()
    (wanted / 7).backward()

    assert found.item() == pytest.approx(wanted.item(), rel=1e-3)
    for name, tensor in ours.items():
        off = (tensor.grad - theirs[name].grad).norm() / theirs[name].grad.norm()
        assert off.item() < 0.02, name


def test_a_frozen_part_stays_as_it_is(run, weights):
    before = read_weights(weights)

    after = read_weights(run("slow", phase="processor", start=weights))

    for name, array in before.items():
        is_frozen = name.startswith(("encoder.", "source."))
        assert (array == pytest.approx(after[name], abs=1e-6)) == is_frozen, name


def test_weights_are_saved_while_training_goes_on(run, monkeypatch):
    saved = []
    write = train.Run.write
    monkeypatch.setattr(
        train.Run, "write", lambda self, *args: (saved.append(self.step), write(self, *args))
    )

    run("saved", steps=3, save=0)

    assert saved == [1, 2, 3, 3]

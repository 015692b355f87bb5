"""Train one phase of the recipe for some minutes; a later call goes on where this one ended.

    python -m training.train BUNDLE OUT --phase main --start WEIGHTS --keep FOLDER --minutes 9

OUT gets the averaged weights as integers (pieces.py), what small runs need to resume, and a log.
KEEP, a folder on the machine itself, gets the exact state with the optimizer's: a call that finds
one of its phase there continues exactly; otherwise training starts from the weights of START, and
from the point of its schedule that those had reached if they are of the same phase.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from training.batches import Corpus, encode
from training.model import Model
from training.packs import Pair, read_pairs
from training.pieces import read_about, read_weights, write_weights
from training.recipe import read_recipe
from training.shape import Shape
from training.vocabulary import PAD, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from torch import Tensor

    from training.batches import Numbers
    from training.recipe import Phase, Recipe

_SAVING = 15.0
"""Seconds kept at the end for measuring and writing."""
_LOWEST = 1 / 30
"""Of the highest rate, at the end of a phase."""
_AVERAGE_EVERY = 8
_SLOWEST_AVERAGE = 0.999
"""Share of the old average that one step leaves: about a thousand steps count."""
_LOG_EVERY = 50
_MEASURE_EVERY = 500
_DEV_PAIRS = 400


def main() -> None:
    """Train until the time is up, then write everything."""
    options = _options()
    began = time.monotonic()
    recipe = read_recipe(options.bundle / "recipe.toml")
    phase = recipe.phases[options.phase]
    if options.total:
        phase = replace(phase, minutes=options.total)
    corpus = _corpus(options, phase)  # forks: before anything wakes the graphics processor
    dev = _dev(options.bundle, phase, most=options.dev)
    run = Run.start(recipe, phase, options)
    print(f"{len(corpus)} pairs, {len(corpus.target.pieces) / 1e6:.1f} M target pieces", flush=True)
    last = run.step + options.steps if options.steps else None
    run.train(
        corpus,
        until=began + options.minutes * 60 - _SAVING,
        last=last,
        dev=dev,
        save=lambda: run.write(options.out, options.keep),
        every=options.save * 60,
    )
    run.measure(dev)
    run.write(options.out, options.keep)
    print(f"written after {run.step} steps, {time.monotonic() - began:.0f} s")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--phase", required=True)
    parser.add_argument("--start", type=Path, default=None, help="weights to begin with")
    parser.add_argument("--keep", type=Path, default=None, help="where the exact state lies")
    parser.add_argument("--minutes", type=float, required=True, help="of this call")
    parser.add_argument("--total", type=float, default=None, help="minutes of the phase, all calls")
    parser.add_argument("--steps", type=int, default=None, help="of this call, for trials")
    parser.add_argument("--save", type=float, default=math.inf, help="minutes between two savings")
    parser.add_argument("--dev", type=int, default=_DEV_PAIRS, help="pairs of each dev set")
    parser.add_argument("--extra", type=Path, nargs="*", default=[], help="further packs")
    return parser.parse_args()


def _corpus(options: argparse.Namespace, phase: Phase) -> Corpus:
    files = [options.bundle / "pairs.tsv.xz", *options.extra]
    pairs = [pair for file in files for pair in read_pairs(file)]
    source, target = vocabulary_paths(options.bundle, reverse=phase.reverse)
    return encode(_turned(pairs, phase), source, target, weight_of=phase.weight_of)


def _dev(bundle: Path, phase: Phase, *, most: int) -> dict[str, Corpus]:
    """Return some pairs of each dev set, the same in every call."""
    source, target = vocabulary_paths(bundle, reverse=phase.reverse)
    return {
        path.name.split(".")[0]: encode(
            _turned(list(read_pairs(path))[:most], phase),
            source,
            target,
            weight_of=lambda _: 1.0,
        )
        for path in sorted(bundle.glob("*.dev.tsv.xz"))
    }


def vocabulary_paths(bundle: Path, *, reverse: bool) -> tuple[Path, Path]:
    """Return the vocabularies of what is read and what is written."""
    paths = bundle / "source.spm", bundle / "target.spm"
    return paths[::-1] if reverse else paths


def _turned(pairs: Iterable[Pair], phase: Phase) -> list[Pair]:
    if not phase.reverse:
        return list(pairs)
    return [Pair(pair.target, pair.source, pair.label) for pair in pairs]


def load_model(folder: Path, *, dropout: float = 0.0) -> Model:
    """Return the model whose weights, or some of them, lie in a folder."""
    model = Model(Shape(**read_about(folder)["shape"]), dropout=dropout)
    _take(model, folder)
    return model


def _take(model: Model, folder: Path) -> None:
    weights = {name: torch.from_numpy(array) for name, array in read_weights(folder).items()}
    unexpected = model.load_state_dict(weights, strict=False).unexpected_keys
    if unexpected:
        raise SystemExit(f"{folder} has weights of another network: {unexpected[0]}")


@dataclass(slots=True)
class Run:
    """A model in training, its average, and how far it is."""

    phase: Phase
    model: Model
    optimizer: torch.optim.Optimizer
    about: dict[str, Any]
    device: str
    random: np.random.Generator
    average: list[Tensor] = field(default_factory=list)
    step: int = 0
    spent: float = 0.0
    """Seconds of this phase, over all calls."""
    since: int = 0
    """Step at which the rate began to rise: after a start without an optimizer's state."""
    log: list[dict[str, Any]] = field(default_factory=list)
    pieces: int = 0
    """Of the target, padding included, since the last line of the log."""
    noted: float = field(default_factory=time.monotonic)

    @classmethod
    def start(cls, recipe: Recipe, phase: Phase, options: argparse.Namespace) -> Run:
        """Build the model, or take up the state of an earlier call."""
        device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(recipe.seed)
        torch.set_float32_matmul_precision("high")
        paths = vocabulary_paths(options.bundle, reverse=phase.reverse)
        source, target = (len(Vocabulary(path)) for path in paths)
        shape = Shape.of(recipe.network, source=source, target=target)
        model = Model(shape, dropout=phase.dropout)
        about = {"shape": asdict(shape), "phase": phase.name, "recipe": recipe.digest}
        exact = options.keep / f"{phase.name}.pt" if options.keep else None
        state = torch.load(exact, map_location="cpu") if exact and exact.exists() else None
        if state is None and options.start:
            _take(model, options.start)
        model.freeze(*phase.frozen)
        model.to(device)
        optimizer = torch.optim.AdamW(
            [each for each in model.parameters() if each.requires_grad],
            lr=phase.rate,
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=True,
        )
        random = np.random.default_rng(recipe.seed)
        run = cls(phase, model, optimizer, about, device, random)
        if state is not None:
            run.take_up(state)
        elif options.start:
            before = read_about(options.start)
            if before.get("phase") == phase.name:
                run.spent, run.step = before["spent"], before["step"]
                run.since = run.step
        run.average = run.average or [p.detach().clone() for p in model.parameters()]
        run.random = np.random.default_rng(recipe.seed + run.step)
        return run

    def take_up(self, state: dict[str, Any]) -> None:
        """Go on exactly where an earlier call ended."""
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.average = [tensor.to(self.device) for tensor in state["average"]]
        self.step, self.spent, self.since = state["step"], state["spent"], state["since"]
        self.log = state["log"]

    def train(
        self,
        corpus: Corpus,
        *,
        until: float,
        last: int | None,
        dev: dict[str, Corpus],
        save: Callable[[], None],
        every: float,
    ) -> None:
        """Take steps until the time or the phase is over, or the last step was taken.

        Saves what there is every so many seconds of training.
        """
        self.model.train()
        saved = self.spent
        while True:
            for source, target in corpus.batches(tokens=self.phase.tokens, random=self.random):
                now = time.monotonic()
                if now >= until or self.spent >= self.phase.minutes * 60 or self.step == last:
                    return
                loss = self._take_step(self._tensor(source), self._tensor(target))
                self.step += 1
                self.pieces += target.size
                if self.step % _AVERAGE_EVERY == 0:
                    self._grow_average()
                if self.step % _LOG_EVERY == 0:
                    self._note(loss)
                if self.step % _MEASURE_EVERY == 0:
                    self.measure(dev)
                self.spent += time.monotonic() - now
                if self.spent - saved >= every:
                    save()
                    saved = self.spent

    def rate(self) -> float:
        """Return the learning rate of the next step."""
        done = min(1.0, self.spent / (self.phase.minutes * 60))
        falling = 0.5 * (1 + math.cos(math.pi * done)) * (1 - _LOWEST) + _LOWEST
        rising = min(1.0, (self.step - self.since + 1) / self.phase.warmup)
        return self.phase.rate * falling * rising

    def _take_step(self, source: Tensor, target: Tensor) -> Tensor:
        """Change the weights by one batch and return its mean loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        with torch.autocast(self.device, torch.bfloat16):
            total = self.model.loss(source, target, smoothing=self.phase.smoothing)
        loss = total / (target[:, 1:] != PAD).sum()
        loss.backward()
        for parameter in self.model.parameters():
            if parameter.grad is None:
                continue  # frozen
            # One bad batch must not end a run that cannot be repeated.
            torch.nan_to_num_(parameter.grad, 0.0, 0.0, 0.0)
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return loss.detach()

    @torch.no_grad()
    def _grow_average(self) -> None:
        kept = min(_SLOWEST_AVERAGE, self.step / (self.step + 100)) ** _AVERAGE_EVERY
        torch._foreach_lerp_(self.average, list(self.model.parameters()), 1 - kept)

    @torch.inference_mode()
    def measure(self, dev: dict[str, Corpus]) -> None:
        """Note the mean loss of the averaged weights on each dev set, natural logarithm a piece."""
        now = [parameter.detach().clone() for parameter in self.model.parameters()]
        self._put(self.average)
        self.model.eval()
        random = np.random.default_rng(0)
        found = {}
        for name, corpus in dev.items():
            total = pieces = 0.0
            for source, target in corpus.batches(tokens=self.phase.tokens, random=random):
                with torch.autocast(self.device, torch.bfloat16):
                    total += self.model.loss(self._tensor(source), self._tensor(target)).item()
                pieces += int((target[:, 1:] != PAD).sum())
            found[name] = round(total / pieces, 3)
        self._put(now)
        self.model.train()
        self._write_log({"step": self.step, "dev": found})

    def write(self, out: Path, keep: Path | None) -> None:
        """Write the averaged weights, the log, and the exact state for a call on this machine."""
        names = [name for name, _ in self.model.named_parameters()]
        arrays = [tensor.float().cpu().numpy() for tensor in self.average]
        about = self.about | {"spent": self.spent, "step": self.step}
        write_weights(out, dict(zip(names, arrays, strict=True)), about=about)
        lines = "".join(json.dumps(row) + "\n" for row in self.log)
        (out / "log.jsonl").write_text(lines, encoding="utf-8")
        if keep:
            keep.mkdir(parents=True, exist_ok=True)
            state = {
                "model": self.model.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "average": self.average,
                "step": self.step,
                "spent": self.spent,
                "since": self.since,
                "log": self.log,
            }
            torch.save(state, keep / f"{self.phase.name}.pt")

    def _note(self, loss: Tensor) -> None:
        now = time.monotonic()
        speed = self.pieces / (now - self.noted)
        self.pieces, self.noted = 0, now
        row = {"step": self.step, "loss": round(loss.item(), 3), "pieces_s": round(speed)}
        self._write_log(row | {"rate": round(self.rate(), 7), "spent": round(self.spent)})

    def _write_log(self, row: dict[str, Any]) -> None:
        self.log.append(row)
        print(json.dumps(row), flush=True)

    @torch.no_grad()
    def _put(self, values: list[Tensor]) -> None:
        for parameter, value in zip(self.model.parameters(), values, strict=True):
            parameter.copy_(value)

    def _tensor(self, numbers: Numbers) -> Tensor:
        tensor = torch.from_numpy(numbers)
        if self.device == "cuda":
            tensor = tensor.pin_memory()
        return tensor.to(self.device, non_blocking=True)


if __name__ == "__main__":
    main()

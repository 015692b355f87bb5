"""Cross-entropy over a large vocabulary, in pieces that stay in a processor's cache.

The scores of a batch are its largest matrix: 4,096 pieces by 24,000 are 400 MB, written and read
several times. Here they are made some rows at a time, turned into gradients at once, and thrown
away (the arithmetic is that of `torch.nn.functional.cross_entropy`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.autograd.function import FunctionCtx

_ROWS = 1024


class _CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: FunctionCtx,
        states: Tensor,
        table: Tensor,
        bias: Tensor,
        gold: Tensor,
        smoothing: float,
    ) -> Tensor:
        small = table.to(torch.bfloat16)
        turned = small.t()
        total = torch.zeros((), dtype=torch.float32)
        of_states = torch.empty_like(states, dtype=torch.float32)
        of_table = torch.zeros_like(table)
        of_bias = torch.zeros_like(bias)
        for first in range(0, len(states), _ROWS):
            rows = slice(first, first + _ROWS)
            near = states[rows].to(torch.bfloat16)
            scores = (near @ turned).float().add_(bias)
            wanted = gold[rows, None]
            shares = scores.softmax(-1)
            told = -shares.gather(-1, wanted).clamp_min_(1e-38).log_()
            spread = scores.gather(-1, wanted) + told - scores.mean(-1, keepdim=True)
            total += (1 - smoothing) * told.sum() + smoothing * spread.sum()
            wrong = shares.sub_(smoothing / shares.shape[1]) if smoothing else shares
            wrong.scatter_add_(-1, wanted, wrong.new_full(wanted.shape, smoothing - 1))
            of_bias += wrong.sum(0)
            narrow = wrong.to(torch.bfloat16)
            of_states[rows] = (narrow @ small).float()
            of_table += (narrow.t() @ near).float()
        ctx.save_for_backward(of_states, of_table, of_bias)
        return total

    @staticmethod
    def backward(ctx: FunctionCtx, grown: Tensor) -> tuple[Tensor | None, ...]:
        of_states, of_table, of_bias = ctx.saved_tensors
        return of_states * grown, of_table * grown, of_bias * grown, None, None


def cross_entropy(
    states: Tensor, table: Tensor, bias: Tensor, gold: Tensor, *, smoothing: float
) -> Tensor:
    """Return the sum of the losses of pieces, natural logarithm.

    `states` is [piece, width], `table` [vocabulary, width], `gold` the pieces' numbers; products
    are in bfloat16, sums in 32 bits.
    """
    with torch.autocast(states.device.type, enabled=False):
        return _CrossEntropy.apply(states, table, bias, gold, smoothing)

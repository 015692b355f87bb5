from __future__ import annotations

from workflow.engines.network import Job, Network, Search


def test_a_wider_beam_is_given_smaller_batches(toy_package):
    network = Network(toy_package / "model", threads=1)
    jobs = [Job(source=("▁Le",) * 100)] * 30

    def largest_batch(beam):
        search = Search(beam=beam, hypotheses=1)
        return max(len(batch) for batch in network.translate(jobs, search))

    assert largest_batch(8) * 2 == largest_batch(4) == largest_batch(1) > 2

"""Trains the encoder and its heads together.

    python -m training.train DATA --encoder MINILM --fine fine.jsonl.gz --parses parses.jsonl.gz --out RUN --minutes 120
        [--resume RUN/state.pt | --released newsfacts/encoder/model] [--grammar | --teacher MODEL [--narrow 768 36]]
        [--decay] [--processes 2]

DATA holds `worldwide/train.jsonl.gz` (names) and `polnear/train.jsonl.gz` (quotes); MINILM is a folder with
`model.safetensors`, `config.json` and `vocab.txt`; `fine.jsonl.gz` comes from `training.fine_labels`,
`parses.jsonl.gz` from `training.parses`; of several an article's parse is drawn from one by chance.

With `--released` training goes on from weights that `training.export` wrote. With `--grammar` too, the grammar alone is
trained, on the released encoder. With `--teacher`, another such model, no annotation counts but what that model says of
the same texts; `--narrow` leaves only so many neurons of each feed-forward network, and heads of attention in all
layers together, those of most use, before training begins.

Every batch is of one corpus: the two take turns by size. The loss of a batch is that of its corpus's heads (a CRF over
tags; pointers by cross-entropy) plus that of the fine labels. The learning rate warms up and stays; `--decay` brings it
to zero over the given minutes. A running average of the weights is kept and is what is exported. Steps are timed by
wall clock, so two runs differ in their number; everything drawn at random comes from `--seed`.
"""

from __future__ import annotations

import argparse
import copy
import itertools
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn import functional as fn

from newsfacts.encoder.labels import RELATIONS
from newsfacts.encoder.wordpiece import CLS, MASK, SEP, WordPieces
from training.augment import with_other_marks
from training.batches import Batch, Window, collate, epoch
from training.corpora import held_out, read_jsonl
from training.examples import IGNORED, Example, example
from training.network import Network, at, from_minilm, narrow
from training.other_names import OtherNames
from training.released import ReleasedStates, take_released
from training.teacher import Teacher

FINE_WEIGHT = 0.25
POINTER_WEIGHT = 0.3
TOKEN_WEIGHT = 0.2  # of a cross-entropy by token beside the CRF, which keeps the scores of single tokens meaningful
SMOOTHING = 0.05
OTHER_MARKS = 0.35
OTHER_NAMES = 0.5
GRAMMAR_WEIGHT = 0.15  # beside the other losses; alone it counts whole
GRAMMAR_WEIGHTS = {"arcs": 1.0, "relations": 0.7, "parts": 0.4, "starts": 0.3}
NEW = ("casing", "spacing", "quoting", "names", "fine", "quotes", "askers", "answerers", "grammar")
AVERAGE_EVERY = 4
SHORT = torch.cpu._is_avx512_bf16_supported()  # without the instructions bfloat16 takes ten times as long as 32 bits


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", required=True, type=Path)
    parser.add_argument("--fine", required=True, type=Path)
    parser.add_argument("--parses", required=True, type=Path, nargs="+")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--resume", type=Path)
    parser.add_argument("--released", type=Path)
    parser.add_argument("--grammar", action="store_true")
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--narrow", type=int, nargs=2, metavar=("NEURONS", "HEADS"))
    parser.add_argument("--decay", action="store_true")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--new-rate", type=float, default=8e-4, help="of the parts that MiniLM does not bring")
    parser.add_argument("--batch", type=int, default=12, help="full windows in a batch, over all processes")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--everything", action="store_true", help="train on the articles held out for choosing, too")
    arguments = parser.parse_args()
    if (arguments.teacher or arguments.grammar) and not arguments.released:
        parser.error("--teacher and --grammar go on from a released model: give --released")
    if arguments.narrow and not arguments.teacher:
        parser.error("--narrow asks a teacher what can be spared: give --teacher")
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.processes == 1:
        worker(0, arguments, 0)
    else:
        port = random.randint(20000, 40000)
        torch.multiprocessing.spawn(worker, args=(arguments, port), nprocs=arguments.processes)


def worker(rank: int, arguments: argparse.Namespace, port: int) -> None:
    """One process of the training; all see the same order of windows and each takes its share."""
    torch.set_num_threads(1)
    many = arguments.processes > 1
    if many:
        os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port), GLOO_SOCKET_IFNAME="lo")
        dist.init_process_group("gloo", rank=rank, world_size=arguments.processes)
    vocabulary = (arguments.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    wordpieces = WordPieces(vocabulary)
    special = (wordpieces.numbers[CLS], wordpieces.numbers[SEP], wordpieces.numbers[MASK])
    torch.manual_seed(arguments.seed)
    net = from_minilm(arguments.encoder)
    if arguments.released:
        take_released(net, arguments.released)
    released = ReleasedStates(arguments.released) if arguments.grammar else None
    teacher = Teacher(from_minilm(arguments.encoder), arguments.teacher) if arguments.teacher else None
    if arguments.narrow and teacher:
        some = [collate(windows, special) for _, windows in itertools.islice(_stream(arguments, wordpieces, 0, 0), 32)]
        narrow(net, *arguments.narrow, some, lambda batch: _told(teacher, net, batch))
    net.words.weight.requires_grad_(False)
    if arguments.grammar:
        net.requires_grad_(False)
        net.grammar.requires_grad_(True)
    average = copy.deepcopy(net)
    trained = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for name, p in trained if not name.startswith(NEW)], "lr": arguments.rate},
            {"params": [p for name, p in trained if name.startswith(NEW) and "crf" not in name]},
            {"params": [p for name, p in trained if "crf" in name], "lr": 5e-3, "weight_decay": 0.0},
        ],
        lr=arguments.new_rate,
        weight_decay=0.01,
    )
    rates = [group["lr"] for group in optimizer.param_groups]
    steps, rounds = 0, 0
    if arguments.resume:
        state = torch.load(arguments.resume, map_location="cpu", weights_only=True)
        grown = net.load_state_dict(state["net"], strict=False).missing_keys  # heads that the run before did not have
        average.load_state_dict(net.state_dict() | state["average"])
        if not grown:
            optimizer.load_state_dict(state["optimizer"])
        steps, rounds = state["steps"], state["rounds"]
    torch.manual_seed(arguments.seed + 1000 * rank + steps)
    noise = np.random.default_rng([arguments.seed, rank, steps])
    stream = _stream(arguments, wordpieces, rank, rounds)
    net.train(not teacher)  # where states are held to others, dropout would only be noise
    began, saved = time.time(), time.time()
    shown: dict[str, float] = {}
    first_step = steps
    while True:
        elapsed = torch.tensor((time.time() - began) / 60 / arguments.minutes)
        if many:
            dist.broadcast(elapsed, 0)
        progress = elapsed.item()
        if progress >= 1:
            break
        factor = min(1.0, (steps - first_step + 1) / 100) * (max(0.0, 1 - progress) if arguments.decay else 1.0)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        rounds, chosen = next(stream)
        batch = collate(chosen, special, noise)
        if teacher:
            losses = teacher.losses(net, states_of(net, batch), batch)
        elif released:
            losses = grammar_loss(net, released(batch), batch)
        else:
            losses = loss_of(net, batch, states_of(net, batch))
        optimizer.zero_grad(set_to_none=True)
        sum(losses.values(), torch.zeros(())).backward()
        if many:
            _share_gradients([p for _, p in trained], arguments.processes)
        nn.utils.clip_grad_norm_([p for _, p in trained], 1.0)
        optimizer.step()
        steps += 1
        if steps % AVERAGE_EVERY == 0:
            _average(average, net, min(0.993, (steps / AVERAGE_EVERY) / (steps / AVERAGE_EVERY + 10)))
        for name, value in losses.items():
            shown[name] = 0.98 * shown.get(name, value.item()) + 0.02 * value.item()
        if rank == 0 and steps % 25 == 0:
            text = " ".join(f"{name} {value:.4f}" for name, value in sorted(shown.items()))
            minutes = (time.time() - began) / 60
            speed = (time.process_time()) / (steps - first_step)
            print(f"{steps} round {rounds} {text} | {minutes:.1f} min, {speed:.2f} CPU s a step", flush=True)
        if rank == 0 and time.time() - saved > 240:
            _save(arguments.out, net, average, optimizer, steps, rounds)
            saved = time.time()
    if rank == 0:
        _save(arguments.out, net, average, optimizer, steps, rounds)


def _told(teacher: Teacher, net: Network, batch: Batch) -> Tensor:
    """RETURNS: how far what the network's heads say is from what the teacher's do."""
    losses = teacher.losses(net, states_of(net, batch), batch)
    return sum((value for name, value in losses.items() if name != "states"), torch.zeros(()))


def states_of(net: Network, batch: Batch) -> list[Tensor]:
    """RETURNS: the state after each layer, batch × pieces × size."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        states: list[Tensor] = net(*batch.inputs, batch.mask)
    return states


def loss_of(net: Network, batch: Batch, states: list[Tensor]) -> dict[str, Tensor]:
    """RETURNS: the parts of the loss that the batch's annotation allows, weighted."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        x = fn.dropout(states[-1], 0.1 if net.training else 0.0)
        words = at(x, batch.first)
        fine = net.fine(words).float()
    losses = {}
    if (batch.fine != IGNORED).any():
        losses["fine"] = FINE_WEIGHT * _cross_entropy(fine, batch.fine)
    for name, tags in (("names", batch.names), ("quotes", batch.quotes)):
        if not (tags != IGNORED).any():
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
            scores = getattr(net, name)(words).float()
        losses[name] = getattr(net, name + "_crf").loss(scores, tags, batch.words)
        losses[name + "_token"] = TOKEN_WEIGHT * _cross_entropy(scores, tags)
    if len(batch.asked):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
            scores = net.pointers(x, batch.mask)
        losses["pointers"] = POINTER_WEIGHT * pointer_loss(scores, batch)
    if (batch.heads != IGNORED).any():
        losses |= {name: GRAMMAR_WEIGHT * loss for name, loss in grammar_loss(net, states, batch).items()}
    return losses


def grammar_loss(net: Network, states: list[Tensor], batch: Batch) -> dict[str, Tensor]:
    """RETURNS: the parts of the grammar's loss, weighted among themselves."""
    grammar = net.grammar
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        words = grammar(states, batch.first)
        scores = {
            "arcs": (grammar.arcs(words, batch.words), batch.heads),
            "relations": (grammar.relations(words, batch.heads.clamp_min(0)), batch.relations),
            "parts": (grammar.parts(words), batch.parts),
            "starts": (grammar.starts(words), batch.starts),
        }
    return {
        name: GRAMMAR_WEIGHTS[name]
        * fn.cross_entropy(found.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
        for name, (found, wanted) in scores.items()
    }


def _cross_entropy(scores: Tensor, tags: Tensor) -> Tensor:
    return fn.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), tags.reshape(-1), ignore_index=IGNORED, label_smoothing=SMOOTHING
    )


def pointer_loss(scores: Tensor, batch: Batch) -> Tensor:
    """RETURNS: cross-entropy of the pointers, where a content starts as much as everywhere else in it."""
    number, piece, relation, goal, at_start = batch.asked.T
    last = batch.mask.sum(1)[number] - 1
    goal = torch.where(goal < 0, last, goal)
    each = fn.cross_entropy(scores[number, relation, piece], goal, reduction="none")
    starts = at_start.bool()
    parts = [each[chosen].mean() for chosen in (starts, ~starts) if chosen.any()]
    return torch.stack(parts).sum() * len(RELATIONS) / 4


def _stream(
    arguments: argparse.Namespace, wordpieces: WordPieces, rank: int, rounds: int
) -> Iterator[tuple[int, list[Window]]]:
    """RETURNS: batches without end, each with the number of the pass over the quotes that it belongs to."""
    fine = {row["id"]: row["entities"] for row in read_jsonl(arguments.fine)}
    parses = [{row["id"]: row for row in read_jsonl(path)} for path in arguments.parses]
    rewritten = 0.0 if arguments.grammar else 1.0
    rows: dict[str, list[dict[str, Any]]] = {}
    for corpus in ("worldwide", "polnear"):
        found = read_jsonl(arguments.data / corpus / "train.jsonl.gz")
        rows[corpus] = [
            row | {"fine": fine[row["id"]]} for row in found if arguments.everything or not held_out(row["id"])
        ]
    donors = OtherNames(rows["worldwide"])
    size = arguments.batch // arguments.processes

    def examples(corpus: str, dice: random.Random) -> list[Example]:
        found = []
        for row in rows[corpus]:
            new = row
            if corpus == "polnear" and dice.random() < OTHER_MARKS * rewritten:
                new = with_other_marks(new, dice)
            if dice.random() < OTHER_NAMES * rewritten:
                new = donors.rewrite(new, dice)
            parse = dice.choice(parses)[row["id"]] if new is row else None
            found.append(example(new, wordpieces, new["fine"], parse))
        return found

    def share(batches: Iterator[list[Window]]) -> Iterator[list[Window]]:
        while group := list(itertools.islice(batches, arguments.processes)):
            if len(group) == arguments.processes:
                yield group[rank]

    def names(dice: random.Random) -> Iterator[list[Window]]:
        while True:
            yield from share(epoch(examples("worldwide", dice), size, dice))

    dice = random.Random(arguments.seed + 7919 * rounds)
    other = names(random.Random(arguments.seed + 7919 * rounds + 1))
    characters = {corpus: sum(len(row["text"]) for row in rows[corpus]) for corpus in rows}
    ratio = characters["worldwide"] / characters["polnear"]
    owed = 0.0
    while True:
        for batch in share(epoch(examples("polnear", dice), size, dice)):
            yield rounds, batch
            owed += ratio
            while owed >= 1:
                yield rounds, next(other)
                owed -= 1
        rounds += 1


def _share_gradients(parameters: list[nn.Parameter], processes: int) -> None:
    for p in parameters:
        if p.grad is None:  # a head that this batch did not train
            p.grad = torch.zeros_like(p)
    flat = torch.cat([p.grad.view(-1) for p in parameters if p.grad is not None])
    dist.all_reduce(flat)
    flat /= processes
    start = 0
    for p in parameters:
        assert p.grad is not None
        p.grad.copy_(flat[start : start + p.numel()].view_as(p))
        start += p.numel()


def _average(average: Network, net: Network, keep: float) -> None:
    with torch.no_grad():
        ours = [p for p in net.parameters() if p.requires_grad]
        theirs = [a for a, p in zip(average.parameters(), net.parameters(), strict=True) if p.requires_grad]
        torch._foreach_lerp_(theirs, ours, 1 - keep)


def _save(
    folder: Path, net: Network, average: Network, optimizer: torch.optim.Optimizer, steps: int, rounds: int
) -> None:
    state = {"net": net.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state | {"steps": steps, "rounds": rounds}, folder / "state.tmp")
    (folder / "state.tmp").replace(folder / "state.pt")


if __name__ == "__main__":
    main()

"""Nash, GMR, SMR and SEQ of a conflict whose options have one owner each and can be taken and dropped, by arrays.

For each decision maker states are laid out as (coset of its own options, state within it). GMR and SMR have closed forms there; for SEQ the
least rank that improvements of the others lead to is a fixed point of running minima over cosets sorted by rank.
"""
import json
import sys

import numpy as np

conflict = json.load(open(sys.argv[1]))
makers = conflict["decision_makers"]
options = len(conflict["options"])
states = np.arange(1 << options)
own = [sum(1 << k for k, o in enumerate(conflict["options"]) if o["owners"] == [name]) for name in makers]


def ranks_of(name):
    ranks = np.zeros(len(states), np.int32)
    groups = conflict["rankings"][name]
    flat = np.array([g if isinstance(g, int) else g[0] for g in groups]) - 1
    if all(isinstance(g, int) or len(g) == 1 for g in groups):
        ranks[flat] = np.arange(len(flat))[::-1]
    else:
        for place, group in enumerate(groups):
            ranks[np.atleast_1d(group) - 1] = len(groups) - 1 - place
    return ranks


def rows(mask):
    """States by coset of the options in `mask`: those that differ in them alone stand in one row."""
    return np.lexsort((states & mask, states & ~mask)).reshape(-1, 1 << bin(mask).count("1"))


ranks = [ranks_of(name) for name in makers]
cosets = [rows(mask) for mask in own]


def best(dm, values):
    found = np.empty_like(values)
    found[cosets[dm]] = values[cosets[dm]].max(axis=1, keepdims=True)
    return found


def held(dm, worst):
    """States whose every improvement leads to a `worst` no better than they are."""
    table = cosets[dm]
    order = np.argsort(ranks[dm][table], axis=1, kind="stable")
    table = np.take_along_axis(table, order, axis=1)
    own_ranks, after = ranks[dm][table], worst[table]
    top = np.maximum.accumulate(after[:, ::-1], axis=1)[:, ::-1]
    higher = np.array([np.searchsorted(row, row, side="right") for row in own_ranks]) if len(set(ranks[dm])) < len(states) \
        else np.broadcast_to(np.arange(1, table.shape[1] + 1), table.shape)
    top = np.concatenate([top, np.full((len(table), 1), -1, top.dtype)], axis=1)
    stable = np.empty(len(states), bool)
    stable[table] = np.take_along_axis(top, higher, axis=1) <= own_ranks
    return stable


def least_anywhere(dm, worth):
    """The least worth among all states that the others can lead to: those with the same own options."""
    by_own = np.full(len(states), np.iinfo(np.int32).max, np.int32)
    key = states & own[dm]
    np.minimum.at(by_own, key, worth)
    return by_own[key]


def least_by_gains(dm, worth):
    worst = worth.copy()
    others = []
    for other in range(len(makers)):
        if other != dm:
            order = np.argsort(ranks[other][cosets[other]], axis=1)
            others.append(np.take_along_axis(cosets[other], order, axis=1))
    while True:
        before = worst.copy()
        for table in others:
            worst[table] = np.minimum.accumulate(worst[table][:, ::-1], axis=1)[:, ::-1]
        if (worst == before).all():
            return worst


for concept in ["Nash", "GMR", "SMR", "SEQ"]:
    everybody = np.ones(len(states), bool)
    for dm in range(len(makers)):
        if concept == "Nash":
            everybody &= best(dm, ranks[dm]) <= ranks[dm]
        elif concept == "GMR":
            everybody &= held(dm, least_anywhere(dm, ranks[dm]))
        elif concept == "SMR":
            everybody &= held(dm, least_anywhere(dm, best(dm, ranks[dm])))
        else:
            everybody &= held(dm, least_by_gains(dm, ranks[dm]))
    print(concept, everybody.sum())

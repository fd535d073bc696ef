"""Where a cognitive map ends from many starts: sigmoid, Kosko's rule, until no concept changes by more than a thousandth."""
import sys

import numpy as np

weights = np.genfromtxt(sys.argv[1], delimiter=",", skip_header=1)[:, 1:]
state = np.genfromtxt(sys.argv[2], delimiter=",", skip_header=1)
fixed = ~(weights != 0).any(axis=0)
running = np.ones(len(state), bool)
for _ in range(5_000):
    new = 1 / (1 + np.exp(-state[running] @ weights))
    new[:, fixed] = state[running][:, fixed]
    moved = np.abs(new - state[running]).max(axis=1) > 1e-3
    state[running] = new
    running[np.flatnonzero(running)[~moved]] = False
    if not running.any():
        break
np.savetxt(sys.stdout, state, delimiter=",", fmt="%.12g")

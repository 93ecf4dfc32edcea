"""Mixing: whether chains of draws tell the same, and how many independent draws they are worth.

Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, Bayesian Analysis 16(2).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def r_hat(draws: Floats) -> float:
    """Split R-hat of draws (chains, n): 1 where all halves of all chains agree.

    A constant has 1. Raises ValueError for fewer than four draws a chain.
    """
    halves = _halves(draws)
    within = halves.var(1, ddof=1).mean()
    between = halves.mean(1).var(ddof=1)
    if within == 0:
        return 1.0 if between == 0 else float("inf")
    n = halves.shape[1]
    return float(np.sqrt(((n - 1) / n * within + between) / within))


def effective_size(draws: Floats) -> float:
    """Effective sample size of draws (chains, n), at most their number.

    Autocorrelations of the split chains are summed in pairs until a pair is negative (Geyer).
    Raises ValueError for fewer than four draws a chain.
    """
    halves = _halves(draws)
    count, n = halves.shape
    within = halves.var(1, ddof=1).mean()
    whole = (n - 1) / n * within + halves.mean(1).var(ddof=1)
    if whole == 0:
        return float(draws.size)
    lagged = np.mean([_covariance(half) for half in halves], axis=0)
    rho = 1 - (within - lagged * n / (n - 1)) / whole
    rho[0] = 1.0
    pairs = rho[: n - n % 2].reshape(-1, 2).sum(1)
    negative = np.flatnonzero(pairs < 0)
    pairs = np.minimum.accumulate(pairs[: negative[0]] if len(negative) else pairs)
    return float(min(draws.size, count * n / max(2 * pairs.sum() - 1, 1e-9)))


def _halves(draws: Floats) -> Floats:
    if draws.ndim != 2 or draws.shape[1] < 4:
        raise ValueError(f"chains of at least four draws are needed, not {draws.shape}")
    half = draws.shape[1] // 2
    return np.concatenate((draws[:, :half], draws[:, -half:])).astype(np.float64)


def _covariance(series: Floats) -> Floats:
    """Autocovariance at every lag, shape (n,), by the Fourier transform."""
    n = len(series)
    size = 1 << (2 * n - 1).bit_length()
    spectrum = np.fft.rfft(series - series.mean(), size)
    return np.asarray(np.fft.irfft(np.abs(spectrum) ** 2, size)[:n] / n)

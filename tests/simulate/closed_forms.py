"""What queueing theory says exactly, to hold a simulation against. Any unit of time, one throughout.

Sources: Kleinrock, Queueing Systems I (1975) and II (1976); Cobham, Operations Research 2 (1954);
Burke, Operations Research 4 (1956); Jackson, Operations Research 5 (1957); Fuhrmann and Cooper,
Operations Research 33 (1985) on vacations. A rate is happenings per unit of time.
"""

import math
from collections.abc import Sequence


def erlang_b(servers: int, load: float) -> float:
    """The share that finds all `servers` taken and is lost, M/G/c/c; `load` is in erlangs."""
    lost = 1.0
    for number in range(1, servers + 1):
        lost = load * lost / (number + load * lost)
    return lost


def erlang_c(servers: int, load: float) -> float:
    """The share that has to wait, M/M/c."""
    lost = erlang_b(servers, load)
    busy = load / servers
    return lost / (1 - busy + busy * lost)


def wait_of_mmc(rate: float, work: float, servers: int) -> float:
    """Mean wait before service, M/M/c with mean service `work` (Kleinrock I, 3.5)."""
    return erlang_c(servers, rate * work) / (servers / work - rate)


def residual(rate: float, square: float) -> float:
    """Mean work in service that an arrival finds, `square` being the mean square of service."""
    return rate * square / 2


def pollaczek_khinchine(rate: float, work: float, square: float) -> float:
    """Mean wait before service, M/G/1 (Kleinrock I, 5.6)."""
    return residual(rate, square) / (1 - rate * work)


def cobham(rates: Sequence[float], work: Sequence[float], square: Sequence[float]) -> list[float]:
    """Mean wait of each class, the first served first, M/G/1 without preemption (Cobham 1954)."""
    left = sum(residual(rate, each) for rate, each in zip(rates, square, strict=True))
    waits, before = [], 0.0
    for rate, each in zip(rates, work, strict=True):
        upto = before + rate * each
        waits.append(left / ((1 - before) * (1 - upto)))
        before = upto
    return waits


def conserved(rates: Sequence[float], work: Sequence[float], square: Sequence[float]) -> float:
    """Sum over classes of load times mean wait, whatever the order of service (Kleinrock II, 3.4)."""
    load = sum(rate * each for rate, each in zip(rates, work, strict=True))
    left = sum(residual(rate, each) for rate, each in zip(rates, square, strict=True))
    return load * left / (1 - load)


def wait_with_vacations(
    rate: float, work: float, square: float, vacation: float, vacation_square: float
) -> float:
    """Mean wait, M/G/1 whose idle server is away again and again (Fuhrmann and Cooper 1985)."""
    return pollaczek_khinchine(rate, work, square) + vacation_square / (2 * vacation)


def jackson_tandem(rate: float, stations: Sequence[tuple[int, float]]) -> float:
    """Mean time through M/M/c stations (servers, mean service) one after another (Jackson 1957)."""
    return sum(wait_of_mmc(rate, work, servers) + work for servers, work in stations)


def gate_wait(rate: float, most: int) -> float:
    """Mean wait of Poisson arrivals for a batch of `most`: the kth waits for most - k more."""
    return (most - 1) / (2 * rate)


def window_wait(day: float, shut: float) -> float:
    """Mean wait for a daily window, for one who comes at any time alike: half of `shut`, by chance."""
    return shut * shut / (2 * day)


def number_in_mg_infinite(rate: float, stay: float) -> float:
    """Mean, and variance, of the number there, M/G/infinity: Poisson whatever the law of the stay."""
    return rate * stay


def square_of_uniform(least: float, most: float) -> float:
    """Mean square of an even spread."""
    return (least * least + least * most + most * most) / 3


def square_of_exponential(mean: float) -> float:
    """Mean square of an exponential law."""
    return 2 * mean * mean


def student_quantile(degrees: int, share: float = 0.975) -> float:
    """Student's quantile to four figures (Abramowitz and Stegun 1964, 26.7.5), 10 degrees or more."""
    from statistics import NormalDist

    z = NormalDist().inv_cdf(share)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return math.fsum([z, first / degrees, second / degrees**2, third / degrees**3])

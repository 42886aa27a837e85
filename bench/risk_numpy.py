"""The reference Monte Carlo in numpy, in blocks of draws.

usage: risk_numpy.py DRAWS
Prints the share of draws in which local wins, then P10, P50 and P90 of the savings and of the break-even month.
"""
import sys

import numpy as np

HORIZON, SEARCH, RATE, KEPT, OPERATIONS, BLOCK = 36, 120, 0.05, 0.3, 5.0, 100_000


def draw(random, count):
    tokens = random.lognormal(np.log(10e6), 0.6, count)
    gpu = random.triangular(1500, 2000, 3200, count)
    electricity = np.maximum(random.normal(45, 10, count), 0.0)
    price = random.lognormal(np.log(2), 0.4, count)
    growth = random.normal(0.02, 0.015, count)
    change = random.uniform(-0.5, 0, count)
    return tokens, gpu, electricity, price, growth, change


def block(random, count):
    tokens, gpu, electricity, price, growth, change = draw(random, count)
    ratio = (1 + growth) * (1 + change) ** (1 / 12)
    bill = tokens * 30 / 1e6 * price
    monthly = electricity + OPERATIONS
    paid_cloud, paid_local = np.zeros(count), gpu.copy()
    worth_cloud, worth_local = np.zeros(count), gpu.copy()
    even = np.full(count, np.inf)
    for month in range(1, SEARCH + 1):
        before = paid_local - paid_cloud
        paid_cloud = paid_cloud + bill
        paid_local = paid_local + monthly
        after = paid_local - paid_cloud
        met = (before > 0) & (after <= 0) & np.isinf(even)
        even[met] = month - 1 + before[met] / (before[met] - after[met])
        if month <= HORIZON:
            worth = (1 + RATE) ** (-month / 12)
            worth_cloud += bill * worth
            worth_local += monthly * worth
        if month == HORIZON:
            savings = paid_cloud - (paid_local - KEPT * gpu)
            wins = worth_local - KEPT * gpu * worth < worth_cloud
        bill = bill * ratio
    return wins.sum(), savings, even


def main():
    count = int(sys.argv[1])
    random = np.random.Generator(np.random.Philox(1))
    wins, savings, even = 0, [], []
    for start in range(0, count, BLOCK):
        won, saved, months = block(random, min(BLOCK, count - start))
        wins += won
        savings.append(saved)
        even.append(months)
    print(wins / count)
    for values in (np.concatenate(savings), np.concatenate(even)):
        print(*np.quantile(values, (0.1, 0.5, 0.9), method="inverted_cdf"))


main()

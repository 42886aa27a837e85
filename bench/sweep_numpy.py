"""The reference sweep in numpy, as one would write it for speed: closed sums by table, whole blocks at a time.

usage: sweep_numpy.py PRICES [csv]      PRICES: how many API prices (25: 10,000,000 scenarios)
Prints least and greatest of every result, and the wins; with csv, the rows to stdout.
"""
import sys
import numpy as np

np.seterr(divide="ignore", invalid="ignore")  # of draws that never break even: taken out below

HORIZON, SEARCH, RATE, KEPT, OPERATIONS = 36, 120, 0.05, 0.3, 5.0


def main():
    prices = np.linspace(0.5, 12.5, 25)[: int(sys.argv[1])]
    rows = len(sys.argv) > 2
    tokens = np.linspace(500e3, 10e6, 20)
    gpus = np.linspace(800, 4600, 20)
    electricity = np.linspace(10, 105, 20)
    growth = np.repeat(np.linspace(0, 0.09, 10), 5)
    change = np.tile([0, -0.1, -0.2, -0.3, -0.4], 10)
    ratio = (1 + growth) * (1 + change) ** (1 / 12)
    months = np.arange(1, SEARCH + 1)
    volume = ratio[None, :] ** (months[:, None] - 1)  # month x (growth, change)
    so_far = np.vstack([np.zeros(len(ratio)), np.cumsum(volume, axis=0)])
    worth = (1 + RATE) ** (-months[:HORIZON] / 12)
    total_factor, npv_factor = so_far[HORIZON], (volume[:HORIZON] * worth[:, None]).sum(axis=0)
    annuity, last_worth = worth.sum(), (1 + RATE) ** (-HORIZON / 12)
    grid = np.arange(SEARCH + 1)[:, None]
    least, greatest = [np.inf] * 5, [-np.inf] * 5
    wins = [0, 0, 0]
    for t in tokens:
        for gpu in gpus:
            for power in electricity:
                monthly = power + OPERATIONS
                total_local = gpu * (1 - KEPT) + HORIZON * monthly
                npv_local = gpu * (1 - KEPT * last_worth) + annuity * monthly
                paid = gpu + grid * monthly
                for price in prices:
                    first = t * 30 / 1e6 * price
                    total_cloud, npv_cloud = first * total_factor, first * npv_factor
                    ahead = paid - first * so_far
                    done = ahead <= 0
                    month = done.argmax(axis=0)
                    found = done.any(axis=0)
                    lanes = np.arange(len(ratio))
                    before, after = ahead[month - 1, lanes], ahead[month, lanes]
                    break_even = np.where(found, month - 1 + before / (before - after), np.nan)
                    if rows:
                        table = np.column_stack([np.broadcast_to([t, gpu, power, price], (50, 4)), growth, change,
                                                 total_cloud, np.full(50, total_local), npv_cloud,
                                                 np.full(50, npv_local), break_even])
                        np.savetxt(sys.stdout, table, fmt="%.10g," * 6 + "%.2f,%.2f,%.2f,%.2f,%.2f")
                        continue
                    for k, values in enumerate((total_cloud, total_local, npv_cloud, npv_local, break_even[found])):
                        if np.size(values):
                            least[k] = min(least[k], np.min(values))
                            greatest[k] = max(greatest[k], np.max(values))
                    lead = npv_cloud - npv_local
                    tie = np.abs(lead) <= 0.005
                    wins[0] += int(tie.sum())
                    wins[1] += int(((lead > 0) & ~tie).sum())
                    wins[2] += int(((lead < 0) & ~tie).sum())
    if not rows:
        print(" ".join(repr(float(x)) for x in least + greatest), *wins)


main()

# The reference sweep in awk, month by month. prices: how many API prices. Prints as sweep_numpy.py does.
BEGIN {
    OFMT = CONVFMT = "%.17g"
    for (k = 1; k <= 5; ++k) { least[k] = 1e300; most[k] = -1e300 }
    w = exp(-log(1.05) / 12)
    for (a = 0; a < 20; ++a) for (b = 0; b < 20; ++b) for (c = 0; c < 20; ++c) for (p = 0; p < prices; ++p) {
        first = (500000 + 500000 * a) * 30 / 1e6 * (0.5 + 0.5 * p)
        gpu = 800 + 200 * b; monthly = 10 + 5 * c + 5
        for (i = 0; i < 10; ++i) for (j = 0; j < 5; ++j) {
            q = (1 + 0.01 * i) * exp(log(1 - 0.1 * j) / 12)
            cloud = first; v = w; tc = nc = 0; tl = nl = gpu; kc = 0; kl = gpu; be = -1; before = gpu
            for (m = 1; m <= 120; ++m) {
                if (m <= 36) { tc += cloud; nc += cloud * v; tl += monthly; nl += monthly * v; last = v; v *= w }
                else if (be >= 0) break
                kc += cloud; kl += monthly; cloud *= q
                if (be < 0) { d = kl - kc; if (d <= 0) be = m - 1 + before / (before - d); before = d }
            }
            tl -= 0.3 * gpu; nl -= 0.3 * gpu * last
            r[1] = tc; r[2] = tl; r[3] = nc; r[4] = nl; r[5] = be
            for (k = 1; k <= 5; ++k) if (k < 5 || be >= 0) {
                if (r[k] < least[k]) least[k] = r[k]
                if (r[k] > most[k]) most[k] = r[k]
            }
            d = nc - nl
            if (d <= 0.005 && d >= -0.005) ++tie; else if (d > 0) ++local_wins; else ++cloud_wins
        }
    }
    for (k = 1; k <= 5; ++k) printf "%.17g ", least[k]
    for (k = 1; k <= 5; ++k) printf "%.17g ", most[k]
    print tie + 0, local_wins + 0, cloud_wins + 0
}

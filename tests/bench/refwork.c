#include "tests/bench/refwork.h"

#include <math.h>

#define INPUT(name, meaning, law, a, b, c) { #name, LAW_##law, a, b, c },
const RefworkInput refwork_inputs[REFWORK_INPUTS] = {
#include "tests/bench/refwork.def"
};
#undef INPUT

const RefworkPoint refwork_points[2][REFWORK_POINTS] = {
    { { 2, 0.5 }, { 4, 0.35 }, { 8, 0.15 } },
    { { 1, 0.6 }, { 2, 0.4 } },
};

double refwork_rank(int i, int j)
{
    static const double inside[] = { 0.6, 0.7, 0.5 };

    if (i == j)
        return 1;
    return i / 4 == j / 4 ? inside[i / 4] : 0.15;
}

#define ROOT 0.8660254037844386
const double refwork_season[12] = {
    0, 0.5, ROOT, 1, ROOT, 0.5, 0, -0.5, -ROOT, -1, -ROOT, -0.5
};
const double refwork_incident[REFWORK_DESIGNS] = { 5000, 20000, 15000, 18000 };

/* 64 scrambled Sobol sets of 2^18 points for the means, 2^28 random trials for the
 * rest: of either what is surer. */
const RefworkTruth refwork_truth[REFWORK_DESIGNS][REFWORK_STATISTICS] = {
    { { 1374909.5, 51.7 }, { 578690.27, 49 }, { 4954182.5, 878 } },
    { { 2233935.3, 165 }, { 1007122.5, 62.4 }, { 7499567.2, 1370 } },
    { { 1034100.3, 47.1 }, { 671537.86, 26.5 }, { 2819366.8, 455 } },
    { { 1329411.6, 51.6 }, { 763675.59, 32.3 }, { 3992684.1, 707 } },
};
const RefworkTruth refwork_first_wins = { 0.57947421, 3.27e-5 };

/* What does not change from month to month. */
typedef struct {
    double api, load_large, load_small, operate[REFWORK_DESIGNS], incident, labels, error;
} Fixed;

static Fixed fixed_of(const double x[])
{
    double load =
        (x[REFWORK_tin] + x[REFWORK_tout]) * REFWORK_LOAD * x[REFWORK_peak] / x[REFWORK_util];
    Fixed f = {
        .api = 1000 * (x[REFWORK_tin] * x[REFWORK_pin] + x[REFWORK_tout] * x[REFWORK_pout]),
        .load_large = load / x[REFWORK_thrL],
        .load_small = load / x[REFWORK_thrS],
        .incident = x[REFWORK_qh] * x[REFWORK_eng],
        .error = 1e6 * x[REFWORK_er0] * x[REFWORK_cerr],
    };

    f.labels = x[REFWORK_nlab] * x[REFWORK_lab] + f.incident;
    for (int d = 0; d < REFWORK_DESIGNS; d++)
        f.operate[d] = x[REFWORK_eng] * x[REFWORK_oh0 + d];
    return f;
}

static int cheapest(const double total[])
{
    int best = 0;

    for (int d = 1; d < REFWORK_DESIGNS; d++)
        best = total[d] < total[best] ? d : best;
    return best;
}

int refwork_model(const double x[], const double events[], double total[])
{
    Fixed f = fixed_of(x);
    double monthly = pow(1 + x[REFWORK_r], -1.0 / 12), discount = monthly;
    double volume = x[REFWORK_vol0], price = 1, gpu = x[REFWORK_pgpu];
    double escalated = x[REFWORK_esc], repeated = 1 + x[REFWORK_retry];
    double error3 = escalated + (1 - escalated) * 0.5 * (1 + x[REFWORK_er2]);

    for (int d = 0; d < REFWORK_DESIGNS; d++)
        total[d] = x[REFWORK_bh0 + d] * x[REFWORK_eng] + x[REFWORK_inc] * refwork_incident[d];
    for (int m = 0; m < REFWORK_MONTHS; m++) {
        double v = volume * (1 + x[REFWORK_amp] * refwork_season[m % 12]);
        double api = v * f.api * price * repeated, error = v * f.error;
        double large = fmax(x[REFWORK_minL], ceil(v * f.load_large)) * 730 * gpu;
        double small = fmax(x[REFWORK_minS], ceil(v * f.load_small)) * 730 * gpu;
        double event = events[m] * f.incident;
        double retrain = events[m] * x[REFWORK_rsh] * (f.labels + x[REFWORK_trh] * gpu);

        total[0] +=
            discount * (api * (1 - x[REFWORK_cache]) + f.operate[0] + 0.25 * event + error);
        total[1] += discount * (large + f.operate[1] + 0.5 * event + error * x[REFWORK_er1]);
        total[2] += discount * (small + f.operate[2] + retrain + error * x[REFWORK_er2]);
        total[3] += discount *
                    (small + escalated * api + f.operate[3] + 0.6 * retrain + error * error3);
        discount *= monthly;
        volume *= 1 + x[REFWORK_grow];
        price *= 1 - x[REFWORK_pdec];
        gpu *= 1 - x[REFWORK_gdec];
    }
    return cheapest(total);
}

#include "sim/results/summary.h"

#include <math.h>

#include "sim/base/quantile.h"

enum { BATCHES = SUMMARY_BATCHES, FEWEST = 2 * BATCHES, CHUNK = 256 };

const double answer_levels[Q_COUNT] = { 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 };
const char *const answer_names[Q_COUNT] = { "p5", "p10", "p25", "p50", "p75", "p90", "p95" };

const Estimate estimate_unknown = { NAN, NAN };

#define UNKNOWN                                                                                \
    {                                                                                          \
        NAN, NAN                                                                               \
    }
const Summary summary_unknown = {
    .mean = UNKNOWN,
    .q = { UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN },
    .sd = NAN,
};
#undef UNKNOWN

/* The mean as a distance from the first value, so that equal values have exactly
 * their own mean; chunk by chunk, so that millions lose no digits. */
static double mean_of(const double *x, size_t n)
{
    double total = 0;

    for (size_t begin = 0; begin < n; begin += CHUNK) {
        size_t end = begin + CHUNK < n ? begin + CHUNK : n;
        double part = 0;
        for (size_t i = begin; i < end; i++)
            part += x[i] - x[0];
        total += part;
    }
    return x[0] + total / (double)n;
}

static double sd_of(const double *x, size_t n, double mean)
{
    double squares = 0;

    for (size_t i = 0; i < n; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    return n > 1 ? sqrt(squares / (double)(n - 1)) : 0;
}

static const double *batch(const double *x, size_t n, size_t k, size_t *size)
{
    size_t begin = n * k / BATCHES, end = n * (k + 1) / BATCHES;

    *size = end - begin;
    return x + begin;
}

/* The standard error of a statistic from its values in the batches; unknown if one of them
 * is infinite. */
static double spread(const double values[BATCHES])
{
    double se = sd_of(values, BATCHES, mean_of(values, BATCHES)) / sqrt(BATCHES);

    return isfinite(se) ? se : NAN;
}

Estimate estimate_mean(const double *x, size_t n)
{
    double means[BATCHES];

    if (n == 0)
        return estimate_unknown;
    Estimate mean = { mean_of(x, n), NAN };
    if (!isfinite(mean.value))
        return estimate_unknown;
    for (size_t k = 0, size; n >= FEWEST && k < BATCHES; k++) {
        const double *part = batch(x, n, k, &size);
        means[k] = mean_of(part, size);
    }
    if (n >= FEWEST)
        mean.se = spread(means);
    return mean;
}

static void quantile_errors(Summary *summary, const double *x, size_t n)
{
    double values[BATCHES][Q_COUNT], level[BATCHES];

    for (size_t k = 0, size; k < BATCHES; k++) {
        const double *part = batch(x, n, k, &size);
        quantile_fill(values[k], answer_levels, Q_COUNT, part, size);
    }
    for (size_t q = 0; q < Q_COUNT; q++) {
        for (size_t k = 0; k < BATCHES; k++)
            level[k] = values[k][q];
        summary->q[q].se = spread(level);
    }
}

Summary summary_make(const double *x, size_t n)
{
    Summary summary = summary_unknown;
    double values[Q_COUNT];

    for (size_t i = 0; i < n; i++)
        if (isnan(x[i]))
            return summary;
    if (n == 0)
        return summary;
    summary.mean = estimate_mean(x, n);
    if (isfinite(summary.mean.value))
        summary.sd = sd_of(x, n, summary.mean.value);
    quantile_fill(values, answer_levels, Q_COUNT, x, n);
    for (size_t q = 0; q < Q_COUNT; q++)
        summary.q[q].value = values[q];
    if (n >= FEWEST)
        quantile_errors(&summary, x, n);
    return summary;
}

Summary summary_of_mean(Estimate mean)
{
    Summary summary = summary_unknown;

    summary.mean = mean;
    return summary;
}

/* The largest power of ten that is not above x > 0. */
static double decimal_place(double x)
{
    double place = 1;

    while (place > x)
        place /= 10;
    while (place * 10 <= x)
        place *= 10;
    return place;
}

double estimate_rounded(Estimate estimate)
{
    double size = fabs(estimate.value);

    if (!isfinite(estimate.value) || !(estimate.se > 0) || !isfinite(estimate.se) || size == 0)
        return estimate.value;
    double place = decimal_place(estimate.se), first = decimal_place(size);
    if (place > first)
        place = first;
    return round(estimate.value / place) * place;
}

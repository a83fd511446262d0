#include "sim/decision/indices.h"

#include <math.h>
#include <stdint.h>

#include "sim/sampling/uniforms.h"

enum { RESAMPLES = 200 };

/* Sums over points, from which indices are made. */
typedef struct {
    double n, mean, square, first, total;
} Sums;

static void add_point(Sums *sums, double a, double b, double ab)
{
    sums->n++;
    sums->mean += a + b;
    sums->square += a * a + b * b;
    sums->first += b * (ab - a);
    sums->total += (a - ab) * (a - ab);
}

static double variance_of(const Sums *sums)
{
    double mean = sums->mean / (2 * sums->n);

    return sums->square / (2 * sums->n) - mean * mean;
}

static double first_of(const Sums *sums)
{
    return sums->first / sums->n / variance_of(sums);
}

static double total_of(const Sums *sums)
{
    return sums->total / (2 * sums->n) / variance_of(sums);
}

static double middle_of(const double *a, const double *b, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += a[i] + b[i];
    return sum / (2 * (double)n);
}

/* n points drawn from the n, with repetitions; the same ones for every input. */
static Sums resample(const double *a, const double *b, const double *ab, size_t n,
                     double middle, uint64_t number)
{
    uint64_t state = uniforms_hash(number, uniforms_stream("bootstrap"), 0, 0);
    Sums sums = { 0 };

    for (size_t i = 0; i < n; i++) {
        state = uniforms_mix(state, i);
        size_t k = (size_t)(uniforms_from_bits(state) * (double)n);
        add_point(&sums, a[k] - middle, b[k] - middle, ab[k] - middle);
    }
    return sums;
}

static double spread(double sum, double square)
{
    double mean = sum / RESAMPLES;

    return sqrt(fmax(square / RESAMPLES - mean * mean, 0) * RESAMPLES / (RESAMPLES - 1));
}

Indices indices_estimate(const double *a, const double *b, const double *ab, size_t n)
{
    double middle = middle_of(a, b, n), first[2] = { 0 }, total[2] = { 0 };
    Sums all = { 0 };

    for (size_t i = 0; i < n; i++)
        add_point(&all, a[i] - middle, b[i] - middle, ab[i] - middle);
    if (!(variance_of(&all) > 0))
        return (Indices){ estimate_unknown, estimate_unknown };
    for (uint64_t r = 0; r < RESAMPLES; r++) {
        Sums sums = resample(a, b, ab, n, middle, r);
        double one = first_of(&sums), two = total_of(&sums);
        first[0] += one, first[1] += one * one;
        total[0] += two, total[1] += two * two;
    }
    return (Indices){ { first_of(&all), spread(first[0], first[1]) },
                      { total_of(&all), spread(total[0], total[1]) } };
}

double indices_margin(Estimate index)
{
    return 1.96 * index.se;
}

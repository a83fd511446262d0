/* log_histogram.c - bins by sign, exponent and first bits of the mantissa.
 *
 * Magnitudes sort like their bits, so the leading bits, with the sign of the value, are
 * an integer that ascends with it. Shifted to be positive, its high part says the
 * octave and its low part the bin.
 */
#include "sim/base/log_histogram.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/base/arena.h"
#include "sim/base/vmath.h"

enum { MANTISSA = 52, OCTAVES = LOG_HISTOGRAM_OCTAVES, EXPONENTS = OCTAVES / 2 };

static const uint64_t sign_bit = UINT64_C(1) << 63;

/* The place of x among all bins; it is not NaN. The largest values round to infinity. */
static uint64_t place_of(double x, int bits)
{
    int dropped = MANTISSA - bits;
    uint64_t raw = lane_bits(x), middle = (uint64_t)EXPONENTS << bits;
    uint64_t magnitude = ((raw & ~sign_bit) + (UINT64_C(1) << (dropped - 1))) >> dropped;
    return raw & sign_bit ? middle - magnitude : middle + magnitude;
}

static double value_of(uint64_t place, int bits)
{
    uint64_t middle = (uint64_t)EXPONENTS << bits;
    uint64_t magnitude = place < middle ? middle - place : place - middle;

    return lane_from_bits(magnitude << (MANTISSA - bits) | (place < middle ? sign_bit : 0));
}

static void make_table(LogHistogram *h)
{
    if (!h->octave)
        h->octave = memory_zeros(OCTAVES, sizeof *h->octave);
}

static uint32_t *octave_at(LogHistogram *h, uint64_t octave)
{
    if (!h->octave[octave])
        h->octave[octave] = memory_zeros((size_t)1 << h->bits, sizeof **h->octave);
    return h->octave[octave];
}

uint32_t *log_histogram_octave(LogHistogram *h, size_t octave)
{
    make_table(h);
    return octave_at(h, octave);
}

void log_histogram_add(LogHistogram *h, const double *x, size_t n)
{
    uint64_t mask = (UINT64_C(1) << h->bits) - 1, unknown = 0;

    make_table(h);
    for (size_t i = 0; i < n; i++) {
        uint64_t place = place_of(x[i], h->bits);
        if (isnan(x[i]))
            unknown++;
        else
            octave_at(h, place >> h->bits)[place & mask]++;
    }
    h->count += n - unknown;
    h->unknown += unknown;
}

void log_histogram_merge(LogHistogram *h, const LogHistogram *other)
{
    assert(h->bits == other->bits);
    make_table(h);
    for (uint64_t octave = 0; other->octave && octave < OCTAVES; octave++) {
        const uint32_t *from = other->octave[octave];
        uint32_t *to = from ? octave_at(h, octave) : NULL;
        for (size_t bin = 0; from && bin < (size_t)1 << h->bits; bin++)
            to[bin] += from[bin];
    }
    h->count += other->count;
    h->unknown += other->unknown;
}

/* A bin, and how many values lie in it and below it. No value lies in the first one. */
typedef struct {
    uint64_t place, through;
} Cursor;

/* Go up to the bin of the value with a rank, which there must be. */
static void advance(const LogHistogram *h, Cursor *at, uint64_t rank)
{
    uint64_t mask = (UINT64_C(1) << h->bits) - 1;

    while (at->through <= rank) {
        at->place++;
        const uint32_t *bins = h->octave[at->place >> h->bits];
        if (bins)
            at->through += bins[at->place & mask];
        else
            at->place |= mask;
    }
}

void log_histogram_quantiles(const LogHistogram *h, double *values, const double *levels,
                             size_t count)
{
    Cursor at = { 0, 0 };

    assert(h->count > 0);
    for (size_t k = 0; k < count; k++) {
        double position = levels[k] * (double)(h->count - 1), below = floor(position);
        advance(h, &at, (uint64_t)below);
        values[k] = value_of(at.place, h->bits);
        if (position == below)
            continue;
        Cursor next = at;
        advance(h, &next, (uint64_t)below + 1);
        if (next.place > at.place)
            values[k] += (position - below) * (value_of(next.place, h->bits) - values[k]);
    }
}

void log_histogram_free(LogHistogram *h)
{
    for (uint64_t octave = 0; h->octave && octave < OCTAVES; octave++)
        free(h->octave[octave]);
    free(h->octave);
    *h = (LogHistogram){ .bits = h->bits };
}

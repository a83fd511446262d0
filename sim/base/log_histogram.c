/* log_histogram.c - bins by sign, exponent and first bits of the mantissa.
 *
 * Magnitudes sort like their bits, so the leading bits, with the sign of the value, are
 * an integer that ascends with it. Shifted to be positive, its high part says the
 * octave and its low part the bin. Bins that are put together stand for the first of them.
 */
#include "sim/base/log_histogram.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/arena.h"
#include "sim/base/vmath.h"

enum {
    MANTISSA = 52,
    OCTAVES = LOG_HISTOGRAM_OCTAVES,
    EXPONENTS = OCTAVES / 2,
    INFINITE = 2047
};

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

/* --- octaves ----------------------------------------------------------------------- */

static int exponent_of(uint64_t octave)
{
    return octave < EXPONENTS ? (int)(EXPONENTS - 1 - octave) : (int)(octave - EXPONENTS);
}

/* An octave has 2^(bits - shift) bins. */
static int shift_of(const LogHistogram *h, uint64_t octave)
{
    int shift = h->top - LOG_HISTOGRAM_FULL - exponent_of(octave);
    shift = shift < h->bits ? shift : h->bits;
    return shift > 0 ? shift : 0;
}

static size_t bins_of(const LogHistogram *h, uint64_t octave)
{
    int bits = h->bits - shift_of(h, octave);
    assert(bits >= 0);
    return (size_t)1 << bits;
}

/* Put bins together until there are so many. */
static uint32_t *coarsen(uint32_t *bins, size_t before, size_t after)
{
    size_t each = before / after;

    for (size_t bin = 0; bin < after; bin++) {
        uint32_t sum = 0;
        for (size_t k = 0; k < each; k++)
            sum += bins[bin * each + k];
        bins[bin] = sum;
    }
    return each > 1 ? memory_grow(bins, after, sizeof *bins) : bins;
}

static void raise_top(LogHistogram *h, int top)
{
    LogHistogram before = *h;

    h->top = top;
    for (uint64_t octave = 0; octave < OCTAVES; octave++)
        if (h->octave[octave])
            h->octave[octave] =
                coarsen(h->octave[octave], bins_of(&before, octave), bins_of(h, octave));
}

void log_histogram_meet(LogHistogram *h, size_t octave)
{
    int exponent = exponent_of(octave);

    if (!h->octave)
        h->octave = memory_zeros(OCTAVES, sizeof *h->octave);
    if (exponent > h->top && exponent < INFINITE)
        raise_top(h, exponent);
}

/* All of an octave is touched at once: how much memory a run takes shows early. */
uint32_t *log_histogram_octave(LogHistogram *h, size_t octave, size_t *bins)
{
    log_histogram_meet(h, octave);
    *bins = bins_of(h, octave);
    if (!h->octave[octave]) {
        size_t size = *bins * sizeof **h->octave;
        h->octave[octave] = memset(memory_grow(NULL, 1, size), 0, size);
    }
    return h->octave[octave];
}

/* --- counting ---------------------------------------------------------------------- */

/* Most values fall into octaves that are there. */
static void count(LogHistogram *h, uint64_t place, uint64_t mask)
{
    uint64_t octave = place >> h->bits;
    size_t bins;

    if (!h->octave[octave])
        log_histogram_octave(h, octave, &bins);
    h->octave[octave][(place & mask) >> shift_of(h, octave)]++;
}

void log_histogram_add(LogHistogram *h, const double *x, size_t n)
{
    uint64_t mask = (UINT64_C(1) << h->bits) - 1, unknown = 0;

    log_histogram_meet(h, EXPONENTS);
    for (size_t i = 0; i < n; i++) {
        if (isnan(x[i]))
            unknown++;
        else
            count(h, place_of(x[i], h->bits), mask);
    }
    h->count += n - unknown;
    h->unknown += unknown;
}

static void merge_octave(LogHistogram *h, const LogHistogram *other, uint64_t octave)
{
    size_t bins, theirs = bins_of(other, octave);
    uint32_t *to = log_histogram_octave(h, octave, &bins);

    for (size_t bin = 0; bin < theirs; bin++)
        to[bin / (theirs / bins)] += other->octave[octave][bin];
}

/* Once the largest octave of both is met, no other has fewer bins than here. */
void log_histogram_merge(LogHistogram *h, const LogHistogram *other)
{
    assert(h->bits == other->bits);
    for (uint64_t octave = 0; other->octave && octave < OCTAVES; octave++)
        if (other->octave[octave])
            log_histogram_meet(h, octave);
    for (uint64_t octave = 0; other->octave && octave < OCTAVES; octave++)
        if (other->octave[octave])
            merge_octave(h, other, octave);
    h->count += other->count;
    h->unknown += other->unknown;
}

/* --- quantiles --------------------------------------------------------------------- */

/* The first place of a bin, the first behind it, and how many values lie below that.
 * No value lies in the first bin. */
typedef struct {
    uint64_t place, end, through;
} Cursor;

/* Go up to the bin of the value with a rank, which there must be. */
static void advance(const LogHistogram *h, Cursor *at, uint64_t rank)
{
    uint64_t mask = (UINT64_C(1) << h->bits) - 1;

    while (at->through <= rank) {
        uint64_t octave = at->end >> h->bits;
        const uint32_t *bins = h->octave[octave];
        int shift = bins ? shift_of(h, octave) : h->bits;
        at->place = at->end;
        at->end += UINT64_C(1) << shift;
        if (bins)
            at->through += bins[(at->place & mask) >> shift];
    }
}

void log_histogram_quantiles(const LogHistogram *h, double *values, const double *levels,
                             size_t count)
{
    Cursor at = { 0, 0, 0 };

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

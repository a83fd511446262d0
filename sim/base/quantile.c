/* quantile.c - order statistics by radix selection.
 *
 * Doubles become integers that sort alike. One pass sorts them into 2048 buckets by
 * the highest bits in which they differ; only buckets that hold a wanted rank are
 * looked into again, with the bits that differ there. A few passes over the data
 * thus give all quantiles at once, exactly, where a sort would take many.
 */
#include "sim/base/quantile.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/arena.h"

enum { BUCKET_BITS = 11, BUCKETS = 1 << BUCKET_BITS, FEW = 48 };

/* Negative numbers sort backwards by their bits, and after positive ones. */
static uint64_t key_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static double value_of(uint64_t key)
{
    uint64_t bits = key >> 63 ? key & ~(UINT64_C(1) << 63) : ~key;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static void sort_few(uint64_t *key, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t moving = key[i];
        size_t j = i;
        for (; j > 0 && key[j - 1] > moving; j--)
            key[j] = key[j - 1];
        key[j] = moving;
    }
}

/* How far to shift so that the highest bits in which keys differ come lowest;
 * -1 if all are equal. */
static int differing_shift(const uint64_t *key, size_t n)
{
    uint64_t differ = 0;
    int top = -1;

    for (size_t i = 1; i < n; i++)
        differ |= key[i] ^ key[0];
    for (; differ; differ >>= 1)
        top++;
    return top < 0 ? -1 : top < BUCKET_BITS ? 0 : top - BUCKET_BITS + 1;
}

/* Sort key[0..n-1] into buckets; on return ends[b] is where bucket b ends. */
static void sort_into_buckets(uint64_t *key, uint64_t *spare, size_t n, int shift,
                              uint32_t ends[BUCKETS + 1])
{
    memset(ends, 0, (BUCKETS + 1) * sizeof *ends);
    for (size_t i = 0; i < n; i++)
        ends[(key[i] >> shift & (BUCKETS - 1)) + 1]++;
    for (size_t b = 0; b < BUCKETS; b++)
        ends[b + 1] += ends[b];
    for (size_t i = 0; i < n; i++)
        spare[ends[key[i] >> shift & (BUCKETS - 1)]++] = key[i];
    memcpy(key, spare, n * sizeof *key);
}

/* Put the keys at the wanted ranks of the whole in place, given that key[0..n-1]
 * are those at the ranks begin..begin+n-1. spare is as long as key. */
static void place(uint64_t *key, uint64_t *spare, size_t n, size_t begin, const uint64_t *ranks,
                  size_t rank_count)
{
    uint32_t ends[BUCKETS + 1];

    if (n <= FEW) {
        sort_few(key, n);
        return;
    }
    int shift = differing_shift(key, n);
    if (shift < 0)
        return;
    sort_into_buckets(key, spare, n, shift, ends);
    for (size_t r = 0, b = 0; r < rank_count;) {
        while (begin + ends[b] <= ranks[r])
            b++;
        size_t first = b > 0 ? ends[b - 1] : 0, wanted = 0;
        while (r + wanted < rank_count && ranks[r + wanted] < begin + ends[b])
            wanted++;
        place(key + first, spare + first, ends[b] - first, begin + first, ranks + r, wanted);
        r += wanted;
    }
}

/* The ranks on both sides of each level, ascending. */
static void wanted_ranks(uint64_t *ranks, const double *levels, size_t count, size_t n)
{
    for (size_t k = 0; k < count; k++) {
        uint64_t below = (uint64_t)floor(levels[k] * (double)(n - 1));
        ranks[2 * k] = below;
        ranks[2 * k + 1] = below + 1 < n ? below + 1 : below;
    }
    sort_few(ranks, 2 * count);
}

static double between(const uint64_t *key, size_t n, double level)
{
    double position = level * (double)(n - 1), below = floor(position);
    size_t rank = (size_t)below;

    if (position == below)
        return value_of(key[rank]);
    double low = value_of(key[rank]), high = value_of(key[rank + 1]);
    return low == high ? low : low + (position - below) * (high - low);
}

void quantile_fill(double *values, const double *levels, size_t count, const double *x,
                   size_t n)
{
    assert(n > 0 && n < UINT32_MAX);
    uint64_t *key = memory_grow(NULL, 2 * n, sizeof *key);
    uint64_t *ranks = memory_grow(NULL, 2 * count + 1, sizeof *ranks);

    for (size_t i = 0; i < n; i++)
        key[i] = key_of(x[i]);
    wanted_ranks(ranks, levels, count, n);
    place(key, key + n, n, 0, ranks, 2 * count);
    for (size_t k = 0; k < count; k++)
        values[k] = between(key, n, levels[k]);
    free(ranks);
    free(key);
}

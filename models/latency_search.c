/* latency_search.c - finding the passages nearest to the question.
 *
 * A vector search and, in a design with keyword search, that beside it: the two run at the
 * same time, so the slower one counts. In a busy store a search waits for others first:
 * with c searches done at once, of length S, and load r, as in a queue M/M/c
 *
 *   a share r^(sqrt(2 (c + 1)) - 1) of the searches waits (Sakasegawa 1977),
 *   each a time that is exponential, S / (c (1 - r)) in the mean.
 *
 * c = 3.5 follows 479 measurements of eight stores up to 80% load (VectorDBBench results,
 * 2025 and 2026): at 50, 60, 70 and 80% of the most they do, searches take 1.16, 1.34, 1.37
 * and 2.2 times as long as alone, and 1.14, 1.26, 1.47 and 1.9 by this; nearer to the limit
 * it is too fast. The power is then 2. A store that is asked for more than it can do
 * answers never.
 */
#include <math.h>

#include "models/model.h"
#include "sim/base/tails.h"

#define AT_ONCE 3.5

static const Quantity spread = {
    .key = "store.spread",
    .title = "Spread of the search time",
    .help = "standard deviation of the logarithm of the search time, over requests",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 3,
    .prior = "0.08..0.4",
    .source = "VectorDBBench 2025: P99 1.1 to 1.7 times the average (0.04 to 0.2); "
              "llmversus.com: P99 2.7 "
              "times the median of Pinecone serverless and pgvector (0.43)",
    .part = PART_CORPUS,
};

static const Quantity slow_share = {
    .key = "store.slow_share",
    .title = "Slow searches",
    .help = "share of the searches that are far slower than the others",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0.05%..1%",
    .source = "assumption: part of an index that is not in memory, a lost packet",
    .part = PART_CORPUS,
};

static const Quantity slow_factor = {
    .key = "store.slow_factor",
    .title = "How slow they are",
    .help = "median time of the slow searches over that of the others",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "3..20",
    .source = "assumption: S3 Vectors 10 times when cold, turbopuffer 60 (vendors, 2026)",
    .part = PART_CORPUS,
};

enum { SPREAD, SLOW_SHARE, SLOW_FACTOR, CHANCE };

FORMULA(varies)
{
    const double *sigma = from[SPREAD], *share = from[SLOW_SHARE], *factor = from[SLOW_FACTOR];
    const double *chance = from[CHANCE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tail_factor(chance[i], sigma[i], share[i], factor[i]);
}

static const Quantity variation = {
    .key = "store.variation",
    .title = "Variation of the search time",
    .help = "a request's search time over the median, when nobody has to wait",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e5,
    .from = FROM([SPREAD] = NOW(spread), [SLOW_SHARE] = NOW(slow_share),
                 [SLOW_FACTOR] = NOW(slow_factor), [CHANCE] = DRAW),
    .formula = varies,
    .part = PART_CORPUS,
};

static const Quantity keyword = {
    .key = "keyword.latency",
    .title = "Keyword search time",
    .help = "median time of one keyword search",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "10..50 ms",
    .source = "samuelochoa.com, BM25 in production, 2026-04-18",
    .part = PART_CORPUS | PART_KEYWORD,
    .absent = 0,
};

static const Quantity keyword_variation = {
    .key = "keyword.variation",
    .title = "Variation of the keyword search time",
    .help = "a request's keyword search time over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.01,
    .max = 1000,
    .prior = "0.8..1.25",
    .source = "assumption: rare words are quick and common ones slow",
    .part = PART_CORPUS | PART_KEYWORD,
    .absent = 0,
};

enum {
    TIME,
    VARIATION,
    LOAD,
    PEAK,
    PEAK_TO_MEAN,
    WAITS,
    KEYWORD,
    KEYWORD_VARIATION,
    MISS,
};

/* The time that a search waits for others, of a uniform in (0,1). */
LANE double waiting(double u, double load, double time)
{
    double waits = load * load;
    double wait = -lane_log(u / waits) * time / (AT_ONCE * (1 - load));

    return load >= 1 ? INFINITY : u < waits ? wait : 0;
}

FORMULA(search)
{
    const double *time = from[TIME], *vary = from[VARIATION], *load = from[LOAD];
    const double *peak = from[PEAK], *peak_to_mean = from[PEAK_TO_MEAN], *waits = from[WAITS];
    const double *by_word = from[KEYWORD], *word_varies = from[KEYWORD_VARIATION];
    const double *miss = from[MISS];

    for (size_t i = 0; i < LANES; i++) {
        double busy = load[i] * (1 + peak[i] * (peak_to_mean[i] - 1));
        double by_vector = time[i] * vary[i] + waiting(waits[i], busy, time[i]);
        double slower = lane_max(by_vector, by_word[i] * word_varies[i]);
        out[i] = miss[i] > 0 ? slower : 0;
    }
}

const Quantity latency_search = {
    .key = "latency.search",
    .title = "Searching the index",
    .help = "finding the passages nearest to the question",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e9,
    .from = FROM([TIME] = NOW(store_search_time), [VARIATION] = NOW(variation),
                 [LOAD] = NOW(store_load), [PEAK] = AT_PEAK,
                 [PEAK_TO_MEAN] = NOW(traffic_peak_to_mean), [WAITS] = DRAW,
                 [KEYWORD] = NOW(keyword), [KEYWORD_VARIATION] = NOW(keyword_variation),
                 [MISS] = NOW(cache_miss)),
    .formula = search,
    .part = PART_CORPUS,
    .adds_to = &latency_first_token,
};

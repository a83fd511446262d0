/* latency_rerank.c - scoring the candidates again.
 *
 * A call of a hosted re-ranker with about fifty passages. Its time varies more
 * than that of other stages: of one vendor's calls half take 150 ms, one in nine
 * more than 250 and one in a hundred more than a second.
 */
#include "models/model.h"

static const Quantity call = {
    .key = "rerank.latency",
    .title = "Re-ranking time",
    .help = "median time to score the candidates of one question",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "90..300 ms",
    .source = "zeroentropy.dev 75 to 150 ms, OCI 110 to 170, agentset.ai 569 for Cohere 3.5",
    .part = PART_RERANK,
};

static const Quantity variation = {
    .key = "rerank.variation",
    .title = "Variation of the re-ranking time",
    .help = "a request's re-ranking time over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.01,
    .max = 1000,
    .prior = "99% 0.6..1.65 | 1% 5..20",
    .source = "zeroentropy.dev, zerank-2: 50% over 150 ms, 11% over 250, 0.9% over 1 s",
    .part = PART_RERANK,
};

enum { MEDIAN, VARIATION };

FORMULA(rerank)
{
    const double *median = from[MEDIAN], *varies = from[VARIATION];

    for (size_t i = 0; i < LANES; i++)
        out[i] = median[i] * varies[i];
}

const Quantity latency_rerank = {
    .key = "latency.rerank",
    .title = "Re-ranking",
    .help = "scoring the candidates again",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(call), [VARIATION] = NOW(variation)),
    .formula = rerank,
    .part = PART_RERANK,
    .adds_to = &latency_first_token,
};

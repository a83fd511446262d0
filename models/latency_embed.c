/* latency_embed.c - turning the question into a vector.
 *
 * A call of a hosted embedding model, whose median differs between vendors and
 * whose time varies from request to request.
 */
#include "models/model.h"

static const Quantity call = {
    .key = "embedding.latency",
    .title = "Embedding time",
    .help = "median time to embed one question",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "40..200 ms",
    .source = "samuelochoa.com 30 to 150 ms, holysheep.ai 198 and 287 ms on average (2026)",
    .part = PART_CORPUS,
};

static const Quantity variation = {
    .key = "embedding.variation",
    .title = "Variation of the embedding time",
    .help = "a request's embedding time over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0.01,
    .max = 1000,
    .prior = "99% 0.8..1.25 | 1% 2..10",
    .source = "holysheep.ai: P99 about 1.45 times the average; slow ones assumed",
    .part = PART_CORPUS,
};

enum { MEDIAN, VARIATION };

FORMULA(embed)
{
    const double *median = from[MEDIAN], *varies = from[VARIATION];

    for (size_t i = 0; i < LANES; i++)
        out[i] = median[i] * varies[i];
}

const Quantity latency_embed = {
    .key = "latency.embed",
    .title = "Embedding the question",
    .help = "turning the question into a vector",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(call), [VARIATION] = NOW(variation)),
    .formula = embed,
    .part = PART_CORPUS,
    .adds_to = &latency_first_token,
};

/* latency_embed.c - turning the question into a vector.
 *
 * Either a call of a hosted model, whose median differs between vendors, or an encoder on
 * a GPU of one's own:
 *
 *   time = overhead + 2 * parameters * tokens of the question / arithmetic of the GPU
 *
 * What that GPU costs is in monthly_encoder_gpus.c.
 */
#include "models/own_encoder.h"

static const Quantity call = {
    .key = "embedding.latency",
    .title = "Embedding time",
    .help = "median time to embed one question by a hosted model",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "40..200 ms",
    .source = "samuelochoa.com 30 to 150 ms, holysheep.ai 198 and 287 ms on average (2026)",
    .part = PART_CORPUS,
};

static const Quantity overhead = {
    .key = "embedding.overhead",
    .title = "Overhead of a call",
    .help = "time of a call of the embedding model on a GPU of one's own, arithmetic aside",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 10,
    .prior = "5..10 ms",
    .source = "assumption: a hop in the same network, cutting into tokens, and the launches of "
              "a dozen layers",
    .part = PART_CORPUS,
    .only_if = &embedding_host,
    .absent = 0,
};

static const Quantity spread = {
    .key = "embedding.spread",
    .title = "Spread of the embedding time",
    .help = "standard deviation of the logarithm of the embedding time, over requests",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 3,
    .prior = "0.1..0.25",
    .source = "holysheep.ai: P99 about 1.45 times the average, a spread of 0.16 (2026)",
    .part = PART_CORPUS,
};

static const Quantity slow_share = {
    .key = "embedding.slow_share",
    .title = "Slow embeddings",
    .help = "share of the embeddings that are far slower than the others",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0.2%..2%",
    .source = "assumption: as hosted models (LLMPerf, December 2023)",
    .part = PART_CORPUS,
};

static const Quantity slow_factor = {
    .key = "embedding.slow_factor",
    .title = "How slow they are",
    .help = "median time of the slow embeddings over that of the others",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "2..10",
    .source = "assumption: between a lost packet and a cold start",
    .part = PART_CORPUS,
};

static const Quantity variation = {
    .key = "embedding.variation",
    .title = "Variation of the embedding time",
    .help = "a request's embedding time over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e5,
    .from = FROM([ENCODER_SPREAD] = NOW(spread), [ENCODER_SLOW_SHARE] = NOW(slow_share),
                 [ENCODER_SLOW_FACTOR] = NOW(slow_factor), [ENCODER_OWN] = NOW(embedding_host),
                 [ENCODER_CHANCE] = DRAW),
    .formula = encoder_varies,
    .part = PART_CORPUS,
};

enum { MEDIAN, ON_OWN, SIZE, RATE, FIXED, TOKENS, VARIATION, MISS };

FORMULA(embed)
{
    const double *median = from[MEDIAN], *own = from[ON_OWN], *billions = from[SIZE];
    const double *rate = from[RATE], *fixed = from[FIXED], *tokens = from[TOKENS];
    const double *vary = from[VARIATION], *miss = from[MISS];

    for (size_t i = 0; i < LANES; i++) {
        double encoder = fixed[i] + encoder_work(billions[i], tokens[i], rate[i]);
        out[i] = miss[i] * (own[i] > 0 ? encoder : median[i]) * vary[i];
    }
}

const Quantity latency_embed = {
    .key = "latency.embed",
    .title = "Embedding the question",
    .help = "turning the question into a vector",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(call), [ON_OWN] = NOW(embedding_host),
                 [SIZE] = NOW(embedding_parameters), [RATE] = NOW(embedding_compute),
                 [FIXED] = NOW(overhead), [TOKENS] = EACH(tokens_question),
                 [VARIATION] = NOW(variation), [MISS] = NOW(cache_miss)),
    .formula = embed,
    .part = PART_CORPUS,
    .adds_to = &latency_first_token,
};

/* latency_rerank.c - scoring the candidates again.
 *
 * Either a call of a hosted re-ranker with some fifty passages, or a cross-encoder on a
 * GPU of one's own, which reads the question with every passage:
 *
 *   time = overhead + 2 * parameters * candidates * (question + passage) / arithmetic
 *
 * The time of hosted ones varies more than that of other stages. What an own GPU costs is
 * in monthly_encoder_gpus.c.
 */
#include "models/own_encoder.h"

static const Quantity call = {
    .key = "rerank.latency",
    .title = "Re-ranking time",
    .help = "median time in which a hosted model scores the candidates of one question",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 60,
    .prior = "90..300 ms",
    .source = "zeroentropy.dev 75 to 150 ms, OCI 110 to 170, agentset.ai 569 for Cohere 3.5",
    .part = PART_RERANK,
};

static const Quantity overhead = {
    .key = "rerank.overhead",
    .title = "Overhead of a call",
    .help = "time of a call of the re-ranker on a GPU of one's own, arithmetic aside",
    .unit = UNIT_SECONDS,
    .min = 0,
    .max = 10,
    .prior = "5..10 ms",
    .source = "assumption: a hop in the same network, cutting into tokens, and the launches of "
              "a dozen layers",
    .part = PART_RERANK,
    .only_if = &rerank_host,
    .absent = 0,
};

static const Quantity spread = {
    .key = "rerank.spread",
    .title = "Spread of the re-ranking time",
    .help = "standard deviation of the logarithm of the re-ranking time, over requests",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 3,
    .prior = "0.3..0.5",
    .source = "zeroentropy.dev, zerank-2: 50% over 150 ms, 21% over 200, 11% over 250, a "
              "spread of 0.38",
    .part = PART_RERANK,
};

static const Quantity slow_share = {
    .key = "rerank.slow_share",
    .title = "Slow re-rankings",
    .help = "share of the re-rankings that are far slower than the others",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "1%..10%",
    .source =
        "zeroentropy.dev: over 500 ms 2.7% of the calls of zerank-2, 11% of Voyage 2.5, 14% of "
        "Cohere 3.5, by a competitor of the two",
    .part = PART_RERANK,
};

static const Quantity slow_factor = {
    .key = "rerank.slow_factor",
    .title = "How slow they are",
    .help = "median time of the slow re-rankings over that of the others",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "3..12",
    .source = "zeroentropy.dev: of 150 ms over 500 ms 2.7% and over 1 s 0.9% (zerank-2), over "
              "1 s 11.6% "
              "and over 10 s 6.4% (Cohere 3.5)",
    .part = PART_RERANK,
};

static const Quantity variation = {
    .key = "rerank.variation",
    .title = "Variation of the re-ranking time",
    .help = "a request's re-ranking time over the median",
    .unit = UNIT_NUMBER,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 1e5,
    .from = FROM([ENCODER_SPREAD] = NOW(spread), [ENCODER_SLOW_SHARE] = NOW(slow_share),
                 [ENCODER_SLOW_FACTOR] = NOW(slow_factor), [ENCODER_OWN] = NOW(rerank_host),
                 [ENCODER_CHANCE] = DRAW),
    .formula = encoder_varies,
    .part = PART_RERANK,
};

enum { MEDIAN, ON_OWN, SIZE, RATE, FIXED, CANDIDATES, QUESTION, PASSAGE, VARIATION, MISS };

FORMULA(rerank)
{
    const double *median = from[MEDIAN], *own = from[ON_OWN], *billions = from[SIZE];
    const double *rate = from[RATE], *fixed = from[FIXED], *candidates = from[CANDIDATES];
    const double *question = from[QUESTION], *passage = from[PASSAGE];
    const double *vary = from[VARIATION], *miss = from[MISS];

    for (size_t i = 0; i < LANES; i++) {
        double tokens = rerank_tokens(candidates[i], question[i], passage[i]);
        double encoder = fixed[i] + encoder_work(billions[i], tokens, rate[i]);
        out[i] = miss[i] * (own[i] > 0 ? encoder : median[i]) * vary[i];
    }
}

const Quantity latency_rerank = {
    .key = "latency.rerank",
    .title = "Re-ranking",
    .help = "scoring the candidates again",
    .unit = UNIT_SECONDS,
    .timing = PER_REQUEST,
    .min = 0,
    .max = 3600,
    .from = FROM([MEDIAN] = NOW(call), [ON_OWN] = NOW(rerank_host),
                 [SIZE] = NOW(rerank_parameters), [RATE] = NOW(rerank_compute),
                 [FIXED] = NOW(overhead), [CANDIDATES] = NOW(rerank_candidates),
                 [QUESTION] = EACH(tokens_question), [PASSAGE] = NOW(corpus_chunk_tokens),
                 [VARIATION] = NOW(variation), [MISS] = NOW(cache_miss)),
    .formula = rerank,
    .part = PART_RERANK,
    .adds_to = &latency_first_token,
};

/* monthly_encoder_gpus.c - the rent of GPUs of one's own that embed and re-rank.
 *
 * The embedding model reads every question, as the cache is asked by its vector, and the
 * chunks that are embedded this month; the re-ranker reads the question with every candidate
 * where the cache does not know the answer. Work is that of encoder_work.h:
 *
 *   needed = work of the busiest minutes / utilisation + work of the index over the month
 *   GPUs   = the next whole number, or the least ones where they are enough
 *   rent   = GPUs * price * hours of the month
 *
 * The index needs no room for bursts: it waits its turn, all month. The first one is paid by
 * the hour, in the build. Each encoder has GPUs of its own; two that share one have a least
 * of half a GPU each. A small encoder on a server without a GPU is the same formula, with the
 * arithmetic and the price of that server. An own encoder pays no tokens, and a bought one
 * has no GPUs.
 */
#include "models/encoder_work.h"
#include "models/model.h"

#define SECONDS_PER_HOUR 3600.0

/* --- of either encoder -------------------------------------------------------------------- */

enum { OWN, NEEDED, LEAST };

/* A hair above a whole number is that number. */
FORMULA(rented)
{
    const double *own = from[OWN], *needed = from[NEEDED], *least = from[LEAST];

    for (size_t i = 0; i < LANES; i++) {
        double whole = lane_ceil(needed[i] * (1 - 1e-12));
        double gpus = needed[i] > least[i] ? whole : least[i];
        out[i] = own[i] > 0 ? gpus : 0;
    }
}

enum { GPUS, PRICE, HOURS };

FORMULA(rent)
{
    const double *gpus = from[GPUS], *price = from[PRICE], *hours = from[HOURS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = gpus[i] * price[i] * hours[i];
}

/* The line monthly.NAME_gpus and what is given and derived for it; NAME.needed_gpus, which
 * stands between, differs. */
#define GIVEN_OF_GPUS(name, parts, noun)                                                       \
    static const Quantity name##_gpu_price = {                                                 \
        .key = #name ".gpu_price",                                                             \
        .title = "GPU price of the " noun,                                                     \
        .help = "rent of one GPU, or server, of the " noun " for an hour",                     \
        .unit = UNIT_MONEY_PER_HOUR,                                                           \
        .min = 0,                                                                              \
        .max = 1e4,                                                                            \
        .prior = "0.70..0.81 USD/h",                                                           \
        .source =                                                                              \
            "one L4 on demand: Google Cloud 0.71 (2026-08-03), AWS g6 0.80 (2026-07-20)",      \
        .part = (parts),                                                                       \
        .only_if = &name##_host,                                                               \
    };                                                                                         \
    static const Quantity name##_utilisation = {                                               \
        .key = #name ".utilisation",                                                           \
        .title = "Utilisation by the " noun,                                                   \
        .help = "share of the capacity of its GPUs that questions may take at the peak",       \
        .unit = UNIT_SHARE,                                                                    \
        .min = 0.01,                                                                           \
        .max = 1,                                                                              \
        .prior = "50%..80%",                                                                   \
        .source = "assumption: up to that of served models (MLPerf Inference v4.1, 78%)",      \
        .part = (parts),                                                                       \
        .only_if = &name##_host,                                                               \
        .absent = 1,                                                                           \
    };                                                                                         \
    static const Quantity name##_least_gpus = {                                                \
        .key = #name ".least_gpus",                                                            \
        .title = "Least GPUs of the " noun,                                                    \
        .help = "GPUs that run however few texts there are; below 1 of a shared one",          \
        .unit = UNIT_NUMBER,                                                                   \
        .min = 0,                                                                              \
        .max = 1e6,                                                                            \
        .prior = "1",                                                                          \
        .source = "assumption: one always runs, without a spare one",                          \
        .part = (parts),                                                                       \
        .only_if = &name##_host,                                                               \
    }

#define RENT_OF_GPUS(name, parts, noun)                                                        \
    static const Quantity name##_gpus = {                                                      \
        .key = #name ".gpus",                                                                  \
        .title = "GPUs of the " noun,                                                          \
        .help = "GPUs that are rented this month for the " noun,                               \
        .unit = UNIT_NUMBER,                                                                   \
        .timing = PER_MONTH,                                                                   \
        .min = 0,                                                                              \
        .max = 1e15,                                                                           \
        .formula = rented,                                                                     \
        .from = FROM([OWN] = NOW(name##_host), [NEEDED] = NOW(name##_needed_gpus),             \
                     [LEAST] = NOW(name##_least_gpus)),                                        \
        .part = (parts),                                                                       \
        .only_if = &name##_host,                                                               \
    };                                                                                         \
    const Quantity monthly_##name##_gpus = {                                                   \
        .key = "monthly." #name "_gpus",                                                       \
        .title = "Own " noun,                                                                  \
        .help = "rent of the GPUs of one's own that the " noun " runs on",                     \
        .unit = UNIT_MONEY_PER_MONTH,                                                          \
        .timing = PER_MONTH,                                                                   \
        .min = 0,                                                                              \
        .max = 1e15,                                                                           \
        .formula = rent,                                                                       \
        .from = FROM([GPUS] = NOW(name##_gpus), [PRICE] = NOW(name##_gpu_price),               \
                     [HOURS] = NOW(money_hours_per_month)),                                    \
        .part = (parts),                                                                       \
        .only_if = &name##_host,                                                               \
        .adds_to = &cost_inference,                                                            \
    }

/* --- the embedding model --------------------------------------------------------------------
 */

GIVEN_OF_GPUS(embedding, PART_CORPUS, "embedding model");

enum { EMBEDS, PEAK, TOKENS, USED, CHANGED, ADDED, ANEW, CHUNK, SIZE, RATE };

FORMULA(needed_to_embed)
{
    const double *own = from[EMBEDS];
    const double *peak = from[PEAK], *tokens = from[TOKENS], *used = from[USED];
    const double *changed = from[CHANGED], *added = from[ADDED], *anew = from[ANEW];
    const double *chunk = from[CHUNK], *billions = from[SIZE], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++) {
        double index = (changed[i] + added[i] + anew[i]) * chunk[i] / SECONDS_PER_MONTH;
        double asked = peak[i] * tokens[i] / used[i];
        out[i] = own[i] > 0 ? encoder_work(billions[i], asked + index, rate[i]) : 0;
    }
}

static const Quantity embedding_needed_gpus = {
    .key = "embedding.needed_gpus",
    .title = "GPUs that embedding takes",
    .help = "GPUs that the questions of the busiest minutes and the index take, as a fraction",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = needed_to_embed,
    .from = FROM([EMBEDS] = NOW(embedding_host), [PEAK] = NOW(traffic_peak_rate),
                 [TOKENS] = NOW(tokens_question), [USED] = NOW(embedding_utilisation),
                 [CHANGED] = NOW(corpus_changed_chunks), [ADDED] = NOW(corpus_added_chunks),
                 [ANEW] = NOW(corpus_reembedded_chunks), [CHUNK] = NOW(corpus_chunk_tokens),
                 [SIZE] = NOW(embedding_parameters), [RATE] = NOW(embedding_compute)),
    .part = PART_CORPUS,
    .only_if = &embedding_host,
};

RENT_OF_GPUS(embedding, PART_CORPUS, "embedding model");

enum { BY_ONESELF, FIRST, FIRST_CHUNK, FIRST_SIZE, FIRST_RATE, AN_HOUR };

FORMULA(first_index)
{
    const double *own = from[BY_ONESELF], *chunks = from[FIRST], *chunk = from[FIRST_CHUNK];
    const double *billions = from[FIRST_SIZE], *rate = from[FIRST_RATE];
    const double *price = from[AN_HOUR];

    for (size_t i = 0; i < LANES; i++) {
        double work = encoder_work(billions[i], chunks[i] * chunk[i], rate[i]);
        out[i] = own[i] > 0 ? work / SECONDS_PER_HOUR * price[i] : 0;
    }
}

const Quantity build_embedding_gpus = {
    .key = "build.embedding_gpus",
    .title = "First embedding, own",
    .help = "hours of a GPU of one's own that embeds the documents there are at launch",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = first_index,
    .from =
        FROM([BY_ONESELF] = NOW(embedding_host), [FIRST] = NOW(corpus_first_chunks),
             [FIRST_CHUNK] = NOW(corpus_chunk_tokens), [FIRST_SIZE] = NOW(embedding_parameters),
             [FIRST_RATE] = NOW(embedding_compute), [AN_HOUR] = NOW(embedding_gpu_price)),
    .part = PART_CORPUS,
    .only_if = &embedding_host,
    .adds_to = &cost_build,
};

/* --- the re-ranker --------------------------------------------------------------------------
 */

GIVEN_OF_GPUS(rerank, PART_RERANK, "re-ranker");

enum { RERANKS, ASKED, HITS, CANDIDATES, QUESTION, PASSAGE, FILLED, RANKER, SPEED };

FORMULA(needed_to_rerank)
{
    const double *own = from[RERANKS], *asked = from[ASKED], *hits = from[HITS];
    const double *candidates = from[CANDIDATES];
    const double *question = from[QUESTION], *passage = from[PASSAGE], *used = from[FILLED];
    const double *billions = from[RANKER], *rate = from[SPEED];

    for (size_t i = 0; i < LANES; i++) {
        double tokens = rerank_tokens(candidates[i], question[i], passage[i]);
        double read = asked[i] * (1 - hits[i]) * tokens;
        out[i] = own[i] > 0 ? encoder_work(billions[i], read / used[i], rate[i]) : 0;
    }
}

static const Quantity rerank_needed_gpus = {
    .key = "rerank.needed_gpus",
    .title = "GPUs that re-ranking takes",
    .help = "GPUs that the candidates of the busiest minutes take, as a fraction",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = needed_to_rerank,
    .from = FROM([RERANKS] = NOW(rerank_host), [ASKED] = NOW(traffic_peak_rate),
                 [HITS] = NOW(cache_hit_share), [CANDIDATES] = NOW(rerank_candidates),
                 [QUESTION] = NOW(tokens_question), [PASSAGE] = NOW(corpus_chunk_tokens),
                 [FILLED] = NOW(rerank_utilisation), [RANKER] = NOW(rerank_parameters),
                 [SPEED] = NOW(rerank_compute)),
    .part = PART_RERANK,
    .only_if = &rerank_host,
};

RENT_OF_GPUS(rerank, PART_RERANK, "re-ranker");

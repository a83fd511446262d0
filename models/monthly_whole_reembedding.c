/* monthly_whole_reembedding.c - a new embedding model: everything is embedded anew.
 *
 * Vectors of two models cannot be compared, so the end of a model's life is that
 * of all vectors it made. Each time a lifetime is over all chunks of the month are
 * embedded by its successor, at the same price, and loaded into the store:
 *
 *   times = floor(m / lifetime) - floor((m - 1) / lifetime)
 *   cost  = times * chunks * (chunk tokens * embedding price
 *                             + units of a loaded chunk * write price)
 *
 * The days for which the old index is held beside the new one are not billed.
 */
#include "models/model.h"

#define PER_MILLION 1e-6

static const Quantity lifetime = {
    .key = "embedding.lifetime",
    .title = "Life of the embedding model",
    .help = "time from launch, and from each re-embedding, to the end of the embedding model",
    .unit = UNIT_MONTHS,
    .min = 0.25,
    .max = 1e6,
    .prior = "1000 years",
    .source = "assumption: it outlives the service",
    .part = PART_CORPUS,
};

FORMULA(inverse)
{
    const double *x = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 / x[i];
}

static const Quantity ends_each_month = {
    .key = "embedding.ends_each_month",
    .title = "Embedding models a month",
    .help = "embedding models that come to their end in a month, as a fraction",
    .unit = UNIT_PER_MONTH_,
    .min = 0,
    .max = 4,
    .formula = inverse,
    .from = FROM(NOW(lifetime)),
    .part = PART_CORPUS,
};

enum { CHUNKS, EACH_MONTH, MONTH };

/* A hair below a whole number is that number: a life of 6 months is over in month 6. */
FORMULA(reembedded)
{
    const double *chunks = from[CHUNKS], *each_month = from[EACH_MONTH];
    const double month = *from[MONTH], end = month * (1 + 1e-12);
    const double start = (month - 1) * (1 + 1e-12);

    for (size_t i = 0; i < LANES; i++) {
        double times = lane_floor(end * each_month[i]) - lane_floor(start * each_month[i]);
        out[i] = times * chunks[i];
    }
}

const Quantity corpus_reembedded_chunks = {
    .key = "corpus.reembedded_chunks",
    .title = "Re-embedded chunks",
    .help = "chunks that a new embedding model embeds this month: all there are, or none",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e16,
    .formula = reembedded,
    .from = FROM([CHUNKS] = NOW(corpus_chunks), [EACH_MONTH] = NOW(ends_each_month),
                 [MONTH] = THIS_MONTH),
    .part = PART_CORPUS,
};

enum { UNITS, WRITE_PRICE };

FORMULA(load_price)
{
    const double *units = from[UNITS], *price = from[WRITE_PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = units[i] * PER_MILLION * price[i];
}

const Quantity store_load_price = {
    .key = "store.load_price",
    .title = "Price of loading a chunk",
    .help = "price of loading one chunk with a whole index",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .formula = load_price,
    .from = FROM([UNITS] = NOW(store_units_per_load), [WRITE_PRICE] = NOW(store_write_price)),
    .part = PART_CORPUS,
};

enum { TOKENS, EMBEDDING_PRICE, LOADING };

FORMULA(price_of_chunk)
{
    const double *tokens = from[TOKENS], *price = from[EMBEDDING_PRICE];
    const double *loading = from[LOADING];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tokens[i] * PER_MILLION * price[i] + loading[i];
}

static const Quantity reembedding_price = {
    .key = "embedding.price_per_chunk",
    .title = "Price of re-embedding a chunk",
    .help = "price of embedding one chunk by a new model and loading it",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .formula = price_of_chunk,
    .from =
        FROM([TOKENS] = NOW(corpus_chunk_tokens), [EMBEDDING_PRICE] = NOW(embedding_paid_price),
             [LOADING] = NOW(store_load_price)),
    .part = PART_CORPUS,
};

enum { REEMBEDDED, EACH };

FORMULA(whole)
{
    const double *chunks = from[REEMBEDDED], *each = from[EACH];

    for (size_t i = 0; i < LANES; i++)
        out[i] = chunks[i] * each[i];
}

const Quantity monthly_whole_reembedding = {
    .key = "monthly.whole_reembedding",
    .title = "Whole re-embedding",
    .help = "embedding and storing everything again when the embedding model ends",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = whole,
    .from = FROM([REEMBEDDED] = NOW(corpus_reembedded_chunks), [EACH] = NOW(reembedding_price)),
    .part = PART_CORPUS,
    .adds_to = &cost_updates,
};

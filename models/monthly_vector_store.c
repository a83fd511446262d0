/* monthly_vector_store.c - what the vector store bills in a month.
 *
 * max(minimum, storage + reads + writes), as lines that can each be checked:
 * what is held, what is read, and the top-up to the minimum; what is written
 * stands with the updates (monthly_reindexing.c) and counts towards the minimum.
 */
#include "models/model.h"

#define PER_MILLION 1e-6

const Quantity store_storage_price = {
    .key = "store.storage_price",
    .title = "Storage price",
    .help = "price of a gigabyte of index for a month",
    .unit = UNIT_MONEY_PER_GB_MONTH,
    .min = 0,
    .max = 1e4,
    .prior = "0.33 USD/GB/month",
    .source = "Pinecone Standard and turbopuffer Launch (vendors' pages, 2026-11)",
    .part = PART_CORPUS,
};

static const Quantity read_price = {
    .key = "store.read_price",
    .title = "Read price",
    .help = "price of a million read units",
    .unit = UNIT_MONEY_PER_MILLION,
    .min = 0,
    .max = 1e6,
    .prior = "16 USD/M",
    .source = "Pinecone Standard, us-east-1 (docs.pinecone.io, 2026-11-04)",
    .part = PART_CORPUS,
};

static const Quantity minimum = {
    .key = "store.minimum",
    .title = "Minimum bill",
    .help = "what the store bills at least for a month",
    .unit = UNIT_MONEY_PER_MONTH,
    .min = 0,
    .max = 1e7,
    .prior = "50 USD/month",
    .source = "Pinecone Standard (captured from pinecone.io/pricing, 2026-11-04)",
    .part = PART_CORPUS,
};

enum { GIGABYTES, STORAGE_PRICE };

FORMULA(storage)
{
    const double *held = from[GIGABYTES], *price = from[STORAGE_PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = held[i] * price[i];
}

const Quantity monthly_vector_storage = {
    .key = "monthly.vector_storage",
    .title = "Vector storage",
    .help = "holding the search index",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = storage,
    .from =
        FROM([GIGABYTES] = NOW(store_gigabytes), [STORAGE_PRICE] = NOW(store_storage_price)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};

enum { REQUESTS, HITS, UNITS };

FORMULA(units_read)
{
    const double *requests = from[REQUESTS], *hits = from[HITS], *units = from[UNITS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * (1 - hits[i]) * units[i];
}

const Quantity store_units_read = {
    .key = "store.units_read",
    .title = "Read units",
    .help = "read units of a month: one search for each request the answer cache misses",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = units_read,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [HITS] = NOW(cache_hit_share),
                 [UNITS] = NOW(store_units_per_query)),
    .part = PART_CORPUS,
};

enum { UNITS_READ, READ_PRICE };

FORMULA(reads)
{
    const double *units = from[UNITS_READ], *price = from[READ_PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = units[i] * PER_MILLION * price[i];
}

const Quantity monthly_vector_reads = {
    .key = "monthly.vector_reads",
    .title = "Vector search",
    .help = "read units of the store",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = reads,
    .from = FROM([UNITS_READ] = NOW(store_units_read), [READ_PRICE] = NOW(read_price)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};

enum { MINIMUM, STORAGE, READS, REWRITES, NEW_WRITES };

FORMULA(top_up)
{
    const double *least = from[MINIMUM], *held = from[STORAGE], *read = from[READS];
    const double *rewritten = from[REWRITES], *written = from[NEW_WRITES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(0, least[i] - (held[i] + read[i] + rewritten[i] + written[i]));
}

const Quantity monthly_vector_minimum = {
    .key = "monthly.vector_minimum",
    .title = "Vector store minimum",
    .help = "what is missing to the minimum bill of the store",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = top_up,
    .from = FROM([MINIMUM] = NOW(minimum), [STORAGE] = NOW(monthly_vector_storage),
                 [READS] = NOW(monthly_vector_reads), [REWRITES] = NOW(monthly_rewriting),
                 [NEW_WRITES] = NOW(monthly_added_writing)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};

/* monthly_vector_store.c - what the vector store bills for holding and searching.
 *
 * held     = chunks * (billed bytes * copies * storage price + bytes * backup price
 *                      + dimensions * dimension price)
 * searched = searches * (units of a query * read price + price of a query)
 *
 * with a search for each request that the answer cache misses. What is returned
 * (monthly_vector_egress.c), nodes (monthly_vector_nodes.c), the keyword index and
 * the top-up to the minimum (monthly_vector_minimum.c) have lines of their own;
 * what is written stands with the updates.
 */
#include "models/model.h"

#define PER_MILLION 1e-6
#define GB_PER_BYTE 1e-9

/* A price that a store does not have unless its catalogue entry says so. */
#define PRICE_OF_SOME(name, its_key, its_title, its_unit, nothing, its_help)                   \
    static const Quantity name = {                                                             \
        .key = its_key,                                                                        \
        .title = its_title,                                                                    \
        .help = its_help,                                                                      \
        .unit = its_unit,                                                                      \
        .min = 0,                                                                              \
        .max = 1e6,                                                                            \
        .prior = nothing,                                                                      \
        .source = "assumption: not billed; catalogue entries say what a vendor bills",         \
        .part = PART_CORPUS,                                                                   \
    }

/* --- held ------------------------------------------------------------------------ */

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

static const Quantity copies = {
    .key = "store.copies",
    .title = "Stored copies",
    .help = "copies of the index whose storage is billed",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1000,
    .prior = "1",
    .source = "assumption: a store's own copies are in its price",
    .part = PART_CORPUS,
};

static const Quantity text_billed = {
    .key = "store.text_billed",
    .title = "Billed text",
    .help = "share of the storage price that a byte of stored text costs",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "100%",
    .source = "bytes are bytes (docs.pinecone.io); half at turbopuffer where it is not indexed",
    .part = PART_CORPUS,
};

PRICE_OF_SOME(backup_price, "store.backup_price", "Backup price", UNIT_MONEY_PER_GB_MONTH,
              "0 USD/GB/month",
              "price of a gigabyte of backup for a month; one backup is held");
PRICE_OF_SOME(dimension_price, "store.dimension_price", "Dimension price",
              UNIT_MONEY_PER_MILLION, "0 USD/M",
              "price of holding a million components of vectors for a month");

enum { INDEXED, TEXT, TEXT_COUNTED, COMPONENTS, COPIES, STORED, BACKED_UP, COUNTED };

FORMULA(held_price)
{
    const double *indexed = from[INDEXED], *text = from[TEXT], *counted = from[TEXT_COUNTED];
    const double *dims = from[COMPONENTS], *times = from[COPIES], *stored = from[STORED];
    const double *backed_up = from[BACKED_UP], *by_dimension = from[COUNTED];

    for (size_t i = 0; i < LANES; i++) {
        double billed = (indexed[i] + text[i] * counted[i]) * times[i] * stored[i];
        double saved = (indexed[i] + text[i]) * backed_up[i];
        out[i] = (billed + saved) * GB_PER_BYTE + dims[i] * by_dimension[i] * PER_MILLION;
    }
}

static const Quantity price_per_chunk = {
    .key = "store.price_per_chunk",
    .title = "Price of a chunk",
    .help = "price of holding one chunk for a month",
    .unit = UNIT_MONEY_PER_MONTH,
    .min = 0,
    .max = 1e9,
    .formula = held_price,
    .from = FROM([INDEXED] = NOW(store_indexed_bytes), [TEXT] = NOW(store_text),
                 [TEXT_COUNTED] = NOW(text_billed), [COMPONENTS] = NOW(embedding_dims),
                 [COPIES] = NOW(copies), [STORED] = NOW(store_storage_price),
                 [BACKED_UP] = NOW(backup_price), [COUNTED] = NOW(dimension_price)),
    .part = PART_CORPUS,
};

enum { CHUNKS, CHUNK_PRICE };

FORMULA(held)
{
    const double *chunks = from[CHUNKS], *price = from[CHUNK_PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = chunks[i] * price[i];
}

const Quantity monthly_vector_storage = {
    .key = "monthly.vector_storage",
    .title = "Vector storage",
    .help = "holding the search index and its backup",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = held,
    .from = FROM([CHUNKS] = NOW(corpus_chunks), [CHUNK_PRICE] = NOW(price_per_chunk)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};

/* --- searched -------------------------------------------------------------------- */

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

PRICE_OF_SOME(query_price, "store.query_price", "Query price", UNIT_MONEY_PER_MILLION,
              "0 USD/M", "price of a million queries, whatever they read");

enum { REQUESTS, HITS, UNITS, READ_PRICE, QUERY_PRICE };

FORMULA(reads)
{
    const double *requests = from[REQUESTS], *hits = from[HITS], *units = from[UNITS];
    const double *unit = from[READ_PRICE], *query = from[QUERY_PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * (1 - hits[i]) * PER_MILLION * (units[i] * unit[i] + query[i]);
}

const Quantity monthly_vector_reads = {
    .key = "monthly.vector_reads",
    .title = "Vector search",
    .help = "queries and read units of the store",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = reads,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [HITS] = NOW(cache_hit_share),
                 [UNITS] = NOW(store_units_per_query), [READ_PRICE] = NOW(read_price),
                 [QUERY_PRICE] = NOW(query_price)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};

/* monthly_keyword_index.c - the index that keyword search needs beside the vectors.
 *
 * cost = chunks * chunk tokens * 4 bytes * index share * storage price
 *
 * It stands in the same store as the vectors, and one query searches both: its
 * bytes count in what a query reads and a chunk writes (store_reading.c,
 * store_writing.c).
 */
#include "models/model.h"

#define BYTES_PER_TOKEN 4.0 /* of English text: OpenAI and Anthropic documentation */
#define GB_PER_BYTE     1e-9

static const Quantity index_share = {
    .key = "keyword.index_share",
    .title = "Keyword index size",
    .help = "bytes of the keyword index per byte of text",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 10,
    .prior = "20%..60%",
    .source = "assumption: an inverted index with positions",
    .part = PART_CORPUS | PART_KEYWORD,
};

enum { TOKENS, SHARE };

FORMULA(bytes_per_chunk)
{
    const double *tokens = from[TOKENS], *share = from[SHARE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tokens[i] * BYTES_PER_TOKEN * share[i];
}

const Quantity keyword_bytes_per_chunk = {
    .key = "keyword.bytes_per_chunk",
    .title = "Keyword bytes per chunk",
    .help = "bytes of the keyword index for one chunk",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e9,
    .formula = bytes_per_chunk,
    .from = FROM([TOKENS] = NOW(corpus_chunk_tokens), [SHARE] = NOW(index_share)),
    .part = PART_CORPUS | PART_KEYWORD,
    .absent = 0,
};

enum { CHUNKS, BYTES, PRICE };

FORMULA(keyword_index)
{
    const double *chunks = from[CHUNKS], *bytes = from[BYTES], *price = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = chunks[i] * bytes[i] * GB_PER_BYTE * price[i];
}

const Quantity monthly_keyword_index = {
    .key = "monthly.keyword_index",
    .title = "Keyword index",
    .help = "holding the index for keyword search",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .formula = keyword_index,
    .from = FROM([CHUNKS] = NOW(corpus_chunks), [BYTES] = NOW(keyword_bytes_per_chunk),
                 [PRICE] = NOW(store_storage_price)),
    .part = PART_CORPUS | PART_KEYWORD,
    .adds_to = &cost_infrastructure,
};

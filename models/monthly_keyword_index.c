/* monthly_keyword_index.c - the index that keyword search needs beside the vectors.
 *
 * cost = embedded tokens * 4 bytes * index share * storage price: it stands in
 * the same store as the vectors.
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

enum { TOKENS, SHARE, PRICE };

FORMULA(keyword_index)
{
    const double *tokens = from[TOKENS], *share = from[SHARE], *price = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tokens[i] * (BYTES_PER_TOKEN * GB_PER_BYTE) * share[i] * price[i];
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
    .from = FROM([TOKENS] = NOW(corpus_embedded_tokens), [SHARE] = NOW(index_share),
                 [PRICE] = NOW(store_storage_price)),
    .part = PART_CORPUS | PART_KEYWORD,
    .adds_to = &cost_infrastructure,
};

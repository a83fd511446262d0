/* monthly_search.c - what is bought for each search besides the store.
 *
 * query embedding = requests * question tokens * embedding price
 * re-ranking      = requests * (1 - cache hits) * price of a search
 *
 * A question is embedded before the answer cache can be asked, so cache hits
 * save the re-ranking and not the embedding.
 */
#include "models/model.h"

#define PER_MILLION  1e-6
#define PER_THOUSAND 1e-3

enum { REQUESTS, TOKENS, PRICE };

FORMULA(query_embedding)
{
    const double *requests = from[REQUESTS], *tokens = from[TOKENS], *price = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * tokens[i] * PER_MILLION * price[i];
}

const Quantity monthly_query_embedding = {
    .key = "monthly.query_embedding",
    .title = "Query embedding",
    .help = "embedding the questions",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = query_embedding,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [TOKENS] = NOW(tokens_question),
                 [PRICE] = NOW(embedding_price)),
    .part = PART_CORPUS,
    .adds_to = &cost_inference,
};

static const Quantity rerank_price = {
    .key = "rerank.price",
    .title = "Re-ranking price",
    .help = "price of scoring the candidates of 1,000 searches again",
    .unit = UNIT_MONEY_PER_1000,
    .min = 0,
    .max = 1e5,
    .prior = "0.6..2 USD/1000",
    .source = "50 candidates of 500 tokens at Voyage rerank-2.5-lite (0.6) to a Cohere "
              "search (2), price lists of August 2026",
    .part = PART_RERANK,
};

enum { SEARCHES, HITS, SEARCH_PRICE };

FORMULA(rerank)
{
    const double *requests = from[SEARCHES], *hits = from[HITS], *price = from[SEARCH_PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * (1 - hits[i]) * PER_THOUSAND * price[i];
}

const Quantity monthly_rerank = {
    .key = "monthly.rerank",
    .title = "Re-ranking",
    .help = "scoring the candidates of each search again",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = rerank,
    .from = FROM([SEARCHES] = NOW(traffic_requests), [HITS] = NOW(cache_hit_share),
                 [SEARCH_PRICE] = NOW(rerank_price)),
    .part = PART_RERANK,
    .adds_to = &cost_inference,
};

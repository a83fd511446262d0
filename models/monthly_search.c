/* monthly_search.c - embedding the questions.
 *
 * cost = requests * question tokens * embedding price
 *
 * A question is embedded before the answer cache can be asked, so cache hits do
 * not save it.
 */
#include "models/model.h"

#define PER_MILLION 1e-6

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
                 [PRICE] = NOW(embedding_paid_price)),
    .part = PART_CORPUS,
    .adds_to = &cost_inference,
};

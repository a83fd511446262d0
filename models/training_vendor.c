/* training_vendor.c - tuning a vendor's model, which is billed by the token.
 *
 * cost of an attempt = tokens * epochs * training price
 */
#include "models/model.h"

#define PER_MILLION 1e-6

static const Quantity train_price = {
    .key = "api.train_price",
    .title = "Training price",
    .help = "price of training a vendor's model on a million tokens",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1e5,
    .prior = "1.5..25 USD/Mtok",
    .source = "price lists of OpenAI and Google, small to large models (2026-08-21)",
    .part = PART_TUNED | PART_API,
    .without = PART_HOSTED,
};

FORMULA(tokens_billed)
{
    const double *tokens = from[0], *price = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = tokens[i] * PER_MILLION * price[i];
}

const Quantity training_token_bill = {
    .key = "training.token_bill",
    .title = "Tokens per attempt",
    .help = "training tokens that one attempt buys from the vendor",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = tokens_billed,
    .from = FROM(NOW(training_tokens), NOW(train_price)),
    .part = PART_TUNED | PART_API,
    .without = PART_HOSTED,
    .adds_to = &training_compute_cost,
};

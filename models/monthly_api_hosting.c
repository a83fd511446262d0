/* monthly_api_hosting.c - what a vendor charges for keeping a tuned model ready.
 *
 * Some vendors bill a tuned model by the hour besides its tokens (Azure: $1.70
 * an hour), others do not, so the fee is nothing unless a scenario states one.
 */
#include "models/model.h"

static const Quantity hosting_price = {
    .key = "api.hosting_price",
    .title = "Hosting fee of a tuned model",
    .help = "what the vendor charges an hour for keeping the tuned model ready",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e5,
    .prior = "0 USD/h",
    .source = "assumption: no fee unless stated; Azure OpenAI charges 1.70 USD/h (2026-03-19)",
    .part = PART_API | PART_TUNED,
};

enum { PRICE, HOURS };

FORMULA(api_hosting)
{
    const double *price = from[PRICE], *hours = from[HOURS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = price[i] * hours[i];
}

const Quantity monthly_api_hosting = {
    .key = "monthly.api_hosting",
    .title = "Hosting of the tuned model",
    .help = "the vendor's fee for keeping the tuned model ready",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([PRICE] = NOW(hosting_price), [HOURS] = NOW(money_hours_per_month)),
    .formula = api_hosting,
    .part = PART_API | PART_TUNED,
    .adds_to = &cost_infrastructure,
};

/* money.c - over how long, in whose money, and what later money is worth.
 *
 * Discounting: money of month m is worth (1 + r)^(-m/12) of today's, with r a
 * year: each month's worth is the last one's times (1 + r)^(-1/12), and the build
 * is month 0.
 */
#include "models/model.h"

const Quantity money_horizon = {
    .key = "money.horizon",
    .title = "Horizon",
    .help = "months of service that are counted, after the build",
    .unit = UNIT_MONTHS,
    .min = 1,
    .max = 240,
    .prior = "36 months",
    .source = "assumption: three years, the usual span of a business case",
    .constant = true,
};

/* Zero means that no budget is stated: nothing can be bought for nothing. */
const Quantity money_budget = {
    .key = "money.budget",
    .title = "Budget",
    .help = "what may be spent over the whole horizon, build included; 0 is no budget",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .prior = "0 USD",
    .source = "assumption: no budget is stated",
    .constant = true,
};

const Quantity money_exchange_rate = {
    .key = "money.exchange_rate",
    .title = "Exchange rate",
    .help = "units of the scenario's currency that one US dollar buys",
    .unit = UNIT_NUMBER,
    .min = 1e-6,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: the scenario counts in US dollars, as price lists do",
    .constant = true,
};

const Quantity money_discount_rate = {
    .key = "money.discount_rate",
    .title = "Discount rate",
    .help = "how much less money is worth a year later",
    .unit = UNIT_SHARE_PER_YEAR,
    .min = 0,
    .max = 1,
    .prior = "8% /year",
    .source = "assumption: a company's usual cost of capital",
};

const Quantity money_hours_per_month = {
    .key = "money.hours_per_month",
    .title = "Hours per month",
    .help = "hours that a machine rented all month is billed for",
    .unit = UNIT_HOURS_PER_MONTH,
    .min = 1,
    .max = 744,
    .prior = "730 h/month",
    .source = "cloud vendors' price examples, which use 730 (some 720)",
};

FORMULA(of_a_month)
{
    const double *rate = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_pow(1 + rate[i], -1.0 / 12);
}

static const Quantity discount_of_a_month = {
    .key = "money.discount_of_a_month",
    .title = "Discount of a month",
    .help = "what money of a month is worth in the month before",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1,
    .from = FROM(NOW(money_discount_rate)),
    .formula = of_a_month,
};

enum { BEFORE, OF_A_MONTH };

FORMULA(discount_factor)
{
    const double *before = from[BEFORE], *factor = from[OF_A_MONTH];

    for (size_t i = 0; i < LANES; i++)
        out[i] = before[i] * factor[i];
}

const Quantity money_discount_factor = {
    .key = "money.discount_factor",
    .title = "Discount factor",
    .help = "what money of this month is worth today",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .from =
        FROM([BEFORE] = LAST(money_discount_factor), [OF_A_MONTH] = NOW(discount_of_a_month)),
    .initial = 1,
    .formula = discount_factor,
};

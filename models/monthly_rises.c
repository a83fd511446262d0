/* monthly_rises.c - what the same people, servers and fees cost more than at first.
 *
 * Tokens and GPUs have price paths of their own (api.price_change, gpu.price_change).
 * What follows the general level of wages or prices instead is billed line by line as
 * in the first month, and two lines beside them hold the difference:
 *
 *   rises of month m = ((1 + growth a year)^((m - 1) / 12) - 1) * those lines
 *
 * Wages: upkeep of every part, reviewers, evaluations. Prices: application servers and
 * the hosting fee of a tuned model. Assumption: log and vector stores keep their price
 * lists, and a retrain is paid at the rates of the first month.
 */
#include "models/model.h"

FORMULA(of_a_month)
{
    const double *rate = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_pow(1 + rate[i], 1.0 / 12);
}

enum { BEFORE, FACTOR, WHEN };

FORMULA(rise)
{
    const double *before = from[BEFORE], *factor = from[FACTOR], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month > 1 ? (1 + before[i]) * factor[i] - 1 : 0;
}

/* A growth a year, and the share by which wages or prices are above those of month 1. */
#define GROWTH(growth, yearly, group, heading, what, why)                                      \
    static const Quantity growth = {                                                           \
        .key = yearly,                                                                         \
        .title = heading,                                                                      \
        .help = "how " what " grow from one year to the next",                                 \
        .unit = UNIT_SHARE_PER_YEAR,                                                           \
        .min = 0,                                                                              \
        .max = 1,                                                                              \
        .prior = "0% /year",                                                                   \
        .source = why,                                                                         \
    };                                                                                         \
    static const Quantity growth##_of_a_month = {                                              \
        .key = group "_factor",                                                                \
        .title = heading " of a month",                                                        \
        .help = what " of a month over those of the month before",                             \
        .unit = UNIT_NUMBER,                                                                   \
        .min = 0,                                                                              \
        .max = 2,                                                                              \
        .from = FROM(NOW(growth)),                                                             \
        .formula = of_a_month,                                                                 \
    };                                                                                         \
    static const Quantity growth##_so_far = {                                                  \
        .key = group "_rise",                                                                  \
        .title = heading " so far",                                                            \
        .help = "share by which " what " are above those of the first month",                  \
        .unit = UNIT_SHARE,                                                                    \
        .timing = PER_MONTH,                                                                   \
        .min = 0,                                                                              \
        .max = 1e6,                                                                            \
        .from = FROM([BEFORE] = LAST(growth##_so_far), [FACTOR] = NOW(growth##_of_a_month),    \
                     [WHEN] = THIS_MONTH),                                                     \
        .formula = rise,                                                                       \
    }

GROWTH(wages, "labour.growth", "labour.wage", "Wage growth", "wages",
       "assumption: a plan is made at today's rates unless the scenario has them grow");
GROWTH(prices, "money.cost_growth", "money.price", "Growth of general prices",
       "prices of servers and fees",
       "assumption: a plan is made at today's prices unless the scenario has them grow");

enum { STAFF_LINES = 8 };

/* Once a trial: none of them changes from month to month. */
FORMULA(sum_of_lines)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = 0;
    for (size_t k = 0; k < STAFF_LINES; k++)
        for (size_t i = 0; i < LANES; i++)
            out[i] += from[k][i];
}

static const Quantity upkeep = {
    .key = "labour.upkeep",
    .title = "Upkeep",
    .help = "staff who keep the parts of the design running, at the rates of the first month",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from =
        FROM(NOW(monthly_api_upkeep), NOW(monthly_corpus_upkeep), NOW(monthly_keyword_upkeep),
             NOW(monthly_tuned_upkeep), NOW(monthly_tuned_expert_upkeep),
             NOW(monthly_serving_upkeep), NOW(monthly_guard_upkeep), NOW(monthly_cache_upkeep)),
    .formula = sum_of_lines,
};

enum { RISE, UPKEEP, REVIEW, EVALUATION };

FORMULA(wage_rises)
{
    const double *share = from[RISE], *staff = from[UPKEEP];
    const double *reviewers = from[REVIEW], *judges = from[EVALUATION];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * (staff[i] + reviewers[i] + judges[i]);
}

const Quantity monthly_wage_rises = {
    .key = "monthly.wage_rises",
    .title = "Wage rises",
    .help = "what upkeep, review and evaluation cost more than at the first month's wages",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([RISE] = NOW(wages_so_far), [UPKEEP] = NOW(upkeep),
                 [REVIEW] = NOW(monthly_review), [EVALUATION] = NOW(monthly_evaluation)),
    .formula = wage_rises,
    .adds_to = &cost_people,
    .only_if = &wages,
};

enum { PRICE_RISE, SERVERS, HOSTING };

FORMULA(price_rises)
{
    const double *share = from[PRICE_RISE], *servers = from[SERVERS], *fee = from[HOSTING];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * (servers[i] + fee[i]);
}

const Quantity monthly_price_rises = {
    .key = "monthly.price_rises",
    .title = "Price rises",
    .help = "what servers and the hosting fee cost more than in the first month",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .from = FROM([PRICE_RISE] = NOW(prices_so_far), [SERVERS] = NOW(monthly_orchestration),
                 [HOSTING] = NOW(monthly_api_hosting)),
    .formula = price_rises,
    .adds_to = &cost_infrastructure,
    .only_if = &prices,
};

/* totals.c - the sums that designs are compared by.
 *
 * Every line of the bill adds to one of the totals below, and those to the cost
 * of the month: cash is what is paid out, failures are what bad answers cost
 * besides. Over the horizon, build + sum of months is the cost that designs are
 * ranked by; budget and cost per request count cash alone.
 */
#include "models/model.h"

const Quantity cost_build = {
    .key = "cost.build",
    .title = "Build",
    .help = "everything that is paid once, before the first request",
    .unit = UNIT_MONEY,
    .report = REPORTED,
};

#define MONTHLY_TOTAL(total, above, name, heading, text)                                       \
    const Quantity total = {                                                                   \
        .key = name,                                                                           \
        .title = heading,                                                                      \
        .help = text,                                                                          \
        .unit = UNIT_MONEY_PER_MONTH,                                                          \
        .timing = PER_MONTH,                                                                   \
        .adds_to = above,                                                                      \
        .report = REPORTED,                                                                    \
    }

MONTHLY_TOTAL(cost_inference, &cost_cash, "cost.inference", "Inference",
              "tokens or GPUs that answer, with embedding and re-ranking of questions");
MONTHLY_TOTAL(cost_infrastructure, &cost_cash, "cost.infrastructure", "Infrastructure",
              "stores, servers and logs around the model");
MONTHLY_TOTAL(cost_updates, &cost_cash, "cost.updates", "Updates",
              "re-indexing and retraining as knowledge changes");
MONTHLY_TOTAL(cost_people, &cost_cash, "cost.people", "People",
              "staff who keep it running and review answers");
MONTHLY_TOTAL(cost_cash, &cost_monthly, "cost.cash", "Cash", "everything paid out in a month");
MONTHLY_TOTAL(cost_failures, &cost_monthly, "cost.failures", "Failures",
              "what bad answers cost the business");
MONTHLY_TOTAL(cost_monthly, NULL, "cost.monthly", "Monthly cost",
              "cash and failures of a month");

enum { COST, FACTOR };

FORMULA(discounted)
{
    const double *cost = from[COST], *factor = from[FACTOR];

    for (size_t i = 0; i < LANES; i++)
        out[i] = cost[i] * factor[i];
}

static const Quantity cost_discounted = {
    .key = "cost.discounted",
    .title = "Discounted monthly cost",
    .help = "the cost of a month in today's money",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .from = FROM([COST] = NOW(cost_monthly), [FACTOR] = NOW(money_discount_factor)),
    .formula = discounted,
};

enum { BUILD, MONTHS };

FORMULA(build_and_months)
{
    const double *build = from[BUILD], *months = from[MONTHS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = build[i] + months[i];
}

const Quantity cost_total = {
    .key = "cost.total",
    .title = "Total cost",
    .help = "build and all months, failures included",
    .unit = UNIT_MONEY,
    .timing = AFTER,
    .min = 0,
    .max = 1e15,
    .from = FROM([BUILD] = NOW(cost_build), [MONTHS] = SUM(cost_monthly)),
    .formula = build_and_months,
    .report = REPORTED,
};

const Quantity cost_cash_total = {
    .key = "cost.cash_total",
    .title = "Total cash",
    .help = "build and all months, without what bad answers cost",
    .unit = UNIT_MONEY,
    .timing = AFTER,
    .min = 0,
    .max = 1e15,
    .from = FROM([BUILD] = NOW(cost_build), [MONTHS] = SUM(cost_cash)),
    .formula = build_and_months,
    .report = REPORTED,
};

const Quantity cost_npv = {
    .key = "cost.npv",
    .title = "Present value of the total cost",
    .help = "build and all months, failures included, in today's money",
    .unit = UNIT_MONEY,
    .timing = AFTER,
    .min = 0,
    .max = 1e15,
    .from = FROM([BUILD] = NOW(cost_build), [MONTHS] = SUM(cost_discounted)),
    .formula = build_and_months,
    .report = REPORTED,
};

enum { PAID, COUNT };

/* Of fewer than one, as of one: a service that nobody uses has a price too. */
FORMULA(per_1000)
{
    const double *paid = from[PAID], *count = from[COUNT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1000 * paid[i] / lane_max(count[i], 1);
}

const Quantity cost_per_1000_requests = {
    .key = "cost.per_1000_requests",
    .title = "Cash per 1,000 requests",
    .help = "total cash, spread over all requests",
    .unit = UNIT_MONEY_PER_1000,
    .timing = AFTER,
    .min = 0,
    .max = 1e15,
    .from = FROM([PAID] = NOW(cost_cash_total), [COUNT] = SUM(traffic_requests)),
    .formula = per_1000,
    .report = REPORTED,
};

enum { REQUESTS, GOOD };

FORMULA(good_answers)
{
    const double *requests = from[REQUESTS], *good = from[GOOD];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * good[i];
}

static const Quantity quality_good_answers = {
    .key = "quality.good_answers",
    .title = "Good answers",
    .help = "answers of a month that are right in fact and form",
    .unit = UNIT_PER_MONTH_,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e13,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [GOOD] = NOW(quality_good_share)),
    .formula = good_answers,
};

const Quantity cost_per_1000_good_answers = {
    .key = "cost.per_1000_good_answers",
    .title = "Cash per 1,000 good answers",
    .help = "total cash, spread over the answers that are right",
    .unit = UNIT_MONEY_PER_1000,
    .timing = AFTER,
    .min = 0,
    .max = 1e15,
    .from = FROM([PAID] = NOW(cost_cash_total), [COUNT] = SUM(quality_good_answers)),
    .formula = per_1000,
    .report = REPORTED,
};

#define STAGE_TOTAL(total, above, name, heading, text, how)                                    \
    const Quantity total = {                                                                   \
        .key = name,                                                                           \
        .title = heading,                                                                      \
        .help = text,                                                                          \
        .unit = UNIT_SECONDS,                                                                  \
        .timing = PER_REQUEST,                                                                 \
        .adds_to = above,                                                                      \
        .report = how,                                                                         \
    }

STAGE_TOTAL(latency_request, NULL, "latency.request", "Response time",
            "from the question to the last token of the answer", REPORTED);
STAGE_TOTAL(latency_first_token, &latency_request, "latency.first_token", "Time to first token",
            "from the question to the first token of the answer", REPORTED);
STAGE_TOTAL(latency_prefill, NULL, "latency.prefill", "Model's first token",
            "the model's time to the first token of an answer that it has to write",
            NOT_REPORTED);
STAGE_TOTAL(latency_decode, NULL, "latency.decode", "Model's writing",
            "the model's time from the first token to the last of an answer that it has to "
            "write",
            NOT_REPORTED);

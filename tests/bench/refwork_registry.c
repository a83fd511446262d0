/* refwork_registry.c - the bills of the four designs and their totals. */
#include "tests/bench/refwork_quantities.h"

/* --- the bill of a month in each design, discounted --------------------------------------- */

FORMULA(bill_0)
{
    const double *now = from[0], *requests = from[1], *price = from[2], *api = from[3];
    const double *fixed = from[4], *count = from[5], *each = from[6], *error = from[7];

    for (size_t i = 0; i < LANES; i++)
        out[i] = now[i] * (requests[i] * (price[i] * api[i] + error[i]) + fixed[i] +
                           0.25 * count[i] * each[i]);
}
static DERIVED(bill_0, bill_0, PER_MONTH, 0, NOW(refwork_discount), NOW(refwork_volume),
               NOW(refwork_api_price), NOW(refwork_calls_0), NOW(refwork_operate_0),
               NOW(refwork_events), NOW(refwork_effort), NOW(refwork_errors_0));

FORMULA(bill_1)
{
    const double *now = from[0], *requests = from[1], *gpus = from[2], *fixed = from[3];
    const double *count = from[4], *each = from[5], *error = from[6];

    for (size_t i = 0; i < LANES; i++)
        out[i] =
            now[i] * (gpus[i] + fixed[i] + 0.5 * count[i] * each[i] + requests[i] * error[i]);
}
static DERIVED(bill_1, bill_1, PER_MONTH, 0, NOW(refwork_discount), NOW(refwork_volume),
               NOW(refwork_fleet_large), NOW(refwork_operate_1), NOW(refwork_events),
               NOW(refwork_effort), NOW(refwork_errors_1));

FORMULA(bill_2)
{
    const double *now = from[0], *requests = from[1], *gpus = from[2], *fixed = from[3];
    const double *retrain = from[4], *error = from[5];

    for (size_t i = 0; i < LANES; i++)
        out[i] = now[i] * (gpus[i] + fixed[i] + retrain[i] + requests[i] * error[i]);
}
static DERIVED(bill_2, bill_2, PER_MONTH, 0, NOW(refwork_discount), NOW(refwork_volume),
               NOW(refwork_fleet_small), NOW(refwork_operate_2), NOW(refwork_retraining),
               NOW(refwork_errors_2));

FORMULA(bill_3)
{
    const double *now = from[0], *requests = from[1], *gpus = from[2], *fixed = from[3];
    const double *retrain = from[4], *error = from[5], *price = from[6], *api = from[7];

    for (size_t i = 0; i < LANES; i++)
        out[i] = now[i] * (gpus[i] + fixed[i] + 0.6 * retrain[i] +
                           requests[i] * (price[i] * api[i] + error[i]));
}
static DERIVED(bill_3, bill_3, PER_MONTH, 0, NOW(refwork_discount), NOW(refwork_volume),
               NOW(refwork_fleet_small), NOW(refwork_operate_3), NOW(refwork_retraining),
               NOW(refwork_errors_3), NOW(refwork_api_price), NOW(refwork_calls_3));

/* --- totals ----------------------------------------------------------------------------------
 */

#define TOTAL(d)                                                                               \
    FORMULA(total_##d)                                                                         \
    {                                                                                          \
        const double *hours = from[0], *rate = from[1], *incidents = from[2], *sum = from[3];  \
        double each = refwork_incident[d];                                                     \
                                                                                               \
        for (size_t i = 0; i < LANES; i++)                                                     \
            out[i] = hours[i] * rate[i] + incidents[i] * each + sum[i];                        \
    }                                                                                          \
    static const Quantity refwork_total_##d = {                                                \
        .key = "refwork.total_" #d,                                                            \
        .title = "Total",                                                                      \
        .help = "discounted, build included",                                                  \
        .unit = UNIT_NUMBER,                                                                   \
        .timing = AFTER,                                                                       \
        .from = FROM(NOW(input_bh##d), NOW(input_eng), NOW(input_inc), SUM(refwork_bill_##d)), \
        .formula = total_##d,                                                                  \
        .part = 1U << d,                                                                       \
        .report = REPORTED,                                                                    \
    }
TOTAL(0);
TOTAL(1);
TOTAL(2);
TOTAL(3);

const Quantity *const refwork_totals[] = { &refwork_total_0, &refwork_total_1, &refwork_total_2,
                                           &refwork_total_3 };

/* --- the registry
 * ------------------------------------------------------------------------------ */

static const Quantity horizon = {
    .key = "money.horizon",
    .title = "Horizon",
    .help = "months of service",
    .unit = UNIT_MONTHS,
    .min = 1,
    .max = 600,
    .prior = "36 months",
    .source = "the definition of refwork-1",
    .constant = true,
};

static const Quantity *const quantities[] = { &horizon, &refwork_total_0, &refwork_total_1,
                                              &refwork_total_2, &refwork_total_3 };

static const PartInfo parts[] = {
    { "d0", "Design 0", "an API" },
    { "d1", "Design 1", "a large model on GPUs" },
    { "d2", "Design 2", "a small, retrained model on GPUs" },
    { "d3", "Design 3", "a small model that escalates to an API" },
};

static const Design designs[] = {
    { "d0", "Design 0", "an API", 1U << 0 },
    { "d1", "Design 1", "a large model on GPUs", 1U << 1 },
    { "d2", "Design 2", "a small, retrained model on GPUs", 1U << 2 },
    { "d3", "Design 3", "a small model that escalates to an API", 1U << 3 },
};

/* By influence on totals and winner, from the total Sobol indices of the workload. */
static const char *const dimensions[] = {
    "refwork.vol0",  "refwork.grow",  "refwork.cerr", "refwork.er0",  "refwork.cache",
    "refwork.tin",   "refwork.tout",  "refwork.esc",  "refwork.thrL", "refwork.pin",
    "refwork.er1",   "refwork.util",  "refwork.thrS", "refwork.er2",  "refwork.peak",
    "refwork.pgpu",  "refwork.bh2",   "refwork.eng",  "refwork.oh2",  "refwork.pdec",
    "refwork.pout",  "refwork.gdec",  "refwork.rsh",  "refwork.oh3",  "refwork.bh3",
    "refwork.drift", "refwork.oh0",   "refwork.inc",  "refwork.lab",  "refwork.bh0",
    "refwork.nlab",  "refwork.retry", "refwork.minS", "refwork.r",    "refwork.trh",
    "refwork.bh1",   "refwork.oh1",   "refwork.qh",   "refwork.amp",  "refwork.minL",
};

const Registry refwork_registry = {
    .quantities = quantities,
    .quantity_count = sizeof quantities / sizeof quantities[0],
    .designs = designs,
    .design_count = sizeof designs / sizeof designs[0],
    .parts = parts,
    .part_count = sizeof parts / sizeof parts[0],
    .dimensions = dimensions,
    .dimension_count = sizeof dimensions / sizeof dimensions[0],
};

/* refwork_registry.c - the formulas follow the engine's grain: a column is a whole line
 * of the bill, what is fixed over the months is worked out once per trial, and what
 * designs share is a column of its own. */
#include "tests/bench/refwork_registry.h"

/* --- inputs --------------------------------------------------------------------- */

#define INPUT(name, meaning, law_of, a, b, c)                                                  \
    static const Quantity input_##name = {                                                     \
        .key = "refwork." #name,                                                               \
        .title = #name,                                                                        \
        .help = meaning,                                                                       \
        .unit = UNIT_NUMBER,                                                                   \
        .min = LAW_##law_of == LAW_NORMAL ? 0 : -1,                                            \
        .max = 1e12,                                                                           \
    };
#include "tests/bench/refwork.def"
#undef INPUT

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

/* A quantity computed by the formula of its name. */
#define DERIVED(name, when, begin, ...)                                                        \
    static const Quantity refwork_##name = {                                                   \
        .key = "refwork." #name,                                                               \
        .title = #name,                                                                        \
        .help = "of the workload",                                                             \
        .unit = UNIT_NUMBER,                                                                   \
        .timing = when,                                                                        \
        .from = FROM(__VA_ARGS__),                                                             \
        .formula = name,                                                                       \
        .initial = begin,                                                                      \
    }

/* --- fixed over the months --------------------------------------------------------- */

FORMULA(monthly_discount)
{
    const double *r = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_pow(1 + r[i], -1.0 / 12);
}
DERIVED(monthly_discount, PER_TRIAL, 0, NOW(input_r));

/* Peak load over what a GPU does. */
FORMULA(load)
{
    const double *in = from[0], *produced = from[1], *peak = from[2], *speed = from[3];
    const double *used = from[4];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (in[i] + produced[i]) * REFWORK_LOAD * peak[i] / (speed[i] * used[i]);
}
#define load_large load
#define load_small load
DERIVED(load_large, PER_TRIAL, 0, NOW(input_tin), NOW(input_tout), NOW(input_peak),
        NOW(input_thrL), NOW(input_util));
DERIVED(load_small, PER_TRIAL, 0, NOW(input_tin), NOW(input_tout), NOW(input_peak),
        NOW(input_thrS), NOW(input_util));

/* Paid for calls of the API per million requests, repeated ones included. */
FORMULA(calls)
{
    const double *in = from[0], *in_price = from[1], *produced = from[2], *out_price = from[3];
    const double *repeated = from[4];

    for (size_t i = 0; i < LANES; i++)
        out[i] =
            1000 * (in[i] * in_price[i] + produced[i] * out_price[i]) * (1 + repeated[i]);
}
DERIVED(calls, PER_TRIAL, 0, NOW(input_tin), NOW(input_pin), NOW(input_tout), NOW(input_pout),
        NOW(input_retry));

FORMULA(product)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] * b[i];
}
#define incident product
#define retrain_gpu product
#define operate_0 product
#define operate_1 product
#define operate_2 product
#define operate_3 product
DERIVED(incident, PER_TRIAL, 0, NOW(input_qh), NOW(input_eng));
DERIVED(retrain_gpu, PER_TRIAL, 0, NOW(input_rsh), NOW(input_trh));
DERIVED(operate_0, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh0));
DERIVED(operate_1, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh1));
DERIVED(operate_2, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh2));
DERIVED(operate_3, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh3));

/* Labels and engineers for the events that need retraining. */
FORMULA(retrain_people)
{
    const double *share = from[0], *labels = from[1], *price = from[2], *engineers = from[3];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * (labels[i] * price[i] + engineers[i]);
}
DERIVED(retrain_people, PER_TRIAL, 0, NOW(input_rsh), NOW(input_nlab), NOW(input_lab),
        NOW(refwork_incident));

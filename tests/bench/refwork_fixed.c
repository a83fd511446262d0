/* refwork_fixed.c - the inputs of refwork-1 and what follows from them once per trial. */
#include "tests/bench/refwork_quantities.h"

/* --- inputs --------------------------------------------------------------------- */

#define INPUT(name, meaning, law_of, a, b, c)                                                  \
    const Quantity input_##name = {                                                            \
        .key = "refwork." #name,                                                               \
        .title = #name,                                                                        \
        .help = meaning,                                                                       \
        .unit = UNIT_NUMBER,                                                                   \
        .min = LAW_##law_of == LAW_NORMAL ? 0 : -1,                                            \
        .max = 1e12,                                                                           \
    };
#include "tests/bench/refwork.def"
#undef INPUT

/* --- fixed over the months --------------------------------------------------------- */

FORMULA(monthly_discount)
{
    const double *r = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_pow(1 + r[i], -1.0 / 12);
}
DERIVED(monthly_discount, monthly_discount, PER_TRIAL, 0, NOW(input_r));

/* GPUs needed at peak per million requests a month. */
FORMULA(load)
{
    const double *in = from[0], *produced = from[1], *peak = from[2], *speed = from[3];
    const double *used = from[4];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (in[i] + produced[i]) * REFWORK_LOAD * peak[i] / (speed[i] * used[i]);
}
DERIVED(load_large, load, PER_TRIAL, 0, NOW(input_tin), NOW(input_tout), NOW(input_peak),
        NOW(input_thrL), NOW(input_util));
DERIVED(load_small, load, PER_TRIAL, 0, NOW(input_tin), NOW(input_tout), NOW(input_peak),
        NOW(input_thrS), NOW(input_util));

/* Paid to the API for a million requests, repeated calls included: of those that the
 * cache does not answer, and of those that are escalated. */
LANE double calls(const double *const from[], size_t i)
{
    const double *in = from[0], *in_price = from[1], *produced = from[2], *out_price = from[3];
    const double *repeated = from[4];

    return 1000 * (in[i] * in_price[i] + produced[i] * out_price[i]) * (1 + repeated[i]);
}
FORMULA(calls_uncached)
{
    const double *cached = from[5];

    for (size_t i = 0; i < LANES; i++)
        out[i] = calls(from, i) * (1 - cached[i]);
}
FORMULA(calls_escalated)
{
    const double *escalated = from[5];

    for (size_t i = 0; i < LANES; i++)
        out[i] = calls(from, i) * escalated[i];
}
DERIVED(calls_0, calls_uncached, PER_TRIAL, 0, NOW(input_tin), NOW(input_pin), NOW(input_tout),
        NOW(input_pout), NOW(input_retry), NOW(input_cache));
DERIVED(calls_3, calls_escalated, PER_TRIAL, 0, NOW(input_tin), NOW(input_pin), NOW(input_tout),
        NOW(input_pout), NOW(input_retry), NOW(input_esc));

FORMULA(product)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] * b[i];
}
DERIVED(effort, product, PER_TRIAL, 0, NOW(input_qh), NOW(input_eng));
DERIVED(retrain_gpu, product, PER_TRIAL, 0, NOW(input_rsh), NOW(input_trh));
DERIVED(operate_0, product, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh0));
DERIVED(operate_1, product, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh1));
DERIVED(operate_2, product, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh2));
DERIVED(operate_3, product, PER_TRIAL, 0, NOW(input_eng), NOW(input_oh3));

/* Labels and engineers, for the share of the events that needs retraining. */
FORMULA(retrain_people)
{
    const double *share = from[0], *labels = from[1], *price = from[2], *engineers = from[3];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * (labels[i] * price[i] + engineers[i]);
}
DERIVED(retrain_people, retrain_people, PER_TRIAL, 0, NOW(input_rsh), NOW(input_nlab),
        NOW(input_lab), NOW(refwork_effort));

/* What the errors among a million requests cost, in each design. */
FORMULA(errors_0)
{
    const double *rate = from[0], *cost = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1e6 * rate[i] * cost[i];
}
FORMULA(errors_3)
{
    const double *errors = from[0], *escalated = from[1], *ratio = from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = errors[i] * (escalated[i] + (1 - escalated[i]) * 0.5 * (1 + ratio[i]));
}
DERIVED(errors_0, errors_0, PER_TRIAL, 0, NOW(input_er0), NOW(input_cerr));
DERIVED(errors_1, product, PER_TRIAL, 0, NOW(refwork_errors_0), NOW(input_er1));
DERIVED(errors_2, product, PER_TRIAL, 0, NOW(refwork_errors_0), NOW(input_er2));
DERIVED(errors_3, errors_3, PER_TRIAL, 0, NOW(refwork_errors_0), NOW(input_esc),
        NOW(input_er2));

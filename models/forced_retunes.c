/* forced_retunes.c - retrains that no policy asks for.
 *
 * A tuned model falls with the model it was tuned from: each time a lifetime L is over,
 * floor(m/L) times by the end of month m, the next base model is tuned in its place. A
 * vendor's models retire; weights that one has do not, unless a scenario says so. And
 * people ask for other behaviour, so many times a year, without regard to one another
 * (Poisson).
 *
 * Each costs what a retrain costs, stands at the beginning of its month, because a
 * retirement is announced (92 to 244 days before, in the source below), and makes the
 * weights as fresh as a retrain does. It comes besides the policy, whose calendar goes on.
 * Assumption: the base model is new at launch; of an older one state what is left.
 */
#include "models/model.h"
#include "sim/base/counts.h"

static const Quantity own_lifetime = {
    .key = "model.lifetime",
    .title = "Lifetime of the base model",
    .help = "time from the launch to the end of the base model, and of each that follows; 0 is "
            "no end",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 1200,
    .prior = "0 months",
    .source = "assumption: weights that one has do not retire",
    .part = PART_TUNED | PART_HOSTED,
};

static const Quantity vendor_lifetime = {
    .key = "api.model_lifetime",
    .title = "Lifetime of the vendor's model",
    .help = "time from the launch until the vendor retires the base model, and each that "
            "follows, with what was tuned from it; 0 is no end",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 1200,
    .prior = "[12 months, 20 months, 44 months]",
    .source = "shortest, median and longest life of 21 models on the deprecation pages of "
              "OpenAI, Anthropic and Google, 2026-11",
    .part = PART_TUNED | PART_API,
};

enum { LIFETIME, WHEN };

/* Lives that are over: a hair below a whole number is that number. */
LANE double lives(double months, double lifetime)
{
    double over = lane_floor(months * (1 + 1e-12) / lifetime);

    return lifetime > 0 ? over : 0;
}

FORMULA(retired)
{
    const double *lifetime = from[LIFETIME], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lives(month, lifetime[i]) - lives(month - 1, lifetime[i]);
}

const Quantity training_own_retirements = {
    .key = "training.own_retirements",
    .title = "Own base models retired",
    .help = "retunes because the base model on own GPUs comes to its end",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e6,
    .formula = retired,
    .from = FROM([LIFETIME] = NOW(own_lifetime), [WHEN] = THIS_MONTH),
    .part = PART_TUNED | PART_HOSTED,
    .only_if = &own_lifetime,
    .adds_to = &training_forced_retunes,
};

const Quantity training_vendor_retirements = {
    .key = "training.vendor_retirements",
    .title = "Vendor's base models retired",
    .help = "retunes because the vendor retires the base model",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e6,
    .formula = retired,
    .from = FROM([LIFETIME] = NOW(vendor_lifetime), [WHEN] = THIS_MONTH),
    .part = PART_TUNED | PART_API,
    .only_if = &vendor_lifetime,
    .adds_to = &training_forced_retunes,
};

static const Quantity behaviour_changes = {
    .key = "training.behaviour_changes",
    .title = "Changes of behaviour",
    .help = "requests a year to have the tuned model behave otherwise, each a retune",
    .unit = UNIT_PER_YEAR,
    .min = 0,
    .max = 1200,
    .prior = "0 /year",
    .source = "assumption: neutral; count the changes of tone, format or policy of last year",
    .part = PART_TUNED,
};

enum { A_YEAR, UNIFORM };

/* Counts take long: none are drawn where nobody asks for any. */
FORMULA(requests)
{
    const double *a_year = from[A_YEAR];
    double rate[LANES];
    uint64_t asked = 0;

    for (size_t i = 0; i < LANES; i++) {
        rate[i] = a_year[i] / 12;
        asked |= a_year[i] > 0;
    }
    if (asked)
        counts_poisson(out, from[UNIFORM], rate);
    else
        memset(out, 0, LANES * sizeof *out);
}

const Quantity training_behaviour_retunes = {
    .key = "training.behaviour_retunes",
    .title = "Retunes of behaviour",
    .help = "retunes because other behaviour is asked for in this month",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e6,
    .formula = requests,
    .from = FROM([A_YEAR] = NOW(behaviour_changes), [UNIFORM] = DRAW),
    .part = PART_TUNED,
    .only_if = &behaviour_changes,
    .adds_to = &training_forced_retunes,
};

const Quantity training_forced_retunes = {
    .key = "training.forced_retunes",
    .title = "Forced retunes",
    .help = "retrains in this month that no policy asks for",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .part = PART_TUNED,
};

enum { COUNT, COST };

FORMULA(retunes)
{
    const double *count = from[COUNT], *cost = from[COST];

    for (size_t i = 0; i < LANES; i++)
        out[i] = count[i] * cost[i];
}

const Quantity monthly_forced_retunes = {
    .key = "monthly.forced_retunes",
    .title = "Forced retunes",
    .help = "retrains because the base model retires or other behaviour is asked for",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = retunes,
    .from = FROM([COUNT] = NOW(training_forced_retunes), [COST] = NOW(training_retrain_cost)),
    .part = PART_TUNED,
    .adds_to = &cost_updates,
};

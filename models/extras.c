/* extras.c - lines that a scenario adds to the bill: a review, a contract, a fee.
 *
 * paid once    = amount
 * a month      = amount * level
 * per request  = amount * level * requests of the month
 * per retrain  = amount * level * (retrains + forced retunes of the month)
 * level        = (1 + growth)^(month - 1), from that of the month before
 *
 * Nothing is assumed but that an amount stays as it is where no growth is stated. The
 * quantities are patterns: for a line called NAME the scenario's copies of them are
 * extras.NAME.monthly, extras.NAME.growth and so on, and the line is extras.NAME.
 */
#include "models/model.h"

/* --- the amount ---------------------------------------------------------------------- */

#define STATED(name, word, heading, text, measure, most)                                       \
    static const Quantity name = {                                                             \
        .key = word,                                                                           \
        .title = heading,                                                                      \
        .help = text,                                                                          \
        .unit = measure,                                                                       \
        .min = 0,                                                                              \
        .max = most,                                                                           \
    }

STATED(amount_once, "once", "paid once", "amount of a line of the scenario's own, paid once",
       UNIT_MONEY, 1e12);
STATED(amount_a_month, "monthly", "a month",
       "amount of a line of the scenario's own, in the first month", UNIT_MONEY_PER_MONTH,
       1e12);
STATED(amount_per_request, "per_request", "per request",
       "amount of a line of the scenario's own for each request, in the first month",
       UNIT_MONEY, 1e6);
STATED(amount_per_retrain, "per_retrain", "per retrain",
       "amount of a line of the scenario's own for each retrain, in the first month",
       UNIT_MONEY, 1e12);

static const Quantity growth = {
    .key = "growth",
    .title = "growth",
    .help = "how the amount changes from one month to the next",
    .unit = UNIT_SHARE_PER_MONTH,
    .min = -0.5,
    .max = 1,
    .prior = "0% /month",
    .source = "assumption: the amount stays as it is unless stated",
};

enum { BEFORE, GROWTH, WHEN };

FORMULA(grown)
{
    const double *before = from[BEFORE], *change = from[GROWTH], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month > 1 ? before[i] * (1 + change[i]) : 1;
}

static const Quantity level = {
    .key = "level",
    .title = "level",
    .help = "amount of this month over that of the first",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e50,
    .formula = grown,
    .from = FROM([BEFORE] = LAST(level), [GROWTH] = NOW(growth), [WHEN] = THIS_MONTH),
};

/* --- the line ------------------------------------------------------------------------ */

enum { AMOUNT, LEVEL, COUNT };

FORMULA(as_stated)
{
    const double *amount = from[AMOUNT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = amount[i];
}

FORMULA(at_level)
{
    const double *amount = from[AMOUNT], *by = from[LEVEL];

    for (size_t i = 0; i < LANES; i++)
        out[i] = amount[i] * by[i];
}

FORMULA(for_each)
{
    const double *amount = from[AMOUNT], *by = from[LEVEL], *count = from[COUNT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = amount[i] * by[i] * count[i];
}

enum { FORCED = COUNT + 1 };

FORMULA(for_each_retrain)
{
    const double *amount = from[AMOUNT], *by = from[LEVEL], *planned = from[COUNT];
    const double *forced = from[FORCED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = amount[i] * by[i] * (planned[i] + forced[i]);
}

static const Quantity line_once = {
    .key = "line_once",
    .title = "Line paid once",
    .help = "a line of the scenario's own, paid once",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = as_stated,
    .from = FROM([AMOUNT] = NOW(amount_once)),
    .adds_to = &cost_build,
};

static const Quantity line_a_month = {
    .key = "line_a_month",
    .title = "Line paid each month",
    .help = "a line of the scenario's own, paid each month",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = at_level,
    .from = FROM([AMOUNT] = NOW(amount_a_month), [LEVEL] = NOW(level)),
    .adds_to = &cost_infrastructure,
};

static const Quantity line_per_request = {
    .key = "line_per_request",
    .title = "Line paid per request",
    .help = "a line of the scenario's own, paid for each request of the month",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = for_each,
    .from = FROM([AMOUNT] = NOW(amount_per_request), [LEVEL] = NOW(level),
                 [COUNT] = NOW(traffic_requests)),
    .adds_to = &cost_infrastructure,
};

static const Quantity line_per_retrain = {
    .key = "line_per_retrain",
    .title = "Line paid per retrain",
    .help = "a line of the scenario's own, paid for each retrain of the month",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = for_each_retrain,
    .from = FROM([AMOUNT] = NOW(amount_per_retrain), [LEVEL] = NOW(level),
                 [COUNT] = NOW(training_retrains), [FORCED] = NOW(training_forced_retunes)),
    .part = PART_TUNED,
    .adds_to = &cost_updates,
};

const ExtraKind extra_kinds[EXTRA_KINDS] = {
    { { &amount_once, NULL, NULL, &line_once } },
    { { &amount_a_month, &growth, &level, &line_a_month } },
    { { &amount_per_request, &growth, &level, &line_per_request } },
    { { &amount_per_retrain, &growth, &level, &line_per_retrain } },
};

#include "tests/unit/random_value.h"

#include <math.h>
#include <string.h>

/* --- dice ---------------------------------------------------------------------------- */

/* SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
static uint64_t dice_throw(Dice *dice)
{
    uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

double dice_share(Dice *dice)
{
    return ((double)(dice_throw(dice) >> 11) + 0.5) * 0x1p-53;
}

size_t dice_below(Dice *dice, size_t count)
{
    return (size_t)(dice_share(dice) * (double)count);
}

bool dice_hit(Dice *dice, double chance)
{
    return dice_share(dice) < chance;
}

double dice_between(Dice *dice, double low, double high)
{
    return low + dice_share(dice) * (high - low);
}

/* --- numbers --------------------------------------------------------------------------- */

/* What is usual where the default is 0 and says nothing of it. */
static double usual_of_unit(Unit unit)
{
    static const double usual[UNIT_COUNT] = {
        [UNIT_NUMBER] = 20,
        [UNIT_SHARE] = 0.2,
        [UNIT_SHARE_PER_MONTH] = 0.02,
        [UNIT_SHARE_PER_YEAR] = 0.05,
        [UNIT_MONTHS] = 12,
        [UNIT_TOKENS] = 500,
        [UNIT_BYTES] = 500,
        [UNIT_GB] = 20,
        [UNIT_PER_DAY] = 2000,
        [UNIT_MONEY] = 5,
        [UNIT_MONEY_PER_MONTH] = 800,
        [UNIT_MONEY_PER_WEEK] = 2000,
    };
    return usual[unit] > 0 ? usual[unit] : 1;
}

static double within(double x, const Quantity *q)
{
    return q->min < q->max ? fmin(fmax(x, q->min), q->max) : x;
}

/* Defaults that mean that there is no limit: 1e9 tokens, 1000 years. */
#define AS_GOOD_AS_NONE 1e4

double random_number(Dice *dice, const Quantity *q, const Law *usual)
{
    double low = usual ? law_quantile(usual, 0.02) : 0;
    double high = usual ? law_quantile(usual, 0.98) : 0;

    if (low == 0 && high == 0) {
        double size = usual_of_unit(q->unit);
        double x = size * exp(dice_between(dice, log(0.05), log(5)));
        return within(q->min < 0 && dice_hit(dice, 0.4) ? -x : x, q);
    }
    if (low == high && low >= AS_GOOD_AS_NONE)
        return within(exp(dice_between(dice, log(low) / 3, log(low))), q);
    if (low <= 0)
        return within(dice_between(dice, 1.5 * low - 0.5 * high, 1.5 * high - 0.5 * low), q);
    return within(exp(dice_between(dice, log(low / 2), log(high * 2))), q);
}

/* A hair inside of the accepted range, so that a unit may round: 95% is 95 * 0.01. */
static double end_of_range(const Quantity *q, bool upper)
{
    double end = upper ? q->max : q->min;

    return end == 0 || end == 1 ? end : end - (upper ? 1 : -1) * fabs(end) * 1e-14;
}

/* An end of the accepted range, or somewhere between it and what is usual. */
static double extreme_number(Dice *dice, const Quantity *q, const Law *usual)
{
    double end = end_of_range(q, dice_hit(dice, 0.5));

    if (dice_hit(dice, 0.6))
        return end;
    double x = random_number(dice, q, usual);
    if (x > 0 && end > 0)
        return exp(dice_between(dice, log(fmin(x, end)), log(fmax(x, end))));
    return dice_between(dice, fmin(x, end), fmax(x, end));
}

/* --- text ------------------------------------------------------------------------------ */

static void plain_number(Text *out, const Quantity *q, double value)
{
    static const Currency dollars = { "USD", 1 };
    char unit[32];

    unit_symbol(unit, q->unit, &dollars);
    text_format(out, "%.15g%s%s", *unit == '%' ? 100 * value : value,
                *unit == '%' || *unit == '\0' ? "" : " ", unit);
}

void number_write(Text *out, const Quantity *quantity, double value)
{
    text_add(out, "\"");
    plain_number(out, quantity, value);
    text_add(out, "\"");
}

/* Numbers in rising order, each a little above the one before; false if there is no room. */
static bool rising(Dice *dice, const Quantity *q, const Law *usual, double x[3])
{
    for (int i = 0; i < 3; i++)
        x[i] = random_number(dice, q, usual);
    for (int i = 0; i < 3; i++)
        for (int k = i + 1; k < 3; k++)
            if (x[k] < x[i]) {
                double swap = x[i];
                x[i] = x[k], x[k] = swap;
            }
    return x[1] - x[0] > 0.01 * fabs(x[1]) && x[2] - x[1] > 0.01 * fabs(x[2]);
}

/* Write `before`, the numbers with `between` behind each but the last, `after`. */
static void numbers_write(Text *out, const Quantity *q, const char *before, const double *x,
                          int count, const char *between, const char *after)
{
    text_format(out, "\"%s", before);
    for (int i = 0; i < count; i++) {
        text_add(out, i > 0 ? between : "");
        plain_number(out, q, x[i]);
    }
    text_format(out, "%s\"", after);
}

/* A range without a shape must lie above 0, and one of shares below 100%. */
static void range_write(Text *out, Dice *dice, const Quantity *q, const double x[3])
{
    static const char *const widths[] = { "", " (80%)", " (90%)", " (95%)", " (min-max)" };
    static const char *const shapes[] = { "normal(", "uniform(" };
    const double ends[] = { x[0], x[2] };
    bool plain = x[0] > 0 && !(q->unit == UNIT_SHARE && (x[0] < 0.01 || x[2] > 0.98));

    if (plain && dice_hit(dice, 0.7))
        numbers_write(out, q, "", ends, 2, "..", widths[dice_below(dice, 5)]);
    else if (x[0] > 0 && q->unit != UNIT_SHARE && dice_hit(dice, 0.3))
        numbers_write(out, q, dice_hit(dice, 0.5) ? "gamma(" : "lognormal(", ends, 2, "..",
                      ")");
    else
        numbers_write(out, q, shapes[dice_below(dice, 2)], ends, 2, "..", ")");
}

static void quantiles_write(Text *out, const Quantity *q, const double x[3])
{
    static const int levels[] = { 10, 50, 90 };

    text_add(out, "\"quantiles(");
    for (int i = 0; i < 3; i++) {
        text_format(out, "%s%d%%: ", i > 0 ? ", " : "", levels[i]);
        plain_number(out, q, x[i]);
    }
    text_add(out, ")\"");
}

static void mixture_write(Text *out, Dice *dice, const Quantity *q, const double x[3])
{
    int share = 1 + (int)dice_below(dice, 98);

    text_format(out, "\"%d%% ", share);
    plain_number(out, q, x[0]);
    text_format(out, " | %d%% uniform(", 100 - share);
    plain_number(out, q, x[1]);
    text_add(out, "..");
    plain_number(out, q, x[2]);
    text_add(out, ")\"");
}

static void choice_write(Text *out, Dice *dice, const Quantity *q)
{
    size_t count = 0;

    while (q->choices[count])
        count++;
    size_t one = dice_below(dice, count), other = (one + 1) % count;
    if (dice_hit(dice, 0.2))
        text_format(out, "30%% %s | 70%% %s", q->choices[one], q->choices[other]);
    else
        text_add(out, q->choices[one]);
}

void random_value(Text *out, Dice *dice, const Quantity *q, const Law *usual)
{
    double x[3], form = dice_share(dice);

    if (q->choices) {
        choice_write(out, dice, q);
    } else if (form < 0.1 && q->min < q->max) {
        number_write(out, q, extreme_number(dice, q, usual));
    } else if (form < 0.6 || q->constant || !rising(dice, q, usual, x)) {
        number_write(out, q, random_number(dice, q, usual));
    } else if (form < 0.84) {
        range_write(out, dice, q, x);
    } else if (form < 0.92) {
        bool pert = dice_hit(dice, 0.5);
        numbers_write(out, q, pert ? "[" : "triangle(", x, 3, ", ", pert ? "]" : ")");
    } else if (form < 0.98) {
        mixture_write(out, dice, q, x);
    } else {
        quantiles_write(out, q, x);
    }
}

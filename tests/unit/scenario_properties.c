#include "tests/unit/scenario_properties.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "sim/engine/requests.h"
#include "tests/unit/scenario_look.h"
#include "tests/unit/support.h"

/* Rounding of a sum of some dozen terms, with room. */
#define EQUAL 1e-9

void property_lacks(Findings *findings, Property property, uint64_t seed, const char *format,
                    ...)
{
    va_list arguments;

    if (findings->failed[property]++ > 0)
        return;
    findings->seed[property] = seed;
    va_start(arguments, format);
    vsnprintf(findings->said[property], sizeof findings->said[property], format, arguments);
    va_end(arguments);
}

#define lacks(look, property, ...)                                                             \
    property_lacks((look)->findings, (property), (look)->seed, __VA_ARGS__)

/* --- each number by itself ------------------------------------------------------------------
 */

static bool is_billed(const Quantity *q)
{
    while (q && q != &cost_build && q != &cost_monthly)
        q = q->adds_to;
    return q;
}

/* Whether some x is not finite, or not within low..high; the first one is found at `lane`. */
static bool strays(const double *x, size_t lanes, double low, double high, size_t *lane)
{
    bool out = false;

    for (size_t i = 0; i < lanes; i++)
        out |= !(x[i] >= low && x[i] <= high);
    for (*lane = 0; out && x[*lane] >= low && x[*lane] <= high;)
        ++*lane;
    return out;
}

/* A request that gets no answer takes infinitely long; all else is a number. Costs are not
 * below 0, but for rises of wages and prices, which are differences: their range admits falls.
 * Shares are within 0..1, but for differences and what their quantity admits beyond, such as
 * reasoning of twice the answer. */
static void look_at_column(const Look *look, int k)
{
    const Quantity *q = look->wiring.ops[k].quantity;
    const double *x = block_column(look->ws, k);
    size_t lanes = q->timing == PER_REQUEST ? LANES : look->lanes, i;
    Findings *f = look->findings;

    f->looked[EVERY_NUMBER_IS_FINITE]++;
    if (strays(x, lanes, -DBL_MAX, q->timing == PER_REQUEST ? INFINITY : DBL_MAX, &i))
        lacks(look, EVERY_NUMBER_IS_FINITE, "%s in month %d, trial %zu: %g", q->key,
              look->month, i, x[i]);
    if (is_billed(q) && !(q->min < 0)) {
        f->looked[NO_COST_IS_NEGATIVE]++;
        if (strays(x, lanes, 0, DBL_MAX, &i))
            lacks(look, NO_COST_IS_NEGATIVE, "%s in month %d, trial %zu: %.15g", q->key,
                  look->month, i, x[i]);
    }
    if (q->unit == UNIT_SHARE && q->min < q->max) {
        f->looked[SHARES_ARE_SHARES]++;
        if (strays(x, lanes, q->min < 0 ? -DBL_MAX : 0, q->max > 1 ? DBL_MAX : 1, &i))
            lacks(look, SHARES_ARE_SHARES, "%s in month %d, trial %zu: %.17g", q->key,
                  look->month, i, x[i]);
    }
}

static void look_at_columns(const Look *look, Timing timing)
{
    for (int k = 0; k < look->wiring.op_count; k++)
        if (look->wiring.ops[k].timing == timing && look->wiring.ops[k].kind != OP_ABSENT)
            look_at_column(look, k);
}

/* --- sums ------------------------------------------------------------------------------------
 */

/* The first lane in which a and b are not the same but for rounding; LANES: none. */
static size_t first_unequal(const double *a, const double *b, size_t lanes)
{
    for (size_t i = 0; i < lanes; i++)
        if (!(fabs(a[i] - b[i]) <= EQUAL * (fabs(a[i]) + fabs(b[i]))))
            return i;
    return LANES;
}

static void expect_equal(const Look *look, Property property, const char *what, size_t design,
                         const double *a, const double *b)
{
    size_t i = first_unequal(a, b, look->lanes);

    look->findings->looked[property]++;
    if (i < LANES)
        lacks(look, property, "%s of %s in month %d, trial %zu: %.15g is not %.15g", what,
              look->s->designs[design].name, look->month, i, a[i], b[i]);
}

/* A total is the sum of what adds to it and is there. */
static void look_at_totals(const Look *look, Timing timing)
{
    for (const Total *total = look->totals; total < look->totals + look->total_count; total++) {
        double sum[LANES] = { 0 };
        if (total->quantity->timing != timing)
            continue;
        for (size_t k = 0; k < total->term_count; k++)
            for (size_t i = 0; i < look->lanes; i++)
                sum[i] += total->terms[k][i];
        expect_equal(look, TOTALS_ARE_SUMS, total->quantity->key, total->design, total->value,
                     sum);
    }
}

/* The four that make the cash, and the cash with the failures. */
static void look_at_cash(const Look *look, size_t design)
{
    const Costs *c = &look->costs[design];
    double cash[LANES], monthly[LANES];

    for (size_t i = 0; i < look->lanes; i++) {
        cash[i] = c->inference[i] + c->infrastructure[i] + c->updates[i] + c->people[i];
        monthly[i] = c->cash[i] + c->failures[i];
    }
    expect_equal(look, TOTALS_ARE_SUMS, "cost.cash", design, c->cash, cash);
    expect_equal(look, TOTALS_ARE_SUMS, "cost.monthly", design, c->monthly, monthly);
}

/* --- over the months ---------------------------------------------------------- */

static void add_month(const Look *look, Costs *c)
{
    for (size_t i = 0; i < look->lanes; i++) {
        c->monthly_sum[i] += c->monthly[i];
        c->cash_sum[i] += c->cash[i];
        c->present[i] += c->monthly[i] * pow(1 + c->discount_rate[i], -look->month / 12.0);
        c->asked[i] += c->requests[i];
        c->good[i] += c->requests[i] * c->good_share[i];
    }
}

/* The whole horizon from its months, and what a thousand of something cost times how many
 * thousands there are. Of fewer than one request the price is that of one. */
static void look_at_horizon(const Look *look, size_t design)
{
    Costs *c = &look->costs[design];
    double asked[LANES], good[LANES];

    for (size_t i = 0; i < look->lanes; i++) {
        c->monthly_sum[i] += c->build[i];
        c->cash_sum[i] += c->build[i];
        c->present[i] += c->build[i];
        asked[i] = fmax(c->asked[i], 1) / 1000 * c->per_1000_requests[i];
        good[i] = fmax(c->good[i], 1) / 1000 * c->per_1000_good[i];
    }
    expect_equal(look, COSTS_ADD_UP_OVER_TIME, "cost.total", design, c->total, c->monthly_sum);
    expect_equal(look, COSTS_ADD_UP_OVER_TIME, "cost.cash_total", design, c->cash_total,
                 c->cash_sum);
    if (c->one_rate)
        expect_equal(look, COSTS_ADD_UP_OVER_TIME, "cost.npv", design, c->npv, c->present);
    expect_equal(look, A_REQUEST_COSTS_ITS_SHARE, "requests", design, c->cash_total, asked);
    expect_equal(look, A_REQUEST_COSTS_ITS_SHARE, "good answers", design, c->cash_total, good);
}

/* --- designs against each other
 * ----------------------------------------------------------------- */

/* Lines whose prices are twice as high. */
static void look_at_twins(const Look *look, Timing timing)
{
    for (const Twins *line = look->twins; line < look->twins + look->twin_count; line++) {
        double expected[LANES];
        if (line->quantity->timing != timing)
            continue;
        for (size_t i = 0; i < look->lanes; i++)
            expected[i] = 2 * line->once[i];
        size_t i = first_unequal(line->twice, expected, look->lanes);
        look->findings->looked[TWICE_THE_PRICE_IS_TWICE_THE_LINE] += line->once[0] > 0;
        if (i < LANES)
            lacks(look, TWICE_THE_PRICE_IS_TWICE_THE_LINE,
                  "%s in month %d, trial %zu: %.15g, and %.15g for twice the price",
                  line->quantity->key, look->month, i, line->once[i], line->twice[i]);
    }
}

/* The build of a design without its prompt engineering, which the first index or tuned
 * model makes needless, and without waiting, which may be shorter for that reason. */
static void lasting_build(const Look *look, size_t design, double *lasting)
{
    const double *prompts = look_column(look, design, &build_prompt_engineering);
    const double *delay = look_column(look, design, &build_delay);

    for (size_t i = 0; i < look->lanes; i++)
        lasting[i] =
            look->costs[design].build[i] - (prompts ? prompts[i] : 0) - (delay ? delay[i] : 0);
}

static void look_at_wider(const Look *look)
{
    long base = look_design(look, "base"), wider = look_design(look, "wider");
    double less[LANES], more[LANES];

    if (wider < 0)
        return;
    lasting_build(look, (size_t)base, less);
    lasting_build(look, (size_t)wider, more);
    look->findings->looked[A_PART_MORE_BUILDS_NO_CHEAPER]++;
    for (size_t i = 0; i < look->lanes; i++)
        if (!(more[i] >= less[i] - EQUAL * look->costs[wider].build[i])) {
            lacks(look, A_PART_MORE_BUILDS_NO_CHEAPER,
                  "trial %zu: base costs %.15g to build, wider %.15g", i, less[i], more[i]);
            return;
        }
}

/* --- one scenario
 * ----------------------------------------------------------------------------------- */

/* Whether something does not fit in some trial, so that the program refuses to answer. */
static bool is_refused(const Look *look)
{
    for (int k = 0; k < look->wiring.op_count; k++) {
        const Op *op = &look->wiring.ops[k];
        const double *x = block_column(look->ws, k);
        size_t i;
        if (op->kind == OP_ABSENT || !op->quantity->otherwise)
            continue;
        assert_int_equal(op->timing, PER_TRIAL);
        if (strays(x, look->lanes, op->quantity->least, INFINITY, &i))
            return true;
    }
    return false;
}

/* Those of one trial, one block of them: each state leaves its columns behind. */
static void look_at_requests(const Look *look)
{
    bool *none = memory_zeros((size_t)look->wiring.op_count + 1, sizeof *none);

    for (int state = 0; state < STATES; state++) {
        TrialRequests *requests =
            requests_make(look->ws, &(RequestsWanted){ STATE_ONLY(state), LANES, none });
        requests_simulate(requests, (int)(look->seed % look->lanes));
        look_at_columns(look, PER_REQUEST);
        requests_free(requests);
    }
    free(none);
}

static void look_at_all(Look *look)
{
    look_up(look);
    look_at_columns(look, PER_TRIAL);
    look_at_totals(look, PER_TRIAL);
    look_at_twins(look, PER_TRIAL);
    look_at_wider(look);
    for (look->month = 1; look->month <= look->s->months; look->month++) {
        block_month(look->ws, look->month);
        look_at_columns(look, PER_MONTH);
        look_at_totals(look, PER_MONTH);
        look_at_twins(look, PER_MONTH);
        for (size_t d = 0; d < look->s->design_count; d++) {
            look_at_cash(look, d);
            add_month(look, &look->costs[d]);
        }
    }
    look->month = look->s->months;
    block_end(look->ws);
    look_at_columns(look, AFTER);
    for (size_t d = 0; d < look->s->design_count; d++)
        look_at_horizon(look, d);
    look_at_requests(look);
}

bool properties_check(Findings *findings, const Scenario *scenario,
                      const RandomScenario *random, uint64_t seed)
{
    Look look = { .findings = findings, .seed = seed };

    look_begin(&look, scenario, random);
    bool answered = !is_refused(&look);
    if (answered)
        look_at_all(&look);
    findings->scenarios++;
    findings->refused += !answered;
    look_end(&look);
    return answered;
}

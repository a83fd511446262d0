/* answer_fixture.c - a bill of five components, each lognormal, that grows by month. */
#include "tests/unit/answer_fixture.h"

#include <math.h>
#include <stdlib.h>

#include "sim/base/quantile.h"

enum { TRIALS = 4096, COMPONENTS = 6, DESIGNS = 8, BUILD = 0, FAILURES = 5 };

#define GIVEN(name, text)                                                                      \
    {                                                                                          \
        .key = name, .title = text, .unit = UNIT_NUMBER, .min = 0, .max = 1e9                  \
    }
#define RESULT_OF(name, text, measure, when, above)                                            \
    {                                                                                          \
        .key = name, .title = text, .unit = measure, .timing = when, .adds_to = above,         \
        .report = REPORTED                                                                     \
    }

static const Quantity monthly =
    RESULT_OF("cost.monthly", "Monthly cost", UNIT_MONEY_PER_MONTH, PER_MONTH, NULL);
static const Quantity cash =
    RESULT_OF("cost.cash", "Cash", UNIT_MONEY_PER_MONTH, PER_MONTH, &monthly);
static const Quantity components[COMPONENTS] = {
    RESULT_OF("cost.build", "Build", UNIT_MONEY, PER_TRIAL, NULL),
    RESULT_OF("cost.inference", "Inference", UNIT_MONEY_PER_MONTH, PER_MONTH, &cash),
    RESULT_OF("cost.infrastructure", "Infrastructure", UNIT_MONEY_PER_MONTH, PER_MONTH, &cash),
    RESULT_OF("cost.updates", "Updates", UNIT_MONEY_PER_MONTH, PER_MONTH, &cash),
    RESULT_OF("cost.people", "People", UNIT_MONEY_PER_MONTH, PER_MONTH, &cash),
    RESULT_OF("cost.failures", "Failures", UNIT_MONEY_PER_MONTH, PER_MONTH, &monthly),
};
static const Quantity total = RESULT_OF("cost.total", "Total cost", UNIT_MONEY, AFTER, NULL);
static const Quantity cash_total =
    RESULT_OF("cost.cash_total", "Total cash", UNIT_MONEY, AFTER, NULL);
static const Quantity replicas =
    RESULT_OF("serving.replicas", "Replicas", UNIT_NUMBER, PER_MONTH, NULL);
static const Quantity response =
    RESULT_OF("latency.request", "Response time", UNIT_SECONDS, PER_REQUEST, NULL);
static const Quantity best_interval =
    RESULT_OF("training.optimal_interval", "Optimal interval", UNIT_MONTHS, PER_TRIAL, NULL);
static const Quantity line = {
    .key = "monthly.api_tokens",
    .title = "API tokens",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .adds_to = &components[1],
};
static const Quantity chunks = GIVEN("corpus.chunks", "Chunks");

static const Quantity *const quantities[] = {
    &components[0], &components[1], &components[2], &components[3], &components[4],
    &components[5], &cash,          &monthly,       &total,         &cash_total,
    &replicas,      &response,      &line,          &chunks,        &best_interval,
};

static const PartInfo parts[] = { { "corpus", "document index", "" },
                                  { "api", "model API", "" } };

static const Registry registry_of_fixture = {
    .quantities = quantities,
    .quantity_count = sizeof quantities / sizeof quantities[0],
    .parts = parts,
    .part_count = sizeof parts / sizeof parts[0],
    .build = &components[0],
    .monthly = &monthly,
    .cash = &cash,
};

/* What a design costs at the median: the build, then a month of each total. */
static const struct {
    const char *name, *own, *label, *own_label;
    double median[COMPONENTS];
} designs[DESIGNS] = {
    { "prompt", "alpha", "Prompt only", "Alpha", { 12e3, 11e3, 300, 0, 1500, 120 } },
    { "rag", "beta", "RAG", "Beta", { 31e3, 7.6e3, 1.4e3, 520, 700, 90 } },
    { "finetune", "gamma", "Fine-tuned", "Gamma", { 80e3, 1.4e3, 4.6e3, 5.4e3, 300, 80 } },
    { "combined", "delta", "Combined", "Delta", { 97e3, 1.3e3, 6.1e3, 4.0e3, 500, 60 } },
    { "small", "small", "Small model", "Small model", { 20e3, 5e3, 2e3, 500, 700, 200 } },
    { "cached", "cached", "RAG with a cache", "Cached", { 38e3, 5e3, 2e3, 700, 700, 90 } },
    { "hybrid", "hybrid", "Hybrid search", "Hybrid", { 41e3, 9e3, 2.2e3, 800, 900, 40 } },
    { "reviewed",
      "reviewed",
      "RAG with review",
      "Reviewed",
      { 33e3, 8e3, 1.5e3, 500, 9e3, 10 } },
};

typedef struct {
    Answer *a;
    const FixtureOptions *o;
    double *amount[DESIGNS][COMPONENTS]; /* per trial: the build, a month's mean */
    double *x, *cost[DESIGNS], *cash[DESIGNS];
} Maker;

/* The low bits of a linear congruential generator are poor: the high ones are used. */
static double uniform(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(*state >> 40) + 0.5) / (1 << 24);
}

/* A factor with median 1 and a P90 that is `spread` times its P10, from a sum of
 * twelve uniforms: near enough to a normal variable. */
static double factor(uint64_t *state, double spread)
{
    double z = -6;
    for (int i = 0; i < 12; i++)
        z += uniform(state);
    return exp(z * log(spread) / 2.563);
}

static void draw(Maker *m)
{
    const FixtureOptions *o = m->o;
    double spread = o->spread > 0 ? o->spread : 2.5;
    uint64_t state = 7;

    for (size_t d = 0; d < DESIGNS; d++)
        for (size_t c = 0; c < COMPONENTS; c++)
            m->amount[d][c] = arena_array(&m->a->arena, double, TRIALS);
    for (size_t i = 0; i < TRIALS; i++) {
        double traffic = factor(&state, spread);
        for (size_t d = 0; d < DESIGNS; d++)
            for (size_t c = 0; c < COMPONENTS; c++) {
                double median =
                    designs[o->equal ? 1 : d].median[c] * (o->scale > 0 ? o->scale : 1);
                double own = factor(&state, spread) * (c == 1 ? traffic : 1);
                bool none = o->free || (c == FAILURES && !o->failures);
                m->amount[d][c][i] = none ? 0 : median * (o->equal ? traffic : own);
            }
    }
}

/* The cost up to a month, when each month costs 2% of the mean more than the last. */
static double up_to(const Maker *m, size_t d, size_t trial, int month, bool with_failures)
{
    double a_month = 0, grown = month * (1 + 0.01 * (month - m->a->months));

    for (size_t c = 1; c < (with_failures ? COMPONENTS : FAILURES); c++)
        a_month += m->amount[d][c][trial];
    return m->amount[d][BUILD][trial] + a_month * grown;
}

static void add_result(Maker *m, size_t d, const Quantity *quantity, const char *key,
                       const double *x, size_t n)
{
    Items *results = &m->a->designs[d].results;

    results->items[results->count++] = (Item){
        .key = key ? key : quantity->key,
        .title = quantity->title,
        .unit = quantity->unit,
        .quantity = quantity,
        .monthly = quantity->timing == PER_MONTH,
        .summary = summary_make(x, n),
    };
}

static void add_results(Maker *m, size_t d)
{
    static const struct {
        const char *key;
        double seconds;
    } latencies[] = { { "latency.request.mean", 2.9 },
                      { "latency.request.p50", 2.7 },
                      { "latency.request.p95", 5.0 },
                      { "latency.request.p99", 7.1 } };
    DesignAnswer *design = &m->a->designs[d];
    uint64_t state = 100 + d;

    design->results.items = arena_array(&m->a->arena, Item, COMPONENTS + 9);
    for (size_t c = 0; c < COMPONENTS; c++)
        add_result(m, d, &components[c], NULL, m->amount[d][c], TRIALS);
    add_result(m, d, &total, NULL, m->cost[d], TRIALS);
    add_result(m, d, &cash_total, NULL, m->cash[d], TRIALS);
    for (size_t k = 0; k < sizeof latencies / sizeof latencies[0]; k++) {
        for (size_t i = 0; i < 256; i++)
            m->x[i] = m->o->saturated && i % 5 == 4
                          ? INFINITY
                          : latencies[k].seconds * factor(&state, 1.6);
        add_result(m, d, &response, latencies[k].key, m->x, 256);
    }
}

static Items one_item(Maker *m, const Quantity *quantity, double mean)
{
    Items items = { arena_array(&m->a->arena, Item, 1), 1 };

    items.items[0] = (Item){
        .key = quantity->key,
        .title = quantity->title,
        .unit = quantity->unit,
        .quantity = quantity,
        .total = quantity->adds_to ? quantity->adds_to->key : NULL,
        .monthly = quantity->timing == PER_MONTH,
        .summary = summary_of_mean((Estimate){ mean, mean / 80 }),
        .by_month = arena_array(&m->a->arena, Estimate, (size_t)m->a->months + 1),
    };
    for (int month = 1; month <= m->a->months; month++)
        items.items[0].by_month[month] = (Estimate){ mean, mean / 60 };
    return items;
}

/* At the end, at the peak, 3 of 4 futures answer in P95 of 9 s, the others not at all. */
static void add_states(Maker *m, size_t d)
{
    DesignAnswer *design = &m->a->designs[d];
    StateAnswer *launch = &design->states[LAUNCH_AT_MEAN];
    StateAnswer *end = &design->states[END_AT_PEAK];
    double p95[256];

    *launch = (StateAnswer){ .name = "launch_mean",
                             .title = "at launch, mean load",
                             .latencies = { design->results.items, 0 },
                             .stages = design->stages,
                             .stage_count = design->stage_count };
    for (size_t i = 0; i < 256; i++)
        p95[i] = i % 4 == 3 ? INFINITY : 9;
    *end = (StateAnswer){ .name = "end_peak",
                          .title = "at the end, busiest hour",
                          .saturated = { 0.25, 0.027 } };
    end->latencies = one_item(m, &response, 0);
    end->latencies.items[0].key = "latency.request.p95";
    end->latencies.items[0].summary = summary_make(p95, 256);
}

static void add_parts(Maker *m, size_t d)
{
    static const StageAnswer stages[] = {
        { "latency.search", "Search", { 0.31, 0.004 }, { 0.6, 0.01 }, { 0.47, 0.006 } },
        { "latency.decode", "Writing the answer", { 2.2, 0.03 }, { NAN, NAN }, { 4.8, 0.05 } },
    };
    DesignAnswer *design = &m->a->designs[d];

    design->components = arena_array(&m->a->arena, ComponentAnswer, COMPONENTS);
    design->component_count = COMPONENTS;
    for (size_t c = 0; c < COMPONENTS; c++) {
        double times = c == BUILD ? 1 : m->a->months;
        Estimate mean = answer_summary(design, components[c].key).mean;
        design->components[c] = (ComponentAnswer){ components[c].key,
                                                   components[c].title,
                                                   { times * mean.value, times * mean.se } };
    }
    design->stages = arena_array(&m->a->arena, StageAnswer, 2);
    design->stage_count = 2;
    for (size_t k = 0; k < 2; k++)
        design->stages[k] = stages[k];
    add_states(m, d);
    design->lines = one_item(m, &line, 8132.5);
    design->derived = one_item(m, &chunks, 231e3);
    design->given = one_item(m, &chunks, 5);
    design->given.count = 0;
}

/* The second and the third design are retrained; stale answers have a price where
 * failures have one. */
static void add_cadence(Maker *m, size_t d)
{
    double *column[4], spread = m->o->spread > 0 ? m->o->spread : 2.5;
    double scale = m->o->free ? 0 : m->o->scale > 0 ? m->o->scale : 1;
    const size_t n = CADENCE_TRIALS;
    uint64_t state = 300 + d;

    for (size_t k = 0; k < 4; k++)
        column[k] = arena_array(&m->a->arena, double, n);
    for (size_t i = 0; i < n; i++) {
        column[0][i] = 7e3 * scale * factor(&state, spread);
        column[1][i] = m->o->failures ? 4e4 * scale * factor(&state, spread) : 0;
        column[3][i] = 0.05 * factor(&state, spread);
        m->x[i] = 3 * factor(&state, spread);
    }
    m->a->designs[d].cadence = (CadenceTrials){ column[0], column[1], column[2], column[3], n };
    add_result(m, d, &best_interval, NULL, m->x, n);
}

/* Share of the trials in which a design is the cheapest; ties are split. */
static Estimate chance(Maker *m, double *const *costs, size_t design)
{
    for (size_t i = 0; i < TRIALS; i++) {
        int below = 0, ties = 0;
        for (size_t d = 0; d < m->a->design_count; d++) {
            below += costs[d][i] < costs[design][i];
            ties += costs[d][i] == costs[design][i];
        }
        m->x[i] = below ? 0 : 1.0 / ties;
    }
    return estimate_mean(m->x, TRIALS);
}

static void add_budget(Maker *m, size_t d)
{
    DesignAnswer *design = &m->a->designs[d];
    double dots[DOTS], curve[CURVE];

    for (size_t k = 0; k < DOTS; k++)
        dots[k] = ((double)k + 0.5) / DOTS;
    for (size_t k = 0; k < CURVE; k++)
        curve[k] = (double)k / (CURVE - 1);
    quantile_fill(design->dots, dots, DOTS, m->cash[d], TRIALS);
    quantile_fill(design->curve, curve, CURVE, m->cash[d], TRIALS);
    for (size_t i = 0; i < TRIALS; i++)
        m->x[i] = m->cash[d][i] <= m->a->scenario->budget;
    design->within_budget =
        isnan(m->a->scenario->budget) ? estimate_unknown : estimate_mean(m->x, TRIALS);
    design->cheapest = design->cheapest_eligible = chance(m, m->cost, d);
    design->meets_musts = (Estimate){ 1, 0 };
    design->regret = design->regret_eligible = (Estimate){ 1234.5, 12 };
}

static void add_months(Maker *m)
{
    double *costs[DESIGNS];

    for (size_t d = 0; d < m->a->design_count; d++) {
        costs[d] = arena_array(&m->a->arena, double, TRIALS);
        m->a->designs[d].by_month =
            arena_array(&m->a->arena, MonthAnswer, (size_t)m->a->months + 1);
    }
    for (int month = 0; month <= m->a->months; month++) {
        for (size_t d = 0; d < m->a->design_count; d++) {
            for (size_t i = 0; i < TRIALS; i++)
                costs[d][i] = up_to(m, d, i, month, true);
            m->a->designs[d].by_month[month].cumulative = summary_make(costs[d], TRIALS);
        }
        for (size_t d = 0; d < m->a->design_count; d++)
            m->a->designs[d].by_month[month].cheapest =
                m->a->designs[d].by_month[month].cheapest_eligible = chance(m, costs, d);
    }
}

static void add_order_and_pairs(Maker *m)
{
    Answer *a = m->a;

    a->order = arena_array(&a->arena, size_t, a->design_count);
    for (size_t d = 0; d < a->design_count; d++) {
        size_t k = d;
        double cost = answer_summary(&a->designs[d], "cost.total").mean.value;
        for (; k > 0 &&
               answer_summary(&a->designs[a->order[k - 1]], "cost.total").mean.value > cost;
             k--)
            a->order[k] = a->order[k - 1];
        a->order[k] = d;
    }
    a->pairs = arena_array(&a->arena, PairAnswer, 1);
    a->pair_count = a->design_count > 1;
    for (size_t i = 0; a->pair_count && i < TRIALS; i++)
        m->x[i] = m->cost[0][i] - m->cost[1][i];
    if (a->pair_count)
        a->pairs[0] = (PairAnswer){
            .a = 0,
            .b = 1,
            .difference = summary_make(m->x, TRIALS),
            .a_cheaper = { 0.21, 0.004 },
        };
}

/* The first design alone meets the musts, and comes first. */
static void add_musts(Maker *m)
{
    Answer *a = m->a;
    size_t k = 0;

    a->musts = true;
    for (size_t d = 1; d < a->design_count; d++) {
        a->designs[d].ruled_out = true;
        a->designs[d].misses = "citations, freshness, output_format, latency";
        a->designs[d].meets_musts = a->designs[d].cheapest_eligible = (Estimate){ 0, 0 };
        a->designs[d].regret_eligible = estimate_unknown;
    }
    a->designs[0].cheapest_eligible = (Estimate){ 1, 0 };
    a->designs[0].regret_eligible = (Estimate){ 0, 0 };
    for (int month = 0; month <= a->months; month++)
        for (size_t d = 0; d < a->design_count; d++)
            a->designs[d].by_month[month].cheapest_eligible = (Estimate){ d == 0, 0 };
    while (a->order[k] != 0)
        k++;
    for (; k > 0; k--)
        a->order[k] = a->order[k - 1];
    a->order[0] = 0;
}

static void make_scenario(Scenario *s, const FixtureOptions *o)
{
    *s = (Scenario){
        .registry = &registry_of_fixture,
        .quantities = quantities,
        .quantity_count = registry_of_fixture.quantity_count,
        .path = "scenarios/support_assistant.yaml",
        .name = "Support assistant",
        .sha256 = "4f9c2e10aabbccddeeff00112233445566778899aabbccddeeff001122334455",
        .catalog_as_of = "2026-05-01",
        .currency = { "USD", 1 },
        .months = o->months > 0 ? o->months : 36,
        .budget = o->budget == 0 ? 450e3 : o->budget,
        .trials = TRIALS,
        .seed = 42,
        .sampler = SAMPLER_SOBOL,
        .design_count = o->designs > 0 ? o->designs : 4,
    };
    s->designs = arena_array(&s->arena, ScenarioDesign, DESIGNS);
    for (size_t d = 0; d < DESIGNS; d++)
        s->designs[d] = (ScenarioDesign){
            .name = o->own_designs ? designs[d].own : designs[d].name,
            .label = d == 1 && o->label ? o->label
                     : o->own_designs   ? designs[d].own_label
                                        : designs[d].label,
            .parts = d % 2 ? 3 : 2,
        };
}

void fixture_make(AnswerFixture *fixture, const FixtureOptions *options)
{
    static const FixtureOptions usual = { 0 };
    Answer *a = &fixture->answer;
    Maker m = { .a = a, .o = options ? options : &usual };

    make_scenario(&fixture->scenario, m.o);
    *a = (Answer){
        .scenario = &fixture->scenario,
        .trials = TRIALS,
        .request_trials = 256,
        .months = fixture->scenario.months,
        .design_count = fixture->scenario.design_count,
        .rank_key = "cost.total",
    };
    a->designs = arena_array(&a->arena, DesignAnswer, a->design_count);
    m.x = arena_array(&a->arena, double, TRIALS);
    draw(&m);
    for (size_t d = 0; d < a->design_count; d++) {
        a->designs[d].design = &fixture->scenario.designs[d];
        m.cost[d] = arena_array(&a->arena, double, TRIALS);
        m.cash[d] = arena_array(&a->arena, double, TRIALS);
        for (size_t i = 0; i < TRIALS; i++) {
            m.cost[d][i] = up_to(&m, d, i, a->months, true);
            m.cash[d][i] = up_to(&m, d, i, a->months, false);
        }
        add_results(&m, d);
        if (d == 1 || d == 2)
            add_cadence(&m, d);
        add_parts(&m, d);
    }
    for (size_t d = 0; d < a->design_count; d++)
        add_budget(&m, d);
    add_months(&m);
    add_order_and_pairs(&m);
    if (m.o->musts)
        add_musts(&m);
    verdict_make(a);
}

void fixture_free(AnswerFixture *fixture)
{
    answer_free(&fixture->answer);
    arena_free(&fixture->scenario.arena);
}

/* The answer of a run that is small enough to work out by hand. Two designs serve at
 * a price per month; `rich` pays 50 to build an index that saves half of it. */
#include "tests/unit/support.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/quantile.h"
#include "sim/results/answer.h"
#include "sim/results/results.h"

#define NUMBER_OF(id, name, lowest, text, value, measure, of_part)                             \
    static const Quantity id = {                                                               \
        .key = name,                                                                           \
        .title = "Given",                                                                      \
        .help = text,                                                                          \
        .unit = measure,                                                                       \
        .min = lowest,                                                                         \
        .max = 1e9,                                                                            \
        .prior = value,                                                                        \
        .source = "assumption: for tests",                                                     \
        .part = of_part,                                                                       \
    }

NUMBER_OF(volume, "toy.volume", 0, "how much", "3", UNIT_NUMBER, EVERY_DESIGN);
NUMBER_OF(price, "toy.price", 0, "of one", "$10", UNIT_MONEY, EVERY_DESIGN);
NUMBER_OF(saved, "toy.saved", 0, "by the index", "0.5", UNIT_NUMBER, PART_CORPUS);
NUMBER_OF(setup, "toy.setup", 0, "of the index", "$50", UNIT_MONEY, PART_CORPUS);
NUMBER_OF(damage, "toy.damage", 0, "by bad answers", "$0", UNIT_MONEY, EVERY_DESIGN);

#define TOTAL_OF(id, name, measure, when, above)                                               \
    static const Quantity id = {                                                               \
        .key = name,                                                                           \
        .title = "Total",                                                                      \
        .help = "a total",                                                                     \
        .unit = measure,                                                                       \
        .timing = when,                                                                        \
        .min = 0,                                                                              \
        .max = 1e15,                                                                           \
        .adds_to = above,                                                                      \
        .report = REPORTED,                                                                    \
    }

TOTAL_OF(build, "cost.build", UNIT_MONEY, PER_TRIAL, NULL);
TOTAL_OF(monthly, "cost.monthly", UNIT_MONEY_PER_MONTH, PER_MONTH, NULL);
TOTAL_OF(cash, "cost.cash", UNIT_MONEY_PER_MONTH, PER_MONTH, &monthly);
TOTAL_OF(inference, "cost.inference", UNIT_MONEY_PER_MONTH, PER_MONTH, &cash);
TOTAL_OF(failures, "cost.failures", UNIT_MONEY_PER_MONTH, PER_MONTH, &monthly);
TOTAL_OF(request, "latency.request", UNIT_SECONDS, PER_REQUEST, NULL);

#define LINE_OF(id, name, measure, when, above, of_part, how, ...)                             \
    static const Quantity id = {                                                               \
        .key = name,                                                                           \
        .title = "Line",                                                                       \
        .help = "a line",                                                                      \
        .unit = measure,                                                                       \
        .timing = when,                                                                        \
        .formula = how,                                                                        \
        .from = FROM(__VA_ARGS__),                                                             \
        .adds_to = above,                                                                      \
        .part = of_part,                                                                       \
    }

FORMULA(fees_of)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = from[0][i] * from[1][i] * (1 - from[2][i]);
}

FORMULA(copy_of)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = from[0][i];
}

FORMULA(wait_of)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = 0.25 + 0 * from[0][i];
}

LINE_OF(fees, "monthly.fees", UNIT_MONEY_PER_MONTH, PER_MONTH, &inference, EVERY_DESIGN,
        fees_of, NOW(volume), NOW(price), NOW(saved));
LINE_OF(index_built, "build.index", UNIT_MONEY, PER_TRIAL, &build, PART_CORPUS, copy_of,
        NOW(setup));
LINE_OF(harm, "monthly.harm", UNIT_MONEY_PER_MONTH, PER_MONTH, &failures, EVERY_DESIGN, copy_of,
        NOW(damage));
LINE_OF(waiting, "latency.wait", UNIT_SECONDS, PER_REQUEST, &request, EVERY_DESIGN, wait_of,
        NOW(volume));

FORMULA(sum_of)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = from[0][i] + from[1][i];
}

#define AFTER_OF(id, name, what)                                                               \
    static const Quantity id = {                                                               \
        .key = name,                                                                           \
        .title = "Sum",                                                                        \
        .help = "over the horizon",                                                            \
        .unit = UNIT_MONEY,                                                                    \
        .timing = AFTER,                                                                       \
        .formula = sum_of,                                                                     \
        .from = FROM(NOW(build), SUM(what)),                                                   \
        .report = REPORTED,                                                                    \
    }

AFTER_OF(total, "cost.total", monthly);
AFTER_OF(cash_total, "cost.cash_total", cash);

static const Quantity horizon = { .key = "money.horizon",
                                  .title = "Horizon",
                                  .help = "months",
                                  .unit = UNIT_MONTHS,
                                  .min = 1,
                                  .max = 600,
                                  .prior = "6 months",
                                  .source = "assumption: for tests",
                                  .constant = true };
static const Quantity budget = { .key = "money.budget",
                                 .title = "Budget",
                                 .help = "to stay inside",
                                 .unit = UNIT_MONEY,
                                 .min = 0,
                                 .max = 1e12,
                                 .prior = "$0",
                                 .source = "assumption: for tests",
                                 .constant = true };

static const Quantity *const quantities[] = { &horizon,    &budget,   &build,   &inference,
                                              &cash,       &failures, &monthly, &total,
                                              &cash_total, &request,  &fees,    &index_built,
                                              &harm,       &waiting };
static const Design designs[] = {
    { "plain", "Plain", "without an index", PART_API },
    { "rich", "Rich", "with an index", PART_API | PART_CORPUS },
};

#define PART(id, name, title, help) { name, title, help },
static const PartInfo parts[] = {
#include "models/parts.def"
};
#undef PART

static const Registry toy = {
    .quantities = quantities,
    .quantity_count = COUNT_OF(quantities),
    .designs = designs,
    .design_count = COUNT_OF(designs),
    .parts = parts,
    .part_count = COUNT_OF(parts),
    .build = &build,
    .monthly = &monthly,
    .cash = &cash,
};

typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
    Gatherer *gatherer;
    Answer answer;
} Fixture;

/* Everything up to the first trial. */
static void prepare(Fixture *f, const char *text, int threads)
{
    RunOptions options = run_defaults;
    Problems problems = { 0 };
    Error err = { 0 };

    if (!scenario_parse(&f->scenario, &toy, "toy.yaml", text, strlen(text), NULL, &problems))
        fail_msg("%s", problems.count ? problems.items[0].text : "no reason given");
    problems_free(&problems);
    if (!wiring_make(&f->wiring, &f->scenario, &err))
        fail_msg("%s", err.text);
    options.threads = threads;
    f->run = run_make(&f->wiring, &options, &err);
    assert_non_null(f->run);
    f->gatherer = gatherer_make(&f->scenario, &f->wiring, f->run);
}

static void finish(Fixture *f)
{
    Error err = { 0 };

    while (run_step(f->run, 100))
        if (run_round(f->run).complete)
            gatherer_take(f->gatherer);
    if (!answer_make(&f->answer, f->gatherer, &err))
        fail_msg("%s", err.text);
}

static void start(Fixture *f, const char *text)
{
    prepare(f, text, 0);
    finish(f);
}

static void stop(Fixture *f)
{
    answer_free(&f->answer);
    gatherer_free(f->gatherer);
    run_free(f->run);
    wiring_free(&f->wiring);
    scenario_free(&f->scenario);
}

#define HEAD "scenario: 1\nname: toy\nrun: { trials: 4096 }\n"

/* plain: 6 * 30 = 180. rich: 50 + 6 * 15 = 140. */
static void a_bill_by_hand(void **state)
{
    Fixture f;
    start(&f, HEAD);
    const DesignAnswer *plain = &f.answer.designs[0], *rich = &f.answer.designs[1];

    assert_true(answer_summary(plain, "cost.total").mean.value == 180);
    assert_true(answer_summary(rich, "cost.total").q[Q_P90].value == 140);
    assert_true(answer_summary(rich, "cost.total").mean.se == 0);
    assert_true(answer_summary(rich, "cost.inference").mean.value == 15);
    assert_int_equal(rich->lines.count, 3);
    assert_string_equal(rich->lines.items[0].key, "monthly.fees");
    assert_string_equal(rich->lines.items[0].total, "cost.inference");
    assert_true(rich->lines.items[0].monthly && rich->lines.items[0].summary.mean.value == 15);
    assert_true(rich->lines.items[0].by_month[0].value == 0);
    assert_true(rich->lines.items[0].by_month[6].value == 15);
    assert_string_equal(rich->lines.items[1].key, "build.index");
    assert_true(!rich->lines.items[1].monthly && rich->lines.items[1].by_month[0].value == 50);
    assert_int_equal(plain->lines.count, 2);
    assert_int_equal(f.answer.order[0], 1);
    stop(&f);
}

/* After m months 30 m against 50 + 15 m: rich is behind at 3 and ahead at 4. */
static void the_cheapest_changes_with_the_month(void **state)
{
    Fixture f;
    start(&f, HEAD);
    const DesignAnswer *plain = &f.answer.designs[0], *rich = &f.answer.designs[1];

    assert_true(plain->by_month[3].cumulative.q[Q_P50].value == 90);
    assert_true(rich->by_month[3].cumulative.q[Q_P50].value == 95);
    assert_true(plain->by_month[3].cheapest.value == 1 &&
                rich->by_month[3].cheapest.value == 0);
    assert_true(plain->by_month[4].cheapest.value == 0 &&
                rich->by_month[4].cheapest.value == 1);
    assert_true(plain->regret.value == 40 && rich->regret.value == 0);
    assert_int_equal(f.answer.pair_count, 1);
    assert_true(f.answer.pairs[0].difference.mean.value == 40);
    assert_true(f.answer.pairs[0].a_cheaper.value == 0);
    assert_int_equal(f.answer.verdict.design, 1);
    assert_string_equal(f.answer.verdict.strength, "strong");
    assert_string_equal(f.answer.verdict.sentence,
                        "Rich is the cheapest design in more than 99 of 100 futures.");
    stop(&f);
}

static void ties_are_shared(void **state)
{
    Fixture f;
    start(&f, HEAD "toy.saved: 0\ntoy.setup: $0\n");

    assert_true(f.answer.designs[0].cheapest.value == 0.5);
    assert_true(f.answer.designs[1].cheapest.value == 0.5);
    assert_true(f.answer.pairs[0].a_cheaper.value == 0.5);
    assert_true(f.answer.pairs[0].equal.value == 1);
    assert_string_equal(f.answer.verdict.strength, "toss-up");
    stop(&f);
}

/* The price p is uniform on 3.5..8.5, so that P10 and P90 are 4 and 8. rich is cheaper if
 * 6 * 3 p / 2 > 50, so p > 50 / 9: with chance (8.5 - 50/9) / 5 = 0.5889. plain stays
 * inside $126 if 18 p <= 126, p <= 7: 0.7. Where rich is dearer it is so by 50 - 9 p, on
 * average over all futures 9 * (50/9 - 3.5)^2 / 2 / 5 = 3.8025 with a standard deviation of
 * 5.7: within 3 standard errors, 0.27. Sobol points leave an error far below that of the
 * bound 0.5 / 64 = 0.008. */
static void chances_by_hand(void **state)
{
    Fixture f;
    start(&f, HEAD "toy.price: uniform($4..$8)\nmoney.budget: $126\n");
    const DesignAnswer *plain = &f.answer.designs[0], *rich = &f.answer.designs[1];

    assert_near(rich->cheapest.value, 0.5889, 0.005);
    assert_near(plain->cheapest.value, 1 - 0.5889, 0.005);
    assert_near(plain->within_budget.value, 0.7, 0.005);
    assert_true(rich->cheapest.se > 0 && rich->cheapest.se < 0.02);
    assert_near(plain->dots[0], 18 * 3.55, 0.5);
    assert_near(plain->dots[49], 18 * 8.45, 0.5);
    assert_near(plain->curve[160], 18 * 7.5, 0.5);
    assert_string_equal(f.answer.verdict.strength, "weak");
    assert_non_null(strstr(f.answer.verdict.sentence,
                           "Rich is the cheapest design in 59 of 100 futures. Knowing the "
                           "future would be worth $3."));
    assert_near(f.answer.verdict.regret.value, 3.8025, 0.27);
    stop(&f);
}

/* Cash is 180, ranking cost 180 + 6 * 5. */
static void failures_count_for_the_rank_and_not_for_the_budget(void **state)
{
    Fixture f;
    start(&f, HEAD "toy.damage: $5\nmoney.budget: $190\n");
    const DesignAnswer *plain = &f.answer.designs[0];

    assert_true(answer_summary(plain, "cost.total").mean.value == 210);
    assert_true(plain->within_budget.value == 1);
    assert_true(plain->dots[25] == 180);
    assert_int_equal(plain->component_count, 3);
    assert_string_equal(plain->components[1].key, "cost.inference");
    assert_true(plain->components[1].mean.value == 180);
    assert_string_equal(plain->components[2].key, "cost.failures");
    assert_true(plain->components[2].mean.value == 30);
    stop(&f);
}

/* A given total is a line itself, and what would add to it is none. */
static void a_total_that_is_given_stands_for_its_lines(void **state)
{
    Fixture f;
    start(&f,
          HEAD "designs:\n  plain: { cost.cash: $7 /month }\n  rich: { cost.build: $20 }\n");
    const DesignAnswer *plain = &f.answer.designs[0], *rich = &f.answer.designs[1];

    assert_true(answer_summary(plain, "cost.total").mean.value == 42);
    assert_int_equal(plain->lines.count, 2);
    assert_string_equal(plain->lines.items[0].key, "cost.cash");
    assert_string_equal(plain->components[1].key, "cost.cash");
    assert_true(plain->components[1].mean.value == 42);
    assert_true(answer_summary(rich, "cost.total").mean.value == 20 + 90);
    for (size_t i = 0; i < rich->lines.count; i++)
        assert_string_not_equal(rich->lines.items[i].key, "build.index");
    stop(&f);
}

static void response_times_are_results_and_stages(void **state)
{
    Fixture f;
    start(&f, HEAD);
    const DesignAnswer *plain = &f.answer.designs[0];

    assert_close(answer_summary(plain, "latency.request.p95").q[Q_P50].value, 0.25, 1e-12);
    assert_close(answer_summary(plain, "latency.request.mean").mean.value, 0.25, 1e-12);
    assert_int_equal(plain->stage_count, 1);
    assert_string_equal(plain->stages[0].name, "latency.wait");
    assert_close(plain->stages[0].mean.value, 0.25, 1e-12);
    assert_close(plain->stages[0].p95.value, 0.25, 1e-12);
    assert_close(answer_latency(plain, END_AT_PEAK, "latency.request.p99").q[Q_P90].value, 0.25,
                 1e-12);
    assert_string_equal(plain->states[END_AT_PEAK].name, "end_peak");
    assert_true(plain->states[END_AT_PEAK].saturated.value == 0);
    assert_null(answer_result(plain, "latency.request"));
    assert_true(isnan(answer_summary(plain, "no.such").mean.value));
    stop(&f);
}

static void given_and_derived_are_told_apart(void **state)
{
    Fixture f;
    bool price_given = false;
    start(&f, HEAD);
    const DesignAnswer *plain = &f.answer.designs[0];

    for (size_t i = 0; i < plain->given.count; i++) {
        assert_string_not_equal(plain->given.items[i].key, "toy.saved");
        if (strcmp(plain->given.items[i].key, "toy.price") == 0)
            price_given = plain->given.items[i].summary.mean.value == 10;
    }
    assert_true(price_given);
    for (size_t i = 0; i < plain->derived.count; i++)
        assert_string_not_equal(plain->derived.items[i].key, "monthly.fees");
    stop(&f);
}

/* --- a run of several rounds -------------------------------------------------------- */

#define MANY                                                                                   \
    "scenario: 1\nname: toy\nrun: { trials: 150001 }\nmoney.budget: $126\n"                    \
    "toy: { price: uniform($4..$8), setup: $20..$90, saved: 20%..70%, damage: 0 }\n"

/* The values of all rounds, [design][trial]: their total cost, that up to month 2. */
typedef struct {
    double total[2][150001], early[2][150001], x[150001];
} Everything;

static void remember(Everything *all, const Fixture *f)
{
    Round round = run_round(f->run);

    for (size_t d = 0; d < 2; d++) {
        memcpy(all->total[d] + round.first, run_values(f->run, d, &total),
               round.trials * sizeof(double));
        memcpy(all->early[d] + round.first, run_cumulative(f->run, d, 2),
               round.trials * sizeof(double));
    }
}

/* Against the exact summary of all trials. */
static void assert_like(Summary summary, const double *x, size_t n, double half_bin)
{
    Summary exact = summary_make(x, n);

    assert_close(summary.mean.value, exact.mean.value, 1e-13);
    assert_close(summary.sd, exact.sd, 1e-11);
    assert_true(summary.mean.se > 0 && summary.mean.se < 1e-2 * exact.sd);
    for (size_t q = 0; q < Q_COUNT; q++) {
        assert_close(summary.q[q].value, exact.q[q].value, 1.001 * half_bin);
        assert_true(summary.q[q].se >= 0.999 * half_bin * fabs(exact.q[q].value));
    }
}

static void rounds_add_up_to_what_all_trials_say(void **state)
{
    Fixture f;
    Everything *all = malloc(sizeof *all);
    double level = 0.77, quantile;
    prepare(&f, MANY, 2);
    for (size_t n = 150001; run_step(f.run, 7);)
        if (run_round(f.run).complete) {
            assert_true(run_round(f.run).trials < n);
            remember(all, &f);
            gatherer_take(f.gatherer);
        }
    finish(&f);
    for (size_t d = 0; d < 2; d++) {
        const DesignAnswer *design = &f.answer.designs[d];
        assert_like(answer_summary(design, "cost.total"), all->total[d], 150001, 0x1p-14);
        assert_like(design->by_month[2].cumulative, all->early[d], 150001, 0x1p-11);
        quantile_fill(&quantile, &level, 1, all->total[d], 150001);
        assert_close(design->curve[154], quantile, 1e-4);
        assert_true(design->dots[38] == design->curve[154]);
    }
    for (size_t i = 0; i < 150001; i++)
        all->x[i] = all->total[0][i] - all->total[1][i];
    assert_like(f.answer.pairs[0].difference, all->x, 150001, 0x1p-14);
    for (size_t i = 0; i < 150001; i++)
        all->x[i] = all->total[0][i] < all->total[1][i];
    Estimate cheaper = estimate_mean(all->x, 150001);
    assert_close(f.answer.designs[0].cheapest.value, cheaper.value, 1e-13);
    assert_close(f.answer.pairs[0].a_cheaper.value, cheaper.value, 1e-13);
    for (size_t i = 0; i < 150001; i++)
        all->x[i] = fmax(all->total[0][i] - all->total[1][i], 0);
    assert_close(f.answer.designs[0].regret.value, estimate_mean(all->x, 150001).value, 1e-12);
    free(all);
    stop(&f);
}

static void rounds_give_the_same_bits_on_any_number_of_threads(void **state)
{
    Fixture one, three;
    prepare(&one, MANY, 1);
    finish(&one);
    prepare(&three, MANY, 3);
    finish(&three);

    for (size_t d = 0; d < 2; d++) {
        const DesignAnswer *a = &one.answer.designs[d], *b = &three.answer.designs[d];
        Summary cost_a = answer_summary(a, "cost.total"),
                cost_b = answer_summary(b, "cost.total");
        assert_memory_equal(&cost_a, &cost_b, sizeof cost_a);
        assert_memory_equal(a->by_month, b->by_month, 7 * sizeof *a->by_month);
        assert_memory_equal(a->curve, b->curve, sizeof a->curve);
        assert_memory_equal(&a->regret, &b->regret, sizeof a->regret);
    }
    stop(&one);
    stop(&three);
}

static const Cell *cell(const Table *table, size_t row, int column)
{
    return &table->cells[row * (size_t)table->columns + (size_t)column];
}

static void tables_show_the_answer(void **state)
{
    Fixture f;
    Arena arena = { 0 };
    start(&f, HEAD);
    Table costs = result_table(result_find("comparison"), &f.answer, &arena);
    Table bill = result_table(result_find("bill"), &f.answer, &arena);
    Table months = result_table(result_find("by_month"), &f.answer, &arena);

    assert_int_equal(costs.rows, 2);
    assert_string_equal(cell(&costs, 0, 0)->text, "Rich");
    assert_true(cell(&costs, 0, 2)->number == 140);
    assert_int_equal(bill.rows, 3);
    assert_true(isnan(cell(&bill, 1, 3)->number));
    assert_true(cell(&bill, 1, 4)->number == 50);
    assert_int_equal(months.rows, 7);
    assert_true(cell(&months, 6, 1)->number == 180);
    assert_null(result_find("no_such"));
    arena_free(&arena);
    stop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bill_by_hand),
        cmocka_unit_test(the_cheapest_changes_with_the_month),
        cmocka_unit_test(ties_are_shared),
        cmocka_unit_test(chances_by_hand),
        cmocka_unit_test(failures_count_for_the_rank_and_not_for_the_budget),
        cmocka_unit_test(a_total_that_is_given_stands_for_its_lines),
        cmocka_unit_test(response_times_are_results_and_stages),
        cmocka_unit_test(given_and_derived_are_told_apart),
        cmocka_unit_test(tables_show_the_answer),
        cmocka_unit_test(rounds_add_up_to_what_all_trials_say),
        cmocka_unit_test(rounds_give_the_same_bits_on_any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

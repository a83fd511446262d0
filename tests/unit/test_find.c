/* The value at which a condition begins or ceases to hold. */
#include "tests/unit/support.h"

#include "sim/decision/find.h"
#include "sim/output/sweep_out.h"
#include "tests/unit/break_even_case.h"

/* A search, and what it needs. */
typedef struct {
    BreakEvenCase even;
    SweepInput x;
    Condition condition;
    Find find;
} Search;

static void search(Search *s, const char *text, const char *condition, const char *x)
{
    Error err;

    break_even_make(&s->even, text);
    if (!condition_parse(&s->condition, "--find", condition, &s->even.scenario, &s->even.arena,
                         &err) ||
        !sweep_input_parse(&s->x, "-x", x, 9, &s->even.scenario, &s->even.arena, &err) ||
        !find_make(&s->find, &s->even.base, &s->even.scenario, &s->x, &s->condition, &err))
        fail_msg("%s", err.text);
    while (s->find.done < s->x.count)
        assert_true(find_step(&s->find, break_even_tell, NULL));
}

static void search_free(Search *s)
{
    find_free(&s->find);
    break_even_free(&s->even);
}

/* Plain costs 3100 + 24 (410 + 0.073 q): it stays below $30,000 up to
 * q = (30000 - 3100 - 9840) / 1.752 = 9737.443. */
static void a_boundary_of_straight_lines_is_the_closed_form(void **state)
{
    static const struct {
        const char *condition, *x;
        bool below;
    } cases[] = {
        { "p90(plain cost.total) < $30k", "traffic.volume=100..100k", true },
        { "mean(plain cost.total) >= 30k", "traffic.volume=1k..40k:3:linear", false },
        { "mean(plain cost.total) < 30k and mean(indexed cost.total) < $90k",
          "traffic.volume=500,12k", true },
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        Search s;
        search(&s, break_even_text, cases[i].condition, cases[i].x);
        assert_int_equal(s.find.boundary_count, 1);
        const FindBoundary *b = &s.find.boundaries[0];
        assert_close(b->x, (30000 - 3100 - 9840) / 1.752, 1e-6);
        assert_true((b->holds.x < b->fails.x) == cases[i].below);
        assert_int_equal(b->term, 0);
        search_free(&s);
    }
}

/* The sides that are reported, set by themselves: one holds and the other does not. */
static void a_boundary_holds_on_one_side_and_fails_on_the_other(void **state)
{
    static const char text[] = "scenario: 1\n"
                               "traffic: { volume: 3k..9k }\n"
                               "designs:\n"
                               "  plain: { use.setup: $1k..$9k, use.fixed: $100..$410 /month, "
                               "use.price: $0.02..$0.09 }\n"
                               "run: { trials: 1024, seed: 3 }\n";
    Search s;

    search(&s, text, "p75(plain cost.total) < $12k", "traffic.volume=100..100k");
    assert_int_equal(s.find.boundary_count, 1);
    const FindBoundary *b = &s.find.boundaries[0];
    assert_true(b->holds.x < b->x && b->x < b->fails.x);
    assert_close(b->holds.x, b->fails.x, 2e-4);
    assert_true(b->se > 0 && b->se < 0.1 * b->x);
    for (int side = 0; side < 2; side++) {
        const FindProbe *probe = side ? &b->fails : &b->holds;
        const char *set = arena_format(&s.even.arena, "traffic.volume=%s", probe->text);
        Problems problems = { 0 };
        Variant variant;
        assert_true(variant_make(&variant, &s.even.base, &set, 1, &variant_costs, &problems));
        Summary cost = summary_make(variant_values(&variant, 0, "cost.total"), 1024);
        assert_true((cost.q[Q_P75].value < 12e3) == (side == 0));
        assert_near(cost.q[Q_P75].value, probe->terms[0].value, 0);
        variant_free(&variant);
        problems_free(&problems);
    }
    search_free(&s);
}

/* The median of S + 12 q p over lognormal p is S + 12 q m: q = (12k - 3k) / (12 m). The
 * scale parameter of p = $0.02..$0.08 is ln(4) / 2.5631; the relative error of a median is
 * 1.2533 of it by the root of the trials; so is that of the boundary, for random draws. */
static void a_boundary_is_as_unsure_as_the_statistic(void **state)
{
    static const char text[] =
        "scenario: 1\n"
        "traffic: { volume: 3k..9k }\n"
        "designs:\n"
        "  plain: { use.setup: $3k, use.fixed: $0 /month, use.price: $0.02..$0.08 }\n"
        "run: { trials: 65536, seed: 3, sampler: random }\n";
    const double expected = 9000 / (12 * 0.04), relative = 1.2533 * log(4) / 2.5631 / 256;
    Search s;

    search(&s, text, "p50(plain cost.total) < $12k", "traffic.volume=1k..90k:4");
    const FindBoundary *b = &s.find.boundaries[0];
    assert_close(b->x, expected, 4 * relative);
    assert_close(b->se, relative * expected, 0.6);
    search_free(&s);
}

static void what_holds_everywhere_or_nowhere_has_no_boundary(void **state)
{
    Search s;

    search(&s, break_even_text, "mean(plain cost.total) > 1", "traffic.volume=1k..9k:3");
    assert_int_equal(s.find.boundary_count, 0);
    assert_true(s.find.probes[0].holds && s.find.probes[2].holds);
    search_free(&s);
    search(&s, break_even_text, "mean(plain cost.total) < 1", "traffic.volume=1k..9k:3");
    assert_int_equal(s.find.boundary_count, 0);
    assert_false(s.find.probes[0].holds || s.find.probes[2].holds);
    search_free(&s);
}

/* Plain is below $30k up to 9737, indexed above $40k from 9,620 on: it holds between. */
static void both_ends_of_an_interval_are_found(void **state)
{
    const double from = (40000 - 21700 - 24 * 655) / (24 * 0.0112);
    Search s;

    search(&s, break_even_text,
           "mean(plain cost.total) < $30k and mean(indexed cost.total) > $40k",
           "traffic.volume=1k,9.7k,90k");
    assert_int_equal(s.find.boundary_count, 2);
    assert_close(s.find.boundaries[0].x, from, 1e-6);
    assert_int_equal(s.find.boundaries[0].term, 1);
    assert_close(s.find.boundaries[1].x, 17060 / 1.752, 1e-6);
    assert_int_equal(s.find.boundaries[1].term, 0);
    search_free(&s);
}

/* 3100 + 24 (410 + 73) = $14.7k at 1,000, and $28,324 at 9,500; beyond 9,737 it fails. */
static void a_pull_request_gets_a_table_and_the_boundary(void **state)
{
    const Style style = { .width = 80 };
    Text out = { 0 };
    Search s;

    search(&s, break_even_text, "p90(plain cost.total) < $30k", "traffic.volume=1k,9.5k,20k");
    find_markdown(&out, &s.find, &style);
    assert_non_null(strstr(out.data, "**It holds up to 9.74k"));
    assert_non_null(strstr(out.data, "| traffic.volume | p90(plain cost.total) &#60; $30k | "
                                     "holds |\n| :-- | --: | :-- |\n"
                                     "| 1k | $14.7k | yes |\n"));
    assert_non_null(strstr(out.data, "| 20k | $48k | no |\n"));
    text_free(&out);
    search_free(&s);
}

static void names_and_disorder_are_refused(void **state)
{
    static const char *const wrong[] = { "use.kind=rare,often", "traffic.volume=5k,4k",
                                         "traffic.volume=5k" };

    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        BreakEvenCase even;
        SweepInput x;
        Condition condition = { 0 };
        Find find;
        Error err = { 0 };
        break_even_make(&even, break_even_text);
        assert_true(
            sweep_input_parse(&x, "-x", wrong[i], 9, &even.scenario, &even.arena, &err));
        assert_false(find_make(&find, &even.base, &even.scenario, &x, &condition, &err));
        assert_int_equal(err.status, STATUS_USAGE);
        find_free(&find);
        break_even_free(&even);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_boundary_of_straight_lines_is_the_closed_form),
        cmocka_unit_test(a_boundary_holds_on_one_side_and_fails_on_the_other),
        cmocka_unit_test(a_boundary_is_as_unsure_as_the_statistic),
        cmocka_unit_test(what_holds_everywhere_or_nowhere_has_no_boundary),
        cmocka_unit_test(both_ends_of_an_interval_are_found),
        cmocka_unit_test(a_pull_request_gets_a_table_and_the_boundary),
        cmocka_unit_test(names_and_disorder_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

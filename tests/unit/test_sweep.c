/* Sweeps are the runs of their points, and find the closed form where there is one. */
#include "tests/unit/support.h"

#include "sim/base/assets.h"
#include "sim/decision/sweep.h"
#include "tests/unit/break_even_case.h"

static SweepInput input_of(BreakEvenCase *even, const char *text)
{
    SweepInput input;
    Error err;

    if (!sweep_input_parse(&input, "-x", text, 5, &even->scenario, &even->arena, &err))
        fail_msg("%s: %s", text, err.text);
    return input;
}

static void run_all(Sweep *sweep, BreakEvenCase *even, const SweepInput *x, const SweepInput *y)
{
    sweep_make(sweep, &even->base, &even->scenario, x, y);
    while (sweep->done < sweep->count)
        assert_true(sweep_step(sweep, break_even_tell, NULL));
}

/* q* = ((S_F - S_R) + (F_F - F_R) n) / ((P_R - P_F) n), between points on either side. */
static void a_crossing_is_the_break_even_of_straight_lines(void **state)
{
    static const char *const spans[] = { "traffic.volume=1k..90k:7",
                                         "traffic.volume=1k..90k:6:linear",
                                         "traffic.volume=2,16k,17k,40k" };
    BreakEvenCase even;

    break_even_make(&even, break_even_text);
    for (size_t i = 0; i < COUNT_OF(spans); i++) {
        SweepInput x = input_of(&even, spans[i]);
        SweepCrossing *crossings;
        Sweep sweep;
        run_all(&sweep, &even, &x, NULL);
        assert_int_equal(sweep_crossings(&sweep, &crossings), 1);
        assert_int_equal(crossings[0].below, 0);
        assert_int_equal(crossings[0].above, 1);
        assert_close(crossings[0].x.value, BREAK_EVEN_VOLUME, 1e-10);
        assert_near(crossings[0].x.se, 0, 0);
        sweep_free(&sweep);
    }
    break_even_free(&even);
}

/* 24 months, volume 5,000, setup $3,100: 3100 + 24 (410 + 365) = $21,700. */
static void a_point_costs_what_its_values_say(void **state)
{
    BreakEvenCase even;
    Sweep sweep;

    break_even_make(&even, break_even_text);
    SweepInput x = input_of(&even, "traffic.volume=5k,7k"),
               y = input_of(&even, "use.kind=rare,often");
    run_all(&sweep, &even, &x, &y);
    assert_close(sweep_cells(&sweep, 0, 0)[0].cost.mean.value, 21700, 1e-12);
    assert_close(sweep_cells(&sweep, 1, 0)[0].cost.mean.value, 25204, 1e-12);
    assert_close(sweep_cells(&sweep, 0, 1)[0].cost.mean.value, 30460, 1e-12);
    assert_near(sweep_cells(&sweep, 0, 0)[0].cheapest.value, 1, 0);
    assert_int_equal(sweep_winner(&sweep, sweep_cells(&sweep, 0, 0)), 0);
    assert_int_equal(sweep.trials, 1024);
    sweep_free(&sweep);
    break_even_free(&even);
}

/* Equal designs tie in every future: each has half, and nothing crosses. */
static void equal_designs_share_the_chance(void **state)
{
    BreakEvenCase even;
    Sweep sweep;

    break_even_make(
        &even, "scenario: 1\n"
               "traffic: { volume: 3k..9k }\n"
               "designs:\n"
               "  common: { use.setup: $3..$31, use.fixed: $41 /month, use.price: $0.07 }\n"
               "  plain: {}\n"
               "  indexed: {}\n");
    SweepInput x = input_of(&even, "traffic.volume=5k,70k");
    SweepCrossing *crossings;
    run_all(&sweep, &even, &x, NULL);
    for (size_t i = 0; i < 2; i++)
        for (size_t d = 0; d < 2; d++)
            assert_near(sweep_cells(&sweep, i, 0)[d].cheapest.value, 0.5, 0);
    assert_int_equal(sweep_crossings(&sweep, &crossings), 0);
    sweep_free(&sweep);
    break_even_free(&even);
}

static void assert_same_costs(const Variant *a, const Variant *b, const char *what)
{
    assert_int_equal(run_trials(a->run), run_trials(b->run));
    for (size_t d = 0; d < a->scenario.design_count; d++)
        if (memcmp(variant_values(a, d, "cost.total"), variant_values(b, d, "cost.total"),
                   run_trials(a->run) * sizeof(double)) != 0)
            fail_msg("%s: %s differs", what, a->scenario.designs[d].name);
}

/* Known values in place of those that are read: the same bits, for every quantity that the
 * ready-made example gives as a range, at its own median. */
static void known_values_are_what_set_makes_of_them(void **state)
{
    const Asset *asset = asset_find("scenarios/support_assistant.yaml");
    const Overrides few = { .trials = 256 };
    const VariantBase base = { &model_registry, asset->path, asset->data,
                               (size_t)(asset->end - asset->data), few };
    Problems problems = { 0 };
    BreakEvenCase like = { .base = base };
    size_t compared = 0;
    Error err;

    assert_true(scenario_parse(&like.scenario, &model_registry, base.name, base.text,
                               base.length, &few, &problems));
    for (size_t i = 0; i < like.scenario.quantity_count; i += 5) {
        const Quantity *q = like.scenario.quantities[i];
        SweepInput input;
        Variant read, known;
        if (!sweep_input_parse(&input, "-x", q->key, 3, &like.scenario, &like.arena, &err) ||
            !input.known)
            continue;
        const char *set = sweep_input_set(&input, 1, &like.arena);
        if (!variant_make(&read, &base, &set, 1, &variant_costs, &problems))
            fail_msg("%s: %s", set, problems.items[0].text);
        assert_true(variant_make_known(&known, &like.scenario,
                                       &(KnownValue){ q, input.values[1] }, 1, &variant_costs,
                                       &err));
        assert_same_costs(&read, &known, set);
        variant_free(&known);
        variant_free(&read);
        compared++;
    }
    assert_true(compared > 5);
    problems_free(&problems);
    break_even_free(&like);
}

/* A key of one design is set by reading the scenario again: the other design stays. */
static void a_key_of_one_design_leaves_the_others(void **state)
{
    BreakEvenCase even;
    Sweep sweep;

    break_even_make(&even, break_even_text);
    SweepInput x = input_of(&even, "indexed.use.setup=$1k,$2k");
    run_all(&sweep, &even, &x, NULL);
    const SweepCell *first = sweep_cells(&sweep, 0, 0), *second = sweep_cells(&sweep, 1, 0);
    assert_near(first[0].cost.mean.value, second[0].cost.mean.value, 0);
    assert_close(second[1].cost.mean.value - first[1].cost.mean.value, 1000, 1e-9);
    sweep_free(&sweep);
    break_even_free(&even);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crossing_is_the_break_even_of_straight_lines),
        cmocka_unit_test(a_point_costs_what_its_values_say),
        cmocka_unit_test(equal_designs_share_the_chance),
        cmocka_unit_test(known_values_are_what_set_makes_of_them),
        cmocka_unit_test(a_key_of_one_design_leaves_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

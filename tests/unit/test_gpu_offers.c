/* What GPUs would cost, in a part of a scenario: the same as in all of it. */
#include "tests/unit/support.h"

#include "sim/decision/gpu_offers.h"
#include "sim/decision/variant.h"

/* Two designs with loads that take many replicas, and inputs that move together. */
static const char text[] =
    "scenario: 1\nrun: { trials: 256, seed: 7 }\nmoney.horizon: 5 months\n"
    "traffic: { requests_per_day: 200k..900k /day, growth: 1%..6% /month, peak_to_mean: 2..4 "
    "}\n"
    "tokens: { system: 300..900 tok, question: 90 tok, output: 120..400 tok }\n"
    "model.name: llama-3.1-8b\ngpu.type: h100\ngpu.price: 1..3 USD/h\n"
    "serving: { gpus_per_replica: 2, token_limit: 4..40 ms, reserved_share: 20% }\n"
    "designs:\n"
    "  own: { parts: [hosted] }\n"
    "  tuned: { parts: [hosted, tuned], cost.inference: 3k USD/month }\n"
    "correlations:\n"
    "  - { between: [traffic.requests_per_day, gpu.price], strength: 0.6 }\n"
    "  - { between: [traffic.requests_per_day, gaps.knowledge], strength: 0.3 }\n";

static const VariantBase base = {
    .registry = &model_registry, .name = "test.yaml", .text = text, .length = sizeof text - 1
};

static double mean_of(const Variant *v, const Quantity *quantity)
{
    MeanSe mean;

    if (!run_mean(v->run, 0, quantity, 0, &mean))
        fail_msg("%s is not there", quantity->key);
    return mean.mean;
}

static OfferResult try_as_it_is(const Scenario *s, size_t design, const Binding *gpus)
{
    OfferBench bench;
    Arena arena = { 0 };
    OfferResult result;
    Error err;

    offer_bench_make(&bench, s, design, &arena);
    assert_true(bench.scenario.quantity_count < s->quantity_count / 2);
    if (!offer_try(&result, &bench, s->designs[design].bindings, gpus, &err))
        fail_msg("%s", err.text);
    arena_free(&arena);
    return result;
}

static void a_part_costs_what_the_whole_costs(void **state)
{
    const RunOptions means = { .means = true, .alone = true };
    Problems problems = { 0 };
    Variant whole;

    if (!variant_make(&whole, &base, NULL, 0, &means, &problems))
        fail_msg("%s", problems.items[0].text);
    OfferResult part = try_as_it_is(&whole.scenario, 0, NULL);
    assert_close(part.cost, mean_of(&whole, &monthly_serving_gpus), 1e-14);
    assert_close(part.fast, mean_of(&whole, &serving_within_limits), 1e-14);
    assert_close(part.slow, mean_of(&whole, &serving_time_alone), 1e-14);
    assert_close(part.batch, mean_of(&whole, &serving_max_batch), 1e-14);
    assert_close(part.seats, 256, 0);
    assert_true(part.fast > 0.1 && part.fast < 0.9);
    variant_free(&whole);
}

/* cost.inference is given there, and GPUs cost what they cost elsewhere. */
static void a_total_that_is_given_hides_nothing(void **state)
{
    Problems problems = { 0 };
    Variant whole;

    assert_true(variant_make(&whole, &base, NULL, 0, &variant_costs, &problems));
    double own = try_as_it_is(&whole.scenario, 0, NULL).cost;
    assert_close(try_as_it_is(&whole.scenario, 1, NULL).cost, own, 1e-14);
    variant_free(&whole);
}

static void another_number_of_gpus_stands_in_for_that_of_the_design(void **state)
{
    const char *const four[] = { "serving.gpus_per_replica=4" };
    Problems problems = { 0 };
    Variant two, more;

    assert_true(variant_make(&two, &base, NULL, 0, &variant_costs, &problems));
    assert_true(variant_make(&more, &base, four, 1, &variant_costs, &problems));
    const Binding *gpus = scenario_binding(&more.scenario, 0, &serving_gpus_per_replica);
    double cost = try_as_it_is(&more.scenario, 0, NULL).cost;
    assert_close(try_as_it_is(&two.scenario, 0, gpus).cost, cost, 1e-14);
    assert_true(fabs(try_as_it_is(&two.scenario, 0, NULL).cost - cost) > 0.01 * cost);
    variant_free(&two);
    variant_free(&more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_costs_what_the_whole_costs),
        cmocka_unit_test(a_total_that_is_given_hides_nothing),
        cmocka_unit_test(another_number_of_gpus_stands_in_for_that_of_the_design),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What could change the choice between two designs: against a choice whose numbers are known
 * in closed form, and against the scenario simulated again with what was found. */
#include "tests/unit/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "sim/decision/sensitivity.h"
#include "sim/decision/variant.h"

#define HEAD                                                                                   \
    "scenario: 1\nname: Test\nas_of: 2026-11-20\nmoney: { horizon: 36 months }\n"              \
    "gaps.knowledge: 30%\n"

/* The deviation of a normal range of +-1, 8 in 10. */
#define DEVIATION (1 / 1.2815515655446004)

/* a costs its build, B = 200 +- 50 (thousands, 8 in 10), b costs 30 and in 36 months
 * M = 5 +- 1 each: the difference B - 30 - 36 M has mean -10. */
static const char normal_text[] =
    HEAD "traffic.requests_per_day: 3k /day\ndesigns:\n"
         "  prompt: { api.model: catalog:llm/gpt-5.4-mini, cost.build: normal($150k..$250k),\n"
         "            cost.monthly: $0 /month }\n"
         "  rag: { api.model: catalog:llm/gpt-5.4-mini, cost.build: $30k,\n"
         "         cost.monthly: normal($4k..$6k /month) }\n";

typedef struct {
    Scenario scenario;
    Sensitivity sensitivity;
} Analysis;

static void analyse_pair(Analysis *analysis, const char *text, const Overrides *overrides,
                         size_t a, size_t b)
{
    Problems problems = { 0 };
    Error err = { 0 };

    if (!scenario_parse(&analysis->scenario, &model_registry, "test.yaml", text, strlen(text),
                        overrides, &problems))
        fail_msg("%s", problems.items[0].text);
    if (!sensitivity_make(&analysis->sensitivity, &analysis->scenario, a, b, 0, &err))
        fail_msg("%s", err.text);
    problems_free(&problems);
}

static void analyse(Analysis *analysis, const char *text, const Overrides *overrides)
{
    analyse_pair(analysis, text, overrides, 0, 1);
}

static void stop(Analysis *analysis)
{
    sensitivity_free(&analysis->sensitivity);
    scenario_free(&analysis->scenario);
}

static const InputEffect *input_named(const Sensitivity *s, const char *key)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->inputs[i].key, key) == 0)
            return &s->inputs[i];
    fail_msg("there is no input %s", key);
    return NULL;
}

static void assert_estimate(Estimate estimate, double truth)
{
    if (!(fabs(estimate.value - truth) <= 3 * estimate.se))
        fail_msg("%g +- %g (1 s.e.) is not %g", estimate.value, estimate.se, truth);
}

/* E max(X, 0) of a normal X with a negative mean. */
static double worth(double mean, double sd)
{
    return sd * gsl_ran_ugaussian_pdf(mean / sd) + mean * gsl_cdf_ugaussian_P(mean / sd);
}

/* The difference is zero at B = 210 and at M = 170 / 36. The mean at M = 4 is 26, at B = 250
 * it is 40. Without interactions both Sobol indices are the part of the variance. */
static void a_normal_choice_has_its_closed_form(void **state)
{
    static const char *const samplers[] = { "random", "lhs", "sobol" };
    const double b_sd = 50e3 * DEVIATION, m_sd = 36e3 * DEVIATION, sd = hypot(b_sd, m_sd);

    for (size_t k = 0; k < COUNT_OF(samplers); k++) {
        char text[2048];
        Analysis analysis;
        snprintf(text, sizeof text, "%srun: { trials: 8192, seed: 5, sampler: %s }\n",
                 normal_text, samplers[k]);
        analyse(&analysis, text, NULL);
        const Sensitivity *s = &analysis.sensitivity;
        const InputEffect *b = input_named(s, "prompt.cost.build");
        const InputEffect *m = input_named(s, "rag.cost.monthly");
        assert_int_equal(s->count, 2);
        assert_int_equal(s->favourite, 0);
        assert_estimate(s->mean, -10e3);
        assert_estimate(s->perfect, worth(-10e3, sd));
        assert_estimate(s->favourite_cheaper, gsl_cdf_ugaussian_P(10e3 / sd));
        assert_estimate(b->worth, worth(-10e3, b_sd));
        assert_estimate(m->worth, worth(-10e3, m_sd));
        assert_estimate(b->share, b_sd * b_sd / (sd * sd));
        assert_estimate(b->switches_at, 210e3);
        assert_estimate(m->switches_at, 170e3 / 36);
        assert_near(b->chance.value, gsl_cdf_ugaussian_P(-10e3 / b_sd), 0.02);
        assert_near(m->chance.value, gsl_cdf_ugaussian_P(-10e3 / m_sd), 0.04);
        assert_estimate(m->at_p10, 26e3);
        assert_estimate(b->at_p90, 40e3);
        assert_estimate(b->difference.first, b_sd * b_sd / (sd * sd));
        assert_estimate(b->difference.total, b_sd * b_sd / (sd * sd));
        assert_estimate(m->difference.total, m_sd * m_sd / (sd * sd));
        assert_false(s->draws_vary);
        assert_true(s->inputs == b);
        stop(&analysis);
    }
}

/* Values of one quantity in two designs are drawn at the same points, so they are a group. */
static void one_quantity_in_two_designs_is_a_group(void **state)
{
    static const char text[] = HEAD
        "traffic.requests_per_day: 3k /day\ndesigns:\n"
        "  prompt: { api.model: catalog:llm/gpt-5.4-mini, cost.build: normal($150k..$250k),\n"
        "            cost.monthly: $0 /month }\n"
        "  rag: { api.model: catalog:llm/gpt-5.4-mini, cost.build: normal($100k..$350k),\n"
        "         cost.monthly: $10 /month }\nrun: { trials: 1024 }\n";
    Analysis analysis;

    analyse(&analysis, text, NULL);
    const InputEffect *a = input_named(&analysis.sensitivity, "prompt.cost.build");
    const InputEffect *b = input_named(&analysis.sensitivity, "rag.cost.build");
    assert_int_equal(a->group, b->group);
    assert_false(a->alone);
    assert_close(a->difference.total.value, 1, 0.05);
    assert_close(b->difference.total.value, a->difference.total.value, 1e-15);
    assert_close(a->at_p90.value - a->at_p10.value, 100e3, 1e-9);
    stop(&analysis);
}

/* c begins as a and is b in the last 12 of 36 months. Beside the pair of b and c stands a,
 * which has the only value that is not known. */
static const char staged_text[] =
    HEAD "traffic.requests_per_day: 3k /day\ndesigns:\n"
         "  a: { parts: [api], api.model: catalog:llm/gpt-5.4-mini, cost.build: $10k,\n"
         "       cost.monthly: normal($4k..$8k /month) }\n"
         "  b: { parts: [api], api.model: catalog:llm/gpt-5.4-mini, cost.build: $130k,\n"
         "       cost.monthly: $2k /month }\n"
         "  c: { start: a, then: b, at: 25 months }\nrun: { trials: 4096 }\n";

/* c costs 10 + 24 M + 120 for the second build + 24, b 202 (thousands): b less c is
 * 48 - 24 M, which is zero at M = 2. */
static void a_staged_design_brings_what_it_is_made_of(void **state)
{
    Analysis analysis;

    analyse_pair(&analysis, staged_text, NULL, 1, 2);
    const Sensitivity *s = &analysis.sensitivity;
    const InputEffect *monthly = s->count > 0 ? &s->inputs[0] : NULL;
    assert_non_null(monthly);
    assert_int_equal(s->count, 1);
    assert_int_equal(s->favourite, 1);
    assert_string_equal(monthly->key, "a.cost.monthly");
    assert_string_equal(monthly->design, "a");
    assert_estimate(s->mean, -96e3);
    assert_close(monthly->at_p10.value, -48e3, 1e-9);
    assert_close(monthly->at_p90.value, -144e3, 1e-9);
    assert_close(monthly->switches_at.value, 2e3, 1e-3);
    stop(&analysis);
}

/* --- a whole scenario ---------------------------------------------------------------- */

static const char whole_text[] =
    HEAD "traffic: { growth: 0.5%..3% /month, requests_per_day: 2k..9k /day }\n"
         "gaps.behaviour: 5%..15%\n"
         "quality.cost_per_bad_answer: $0.05..$0.25\n"
         "designs:\n"
         "  prompt: { api.model: catalog:llm/gpt-5.4-mini }\n"
         "  rag: { api.model: catalog:llm/gpt-5.4-mini,\n"
         "         embedding.model: catalog:embedding/text-embedding-3-small,\n"
         "         store.service: catalog:vector-db/pinecone-standard }\n"
         "correlations:\n"
         "  - { between: [traffic.requests_per_day, traffic.growth], strength: 0.6 }\n"
         "run: { trials: 1024, seed: 3 }\n";

/* The mean difference when the scenario itself says the value. */
static Estimate simulate_with(const InputEffect *input, double value, const char *text)
{
    const VariantBase base = {
        .registry = &model_registry, .name = "test.yaml", .text = text, .length = strlen(text)
    };
    Problems problems = { 0 };
    Variant variant;
    double difference[1024];
    char setting[128];
    const char *set[] = { setting };

    char unit[32];

    unit_symbol(unit, input->quantity->unit, &(Currency){ "USD", 1 });
    snprintf(setting, sizeof setting, "%s=%.15g %s", input->key,
             unit_is_share(input->quantity->unit) ? 100 * value : value, unit);
    if (!variant_make(&variant, &base, set, 1, &variant_costs, &problems))
        fail_msg("%s: %s", setting, problems.items[0].text);
    const double *a = variant_values(&variant, 0, "cost.total"),
                 *b = variant_values(&variant, 1, "cost.total");
    for (int i = 0; i < 1024; i++)
        difference[i] = a[i] - b[i];
    variant_free(&variant);
    problems_free(&problems);
    return estimate_mean(difference, 1024);
}

/* A switching value that is written into the scenario leaves no difference on average, and
 * the P90 leaves what stands at the end of the bar. */
static void what_was_found_holds_when_it_is_set(void **state)
{
    Analysis analysis;
    size_t switches = 0;

    analyse(&analysis, whole_text, NULL);
    for (size_t i = 0; i < analysis.sensitivity.count; i++) {
        const InputEffect *input = &analysis.sensitivity.inputs[i];
        if (!isfinite(input->switches_at.value))
            continue;
        Estimate left = simulate_with(input, input->switches_at.value, whole_text);
        Estimate end = simulate_with(input, input->p90, whole_text);
        assert_near(left.value, 0, 0.1 * left.se);
        assert_close(end.value, input->at_p90.value, 1e-9);
        switches++;
    }
    assert_true(switches >= 2);
    stop(&analysis);
}

static void correlated_inputs_share_their_indices(void **state)
{
    Analysis analysis;

    analyse(&analysis, whole_text, NULL);
    const InputEffect *requests =
        input_named(&analysis.sensitivity, "traffic.requests_per_day");
    const InputEffect *growth = input_named(&analysis.sensitivity, "traffic.growth");
    const InputEffect *price =
        input_named(&analysis.sensitivity, "quality.cost_per_bad_answer");
    assert_int_equal(requests->group, growth->group);
    assert_false(requests->alone);
    assert_true(price->alone);
    assert_true(requests->difference.total.value > 0.1);
    assert_close(requests->difference.total.value, growth->difference.total.value, 1e-15);
    stop(&analysis);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_normal_choice_has_its_closed_form),
        cmocka_unit_test(one_quantity_in_two_designs_is_a_group),
        cmocka_unit_test(a_staged_design_brings_what_it_is_made_of),
        cmocka_unit_test(what_was_found_holds_when_it_is_set),
        cmocka_unit_test(correlated_inputs_share_their_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

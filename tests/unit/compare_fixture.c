#include "tests/unit/compare_fixture.h"

#include "tests/unit/support.h"

const char compare_shop[] =
    "scenario: 1\n"
    "name: Shop\n"
    "traffic.requests_per_day: 4k /day\n"
    "money: { horizon: 12 months, budget: $30k }\n"
    "designs:\n"
    "  common: { cost.failures: $0 /month, cost.people: $0 /month, cost.updates: $0 /month }\n"
    "  rag:\n"
    "    api.model: catalog:llm/gpt-5.4-mini\n"
    "    cost.inference: $0 /month\n"
    "    cost.build: $10k..$20k\n"
    "    cost.infrastructure: $1k /month\n"
    "  finetune:\n"
    "    cost.inference: $0 /month\n"
    "    cost.build: $25k\n"
    "    cost.infrastructure: $500 /month\n"
    "run: { trials: 256, seed: 7 }\n";

const char compare_bought[] =
    "scenario: 1\n"
    "money.horizon: 12 months\n"
    "traffic.requests_per_day: 1k..3k /day\n"
    "corpus: { documents: 2k }\n"
    "gaps: { knowledge: 20%..40%, behaviour: 5%..15% }\n"
    "designs:\n"
    "  prompt: { api.model: catalog:llm/gpt-5.4-mini }\n"
    "  rag: { api.model: catalog:llm/gpt-5.4-mini,\n"
    "         embedding.model: catalog:embedding/text-embedding-3-small,\n"
    "         store.service: catalog:vector-db/pinecone-standard }\n"
    "run: { trials: 256, seed: 7 }\n";

static CompareSide side(const char *name, WholeRun *whole, Answer *answer, const char *text,
                        const Overrides *overrides)
{
    Error err;

    whole_run_start(whole, text, overrides, 0);
    if (!answer_make(answer, whole->gatherer, &err))
        fail_msg("%s", err.text);
    return (CompareSide){ name, &whole->scenario, &whole->wiring, whole->run, answer };
}

void compare_fixture_make(CompareFixture *f, const char *before, const char *after,
                          const char *const set[], size_t count)
{
    const Overrides overrides = { .set = set, .set_count = count };
    const CompareSide a = side("file", &f->before_run, &f->before, before, NULL);
    const CompareSide b = side("change", &f->after_run, &f->after, after, &overrides);

    compare_make(&f->compare, &a, &b, 1);
}

void compare_fixture_free(CompareFixture *f)
{
    compare_free(&f->compare);
    answer_free(&f->before);
    answer_free(&f->after);
    whole_run_stop(&f->before_run);
    whole_run_stop(&f->after_run);
}

Estimate compare_share(const Compare *c, const char *input, size_t column)
{
    for (size_t i = 0; i < c->changes.input_count; i++)
        if (strcmp(c->changes.inputs[i], input) == 0)
            return c->why.share[i * c->why.columns + column];
    fail_msg("no input %s", input);
    return estimate_unknown;
}

const AssumptionChange *compare_change(const Compare *c, const char *key)
{
    for (size_t i = 0; i < c->changes.count; i++)
        if (strcmp(c->changes.items[i].key, key) == 0)
            return &c->changes.items[i];
    fail_msg("%s does not differ", key);
    return NULL;
}

size_t compare_place(const Compare *c, const char *design)
{
    for (size_t k = 0; k < c->design_count; k++)
        if (strcmp(c->before.scenario->designs[c->designs[k].before].name, design) == 0)
            return k;
    fail_msg("no design %s", design);
    return 0;
}

void assert_shares_add_up(const Compare *c)
{
    const Attribution *why = &c->why;

    assert_null(why->reason);
    for (size_t k = 0; k < why->columns; k++) {
        double sum = why->rest[k];
        double whole = k < c->design_count ? c->designs[k].difference.mean.value
                                           : c->designs[why->first].difference.mean.value -
                                                 c->designs[why->second].difference.mean.value;
        for (size_t i = 0; i < c->changes.input_count; i++)
            sum += why->share[i * why->columns + k].value;
        assert_near(sum, whole, 1e-9 * (fabs(whole) + 1e4));
    }
}

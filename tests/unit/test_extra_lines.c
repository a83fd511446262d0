/* Reading `extras:`: keys, values, who changes them, what is refused. */
#include "tests/unit/support.h"

#include <stdio.h>

#include "sim/scenario/scenario.h"

typedef struct {
    Scenario s;
    Problems problems;
} Read;

static Read read_with(const char *text, const Overrides *overrides)
{
    Read r = { 0 };

    scenario_parse(&r.s, &model_registry, "shop.yaml", text, strlen(text), overrides,
                   &r.problems);
    return r;
}

static Read read_text(const char *text, const Overrides *overrides)
{
    Read r = read_with(text, overrides);

    if (r.problems.count > 0)
        fail_msg("line %d: %s (%s)", r.problems.items[0].where.line, r.problems.items[0].text,
                 r.problems.items[0].label);
    return r;
}

static void read_free(Read *r)
{
    problems_free(&r->problems);
    scenario_free(&r->s);
}

static const Quantity *quantity(const Read *r, const char *key)
{
    for (size_t i = 0; i < r->s.quantity_count; i++)
        if (strcmp(r->s.quantities[i]->key, key) == 0)
            return r->s.quantities[i];
    return NULL;
}

static const Binding *binding(const Read *r, const char *design, const char *key)
{
    assert_non_null(quantity(r, key));
    for (size_t d = 0; d < r->s.design_count; d++)
        if (strcmp(r->s.designs[d].name, design) == 0)
            return scenario_binding(&r->s, d, quantity(r, key));
    fail_msg("there is no design %s", design);
    return NULL;
}

static double value(const Read *r, const char *design, const char *key)
{
    const Binding *b = binding(r, design, key);

    assert_non_null(b);
    return law_mean(&b->law) * b->scale;
}

#define HEAD                                                                                   \
    "scenario: 1\n"                                                                            \
    "traffic.requests_per_day: 3217 /day\n"                                                    \
    "api.model: catalog:llm/gpt-5.4-mini\n"

static void assert_refused(const char *text, const char *codes)
{
    char found[256] = "";
    Read r = read_with(text, NULL);

    for (size_t i = 0; i < r.problems.count && i < 20; i++)
        snprintf(found + strlen(found), sizeof found - strlen(found), "%s%s", i ? " " : "",
                 r.problems.items[i].code);
    if (strcmp(found, codes) != 0)
        fail_msg("`%s`: %s %s, expected %s", text, found,
                 r.problems.count ? r.problems.items[0].text : "", codes);
    read_free(&r);
}

/* --- keys ------------------------------------------------------------------------------ */

static void a_key_is_made_of_the_letters_and_digits_of_the_name(void **state)
{
    Read r = read_text(HEAD "extras:\n"
                            "  - { name: \"  Audit (ISO 9001): part -- 2!\", once: $7 }\n"
                            "  - { name: \"$(rm -rf /) `x` %s | <b>\", monthly: $7 }\n",
                       NULL);
    assert_non_null(quantity(&r, "extras.audit_iso_9001_part_2"));
    assert_non_null(quantity(&r, "extras.audit_iso_9001_part_2.once"));
    assert_non_null(quantity(&r, "extras.rm_rf_x_s_b"));
    assert_string_equal(quantity(&r, "extras.rm_rf_x_s_b")->title, "$(rm -rf /) `x` %s | <b>");
    assert_string_equal(quantity(&r, "extras.rm_rf_x_s_b.monthly")->title,
                        "$(rm -rf /) `x` %s | <b>, a month");
    read_free(&r);
}

static void without_lines_the_registry_is_that_of_the_models(void **state)
{
    static const char *const texts[] = { HEAD, HEAD "extras: []\n", HEAD "extras:\n" };

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        Read r = read_text(texts[i], NULL);
        assert_ptr_equal(r.s.registry, &model_registry);
        read_free(&r);
    }
}

/* Copies read their fellows, and the models where the patterns do. */
static void quantities_of_two_lines_are_apart(void **state)
{
    Read r = read_text(HEAD "extras:\n"
                            "  - { name: a, per_request: $0.01 }\n"
                            "  - { name: b, per_request: $0.02 }\n",
                       NULL);
    const Quantity *line = quantity(&r, "extras.b"), *level = quantity(&r, "extras.b.level");

    assert_ptr_equal(line->from[0].quantity, quantity(&r, "extras.b.per_request"));
    assert_ptr_equal(line->from[1].quantity, level);
    assert_ptr_equal(line->from[2].quantity, &traffic_requests);
    assert_int_equal(level->from[0].kind, SOURCE_LAST);
    assert_ptr_equal(level->from[0].quantity, level);
    assert_ptr_equal(level->from[1].quantity, quantity(&r, "extras.b.growth"));
    read_free(&r);
}

/* --- values ------------------------------------------------------------------------------ */

static void a_line_says_where_its_values_come_from(void **state)
{
    Read r = read_text(
        HEAD "extras:\n"
             "  - { name: a, monthly: $40, growth: { value: 2% /month, source: S2 },\n"
             "      source: S1, note: a quote, owner: Ann }\n"
             "sources: { S1: { title: x }, S2: { title: y } }\n",
        NULL);
    const Binding *amount = binding(&r, "rag", "extras.a.monthly");
    const Binding *growth = binding(&r, "rag", "extras.a.growth");

    assert_string_equal(amount->source, "S1");
    assert_string_equal(amount->note, "a quote");
    assert_string_equal(amount->owner, "Ann");
    assert_string_equal(amount->text, "$40");
    assert_int_equal(amount->mark.line, 5);
    assert_int_equal(amount->layer, LAYER_COMMON);
    assert_string_equal(growth->source, "S2");
    assert_close(value(&r, "rag", "extras.a.growth"), 0.02, 1e-15);
    read_free(&r);
}

static void the_key_of_a_line_is_that_of_its_amount(void **state)
{
    static const char *const sets[] = { "extras.a=$70", "rag.extras.b.growth=3% /month",
                                        "combined.extras.b=x 2" };
    static const char *const what_ifs[] = { "dear" };
    const Overrides o = {
        .set = sets, .set_count = 3, .what_ifs = what_ifs, .what_if_count = 1
    };
    Read r = read_text(HEAD "extras:\n"
                            "  - { name: a, once: $40 }\n"
                            "  - { name: b, per_request: $0.25 }\n"
                            "designs: { prompt: {}, combined: {}, rag: { extras.b: $0.5 } }\n"
                            "what_ifs: { dear: { set: { extras: { a: $60, b: x 3 } } } }\n",
                       &o);

    assert_close(value(&r, "rag", "extras.a.once"), 70, 1e-15);
    assert_close(value(&r, "prompt", "extras.b.per_request"), 0.75, 1e-15);
    assert_close(value(&r, "rag", "extras.b.per_request"), 1.5, 1e-15);
    assert_close(value(&r, "combined", "extras.b.per_request"), 1.5, 1e-15);
    assert_close(value(&r, "rag", "extras.b.growth"), 0.03, 1e-15);
    assert_close(value(&r, "prompt", "extras.b.growth"), 0, 1e-15);
    read_free(&r);
}

static void amounts_are_in_the_scenarios_currency(void **state)
{
    Read r =
        read_text(HEAD "money: { currency: EUR, exchange_rate: 0.9 }\n"
                       "extras: [ { name: a, monthly: $40 }, { name: b, once: 40 EUR } ]\n",
                  NULL);

    assert_close(value(&r, "rag", "extras.a.monthly"), 36, 1e-15);
    assert_close(value(&r, "rag", "extras.b.once"), 40, 1e-15);
    read_free(&r);
}

static void lines_can_be_correlated(void **state)
{
    Read r = read_text(HEAD "extras: [ { name: a, monthly: $40..$90 } ]\n"
                            "correlations: [ { between: [extras.a, corpus.change_rate],\n"
                            "  strength: 0.4 } ]\n",
                       NULL);

    assert_int_equal(r.s.correlation_count, 1);
    assert_ptr_equal(r.s.quantities[r.s.correlations[0].a], quantity(&r, "extras.a.monthly"));
    read_free(&r);
}

/* --- designs -------------------------------------------------------------------------------
 */

static void two_lists_of_the_same_designs_need_one_part(void **state)
{
    Read r = read_text(HEAD "extras:\n"
                            "  - { name: a, once: $1, designs: [rag, combined] }\n"
                            "  - { name: b, once: $1, designs: [combined, rag] }\n"
                            "  - { name: c, once: $1, designs: [prompt] }\n",
                       NULL);
    unsigned first = 1U << PART_COUNT, second = 2U << PART_COUNT;

    assert_int_equal(quantity(&r, "extras.a")->part, first);
    assert_int_equal(quantity(&r, "extras.b.once")->part, first);
    assert_int_equal(quantity(&r, "extras.c")->part, second);
    assert_int_equal(r.s.designs[0].parts, PART_API | second);
    assert_int_equal(r.s.designs[1].parts, PART_CORPUS | PART_RERANK | PART_API | first);
    assert_int_equal(r.s.designs[2].parts, PART_TUNED | PART_HOSTED);
    read_free(&r);
}

static void a_line_that_no_design_has_is_told(void **state)
{
    Read r = read_text(HEAD "extras: [ { name: a, once: $1, parts: [review] } ]\n", NULL);
    bool told = false;

    for (size_t i = 0; i < r.s.warnings.count; i++)
        told |= strcmp(r.s.warnings.items[i].code, "W014") == 0;
    assert_true(told);
    read_free(&r);
}

/* There are bits for so many lists of designs behind the parts of the models. */
static void more_lists_of_designs_than_bits_are_refused(void **state)
{
    char text[8192] = HEAD "designs: {";
    enum { MANY = 32 - PART_COUNT + 1 };

    for (int i = 0; i < MANY; i++)
        sprintf(text + strlen(text), " d%d: { extends: rag },", i);
    strcat(text, " prompt: {} }\nextras:\n");
    for (int i = 0; i < MANY; i++)
        sprintf(text + strlen(text), "  - { name: x%d, once: $1, designs: [d%d] }\n", i, i);
    assert_refused(text, "E059");
}

/* --- mistakes --------------------------------------------------------------------------------
 */

static void wrong_lines_are_refused(void **state)
{
    assert_refused(HEAD "extras: 1\n", "E059");
    assert_refused(HEAD "extras: { a: $3 }\n", "E059");
    assert_refused(HEAD "extras: [ a ]\n", "E059");
    assert_refused(HEAD "extras: [ {} ]\n", "E059 E059");
    assert_refused(HEAD "extras: [ { once: $3 } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: [a], once: $3 } ]\n", "E022");
    assert_refused(HEAD "extras: [ { name: \"?!\", once: $3 } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a, once: $3, monthly: $3 } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a, once: $3, growth: 1% /month } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a, once: $3, color: red } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a, once: $3 }, { name: A, monthly: $4 } ]\n",
                   "E059");
    assert_refused(HEAD "extras: [ { name: a, once: $3, parts: [door] } ]\n", "E026");
    assert_refused(HEAD "extras: [ { name: a, once: $3, designs: [rga] } ]\n", "E027");
    assert_refused(HEAD "extras: [ { name: a, once: $3, designs: [rag], parts: [api] } ]\n",
                   "E059");
}

static void wrong_totals_and_amounts_are_refused(void **state)
{
    assert_refused(HEAD "extras: [ { name: a, once: $3, to: cost.people } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a, monthly: $3, to: cost.cash } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a, monthly: $3, to: traffic.growth } ]\n", "E059");
    assert_refused(HEAD "extras: [ { name: a, once: 3 } ]\n", "E043");
    assert_refused(HEAD "extras: [ { name: a, once: 3 h } ]\n", "E042");
    assert_refused(HEAD "extras: [ { name: a, once: -$3 } ]\n", "E045");
    assert_refused(HEAD "extras: [ { name: a, once: } ]\n", "E057");
    assert_refused(HEAD "extras: [ { name: a, once: $3 } ]\nextras.a: $4\n", "E024");
    assert_refused(HEAD "extras: [ { name: a, once: $3, designs: [rag] } ]\n"
                        "designs: { rag: {}, prompt: { extras.a: $3 } }\n",
                   "E025");
    assert_refused(HEAD "extras: [ { name: a, once: $3 } ]\n"
                        "designs: { rag: { extras: [ { name: b, once: $3 } ] } }\n",
                   "E059");
}

static void a_hundred_lines_are_enough(void **state)
{
    char text[16384] = HEAD "extras:\n";

    for (int i = 0; i < 101; i++)
        sprintf(text + strlen(text), "  - { name: line %d, once: $%d }\n", i, i + 1);
    assert_refused(text, "E059");
}

/* Pieces in any order: what comes of them must be read or told, and freed. */
static void random_lists_never_crash_the_reader(void **state)
{
    static const char *const pieces[] = {
        "extras:\n",
        "  - { name: a, once: $3 }\n",
        "  - { name: b, monthly: [] }\n",
        "  - { name: {} }\n",
        "  - [ [] ]\n",
        "  - { name: c, per_request: 1 }\n",
        "  - name: d\n",
        "    per_retrain: x 2\n",
        "    growth: { value: {} }\n",
        "    designs: [rag]\n",
        "    designs: [{}, a]\n",
        "    parts: {}\n",
        "    to: []\n",
        "    source: [ 1 ]\n",
        "extras.a: x 2\n",
        "designs: { rag: { extras.d: $3 }, a: { extends: rag } }\n",
        "what_ifs: { w: { set: { extras.d.growth: 3% /month, a.extras.a: $1 } } }\n",
    };
    unsigned random = 11;

    for (int round = 0; round < 1000; round++) {
        char text[4096] = HEAD "extras:\n";
        for (int k = 0; k < 10; k++) {
            random = random * 1664525u + 1013904223u;
            strcat(text, pieces[(random >> 12) % COUNT_OF(pieces)]);
        }
        Read r = read_with(text, NULL);
        read_free(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_made_of_the_letters_and_digits_of_the_name),
        cmocka_unit_test(without_lines_the_registry_is_that_of_the_models),
        cmocka_unit_test(quantities_of_two_lines_are_apart),
        cmocka_unit_test(a_line_says_where_its_values_come_from),
        cmocka_unit_test(the_key_of_a_line_is_that_of_its_amount),
        cmocka_unit_test(amounts_are_in_the_scenarios_currency),
        cmocka_unit_test(lines_can_be_correlated),
        cmocka_unit_test(two_lists_of_the_same_designs_need_one_part),
        cmocka_unit_test(a_line_that_no_design_has_is_told),
        cmocka_unit_test(more_lists_of_designs_than_bits_are_refused),
        cmocka_unit_test(wrong_lines_are_refused),
        cmocka_unit_test(wrong_totals_and_amounts_are_refused),
        cmocka_unit_test(a_hundred_lines_are_enough),
        cmocka_unit_test(random_lists_never_crash_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

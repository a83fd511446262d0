/* Comparisons of scenarios: what differs, by how much, and due to what. */
#include "tests/unit/support.h"

#include <stdio.h>

#include "sim/base/text.h"
#include "tests/unit/compare_fixture.h"

static void with_set(CompareFixture *f, const char *const set[], size_t count)
{
    compare_fixture_make(f, compare_shop, compare_shop, set, count);
}

static void a_scenario_does_not_differ_from_itself(void **state)
{
    CompareFixture f;

    with_set(&f, NULL, 0);
    assert_int_equal(f.compare.changes.count, 0);
    assert_int_equal(f.compare.design_count, 2);
    for (size_t k = 0; k < 2; k++) {
        const DesignChange *change = &f.compare.designs[k];
        assert_true(change->same && !change->moved);
        assert_true(change->difference.mean.value == 0 && change->difference.sd == 0);
        assert_true(change->difference.q[Q_P5].value == 0);
    }
    assert_false(f.compare.flips);
    assert_string_equal(f.compare.sentence,
                        "No assumption differs, and neither does the answer.");
    compare_fixture_free(&f);
}

static void the_same_value_written_otherwise_is_no_change(void **state)
{
    static const char *const set[] = { "finetune.cost.build=$25_000",
                                       "rag.cost.build=$10_000..20k (80%)",
                                       "cost.people=$0.00 /month" };
    CompareFixture f;

    with_set(&f, set, COUNT_OF(set));
    assert_int_equal(f.compare.changes.count, 0);
    compare_fixture_free(&f);
}

/* Builds add 7 k$, months 12 times 300 $: they do not act on each other. */
static void changes_that_add_up_have_their_own_effects(void **state)
{
    static const char *const set[] = { "finetune.cost.build=$32k",
                                       "finetune.cost.infrastructure=$800 /month" };
    CompareFixture f;

    with_set(&f, set, 2);
    size_t k = compare_place(&f.compare, "finetune"), rag = compare_place(&f.compare, "rag");
    assert_int_equal(f.compare.changes.input_count, 2);
    assert_close(compare_share(&f.compare, "finetune.cost.build", k).value, 7000, 1e-12);
    assert_close(compare_share(&f.compare, "finetune.cost.infrastructure", k).value, 3600,
                 1e-12);
    assert_true(compare_share(&f.compare, "finetune.cost.build", rag).value == 0);
    assert_true(f.compare.designs[rag].same && !f.compare.designs[k].same);
    assert_true(f.compare.designs[k].moved); /* 41.6 of 31 k$ */
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
}

/* 12 months at 500 $ become 24 at 800 $: alone 6 k$ and 3.6 k$ more, together 13.2 k$, so
 * 3.6 k$ only together, which are halved. */
static void a_joint_effect_is_halved(void **state)
{
    static const char *const set[] = { "money.horizon=24 months",
                                       "finetune.cost.infrastructure=$800 /month" };
    CompareFixture f;

    with_set(&f, set, 2);
    size_t k = compare_place(&f.compare, "finetune");
    assert_close(compare_share(&f.compare, "money.horizon", k).value, 7800, 1e-12);
    assert_close(compare_share(&f.compare, "finetune.cost.infrastructure", k).value, 5400,
                 1e-12);
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
}

/* A range moves by a factor, so each trial by its own amount: twice the one before. */
static void differences_are_paired(void **state)
{
    static const char *const set[] = { "rag.cost.build=× 3" };
    CompareFixture f;

    with_set(&f, set, 1);
    const DesignChange *change = &f.compare.designs[compare_place(&f.compare, "rag")];
    Summary cost = answer_summary(&f.before.designs[change->before], "cost.total");
    for (size_t q = 0; q < Q_COUNT; q++)
        assert_close(change->difference.q[q].value, 2 * (cost.q[q].value - 12e3), 1e-9);
    assert_string_equal(compare_change(&f.compare, "rag.cost.build")->before, "$10k..$20k");
    assert_string_equal(compare_change(&f.compare, "rag.cost.build")->after, "$30k..$60k");
    assert_close(compare_change(&f.compare, "rag.cost.build")->relative, 2, 1e-12);
    compare_fixture_free(&f);
}

static void the_sentence_says_what_takes_over_and_saves(void **state)
{
    static const char *const set[] = { "rag.cost.infrastructure=$6k /month" };
    CompareFixture f;

    with_set(&f, set, 1);
    assert_true(f.compare.flips);
    assert_non_null(strstr(f.compare.sentence, "The answer changes from RAG to Fine-tuned. "
                                               "Fine-tuned is the cheapest design in more than "
                                               "99 of 100 futures. Fine-tuned saves $"));
    assert_int_equal(f.compare.why.first, compare_place(&f.compare, "rag"));
    assert_int_equal(f.compare.why.second, compare_place(&f.compare, "finetune"));
    compare_fixture_free(&f);
}

static void what_no_cost_depends_on_is_told_but_is_no_input(void **state)
{
    static const char *const set[] = { "money.budget=$20k", "finetune.cost.build=$26k" };
    CompareFixture f;

    with_set(&f, set, 2);
    assert_int_equal(f.compare.changes.count, 2);
    assert_int_equal(compare_change(&f.compare, "money.budget")->input, NO_INPUT);
    assert_int_equal(f.compare.changes.input_count, 1);
    compare_fixture_free(&f);
}

/* Nine lines of 100 $ a month more each: beyond eight inputs, orders are sampled. */
static void many_changes_are_sampled_and_add_up(void **state)
{
    Text before = { 0 }, after = { 0 };
    CompareFixture f;
    char key[32];

    text_add(&before, compare_bought);
    text_add(&after, compare_bought);
    text_add(&before, "extras:\n");
    text_add(&after, "extras:\n");
    for (int i = 0; i < 9; i++) {
        text_format(&before, "  - { name: line %d, monthly: $%d /month }\n", i, 200 + i);
        text_format(&after, "  - { name: line %d, monthly: $%d /month }\n", i, 300 + i);
    }
    compare_fixture_make(&f, before.data, after.data, NULL, 0);
    assert_int_equal(f.compare.changes.input_count, 9);
    assert_true(f.compare.why.orders >= 4);
    for (int i = 0; i < 9; i++) {
        snprintf(key, sizeof key, "extras.line_%d.monthly", i);
        assert_near(compare_share(&f.compare, key, 0).value, 1200, 1e-6);
        assert_near(compare_share(&f.compare, key, 0).se, 0, 1e-6);
    }
    assert_shares_add_up(&f.compare);
    compare_fixture_free(&f);
    text_free(&before);
    text_free(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scenario_does_not_differ_from_itself),
        cmocka_unit_test(the_same_value_written_otherwise_is_no_change),
        cmocka_unit_test(changes_that_add_up_have_their_own_effects),
        cmocka_unit_test(a_joint_effect_is_halved),
        cmocka_unit_test(differences_are_paired),
        cmocka_unit_test(the_sentence_says_what_takes_over_and_saves),
        cmocka_unit_test(what_no_cost_depends_on_is_told_but_is_no_input),
        cmocka_unit_test(many_changes_are_sampled_and_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Which two designs a question about a choice is about. */
#include "tests/unit/support.h"

#include "tests/unit/answer_fixture.h"

static void they_are_the_cheapest_two_where_none_is_ruled_out(void **state)
{
    AnswerFixture f;
    size_t pair[2];

    fixture_make(&f, NULL);
    assert_true(answer_leaders(pair, &f.answer));
    assert_int_equal(pair[0], f.answer.order[0]);
    assert_int_equal(pair[1], f.answer.order[1]);
    fixture_free(&f);
}

static void next_to_the_only_eligible_one_is_the_cheapest_of_the_rest(void **state)
{
    AnswerFixture f;
    size_t pair[2];

    fixture_make(&f, &(FixtureOptions){ .musts = true });
    assert_true(answer_leaders(pair, &f.answer));
    assert_int_equal(pair[0], 0);
    double cost = answer_summary(&f.answer.designs[pair[1]], "cost.total").mean.value;
    for (size_t d = 1; d < f.answer.design_count; d++)
        assert_true(cost <= answer_summary(&f.answer.designs[d], "cost.total").mean.value);
    fixture_free(&f);
}

/* The one that the verdict names need not be the first in rank. */
static void where_none_is_eligible_the_nearest_is_held_against_the_cheapest(void **state)
{
    AnswerFixture f;
    size_t pair[2];

    fixture_make(&f, &(FixtureOptions){ .musts = true });
    for (size_t d = 0; d < f.answer.design_count; d++) {
        f.answer.designs[d].ruled_out = true;
        f.answer.designs[d].misses = "citations";
        f.answer.designs[d].meets_musts.value = d == f.answer.order[2] ? 0.83 : 0.41;
    }
    verdict_make(&f.answer);
    assert_true(answer_leaders(pair, &f.answer));
    assert_int_equal(pair[0], f.answer.order[2]);
    assert_int_equal(pair[1], f.answer.order[0]);
    fixture_free(&f);
}

static void one_design_has_no_rival(void **state)
{
    AnswerFixture f;
    size_t pair[2];

    fixture_make(&f, &(FixtureOptions){ .designs = 1 });
    assert_false(answer_leaders(pair, &f.answer));
    assert_int_equal(pair[0], pair[1]);
    fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_the_cheapest_two_where_none_is_ruled_out),
        cmocka_unit_test(next_to_the_only_eligible_one_is_the_cheapest_of_the_rest),
        cmocka_unit_test(where_none_is_eligible_the_nearest_is_held_against_the_cheapest),
        cmocka_unit_test(one_design_has_no_rival),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

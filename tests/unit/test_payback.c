/* What one design has saved so far against another: straight lines, by hand. */
#include "tests/unit/support.h"

#include "sim/decision/payback.h"
#include "tests/unit/break_even_case.h"

typedef struct {
    BreakEvenCase even;
    Variant variant;
    Gatherer *gatherer;
    Answer answer;
    Payback payback;
    bool made;
} Case;

static void case_make(Case *c, const char *volume, bool by_month)
{
    const RunOptions options = { .by_month = by_month };
    Problems problems = { 0 };
    Error err;

    break_even_make(&c->even, break_even_text);
    assert_true(variant_make(&c->variant, &c->even.base, &volume, 1, &options, &problems));
    c->gatherer = gatherer_make(&c->variant.scenario, &c->variant.wiring, c->variant.run);
    gatherer_take(c->gatherer);
    assert_true(answer_make(&c->answer, c->gatherer, &err));
    c->made = payback_make(&c->payback, c->variant.run, &c->answer, 0, 1);
    problems_free(&problems);
}

static void case_free(Case *c)
{
    payback_free(&c->payback);
    answer_free(&c->answer);
    gatherer_free(c->gatherer);
    variant_free(&c->variant);
    break_even_free(&c->even);
}

/* Indexed costs $18,600 more to build and $245 more a month, and saves $0.0618 a piece: of
 * 20,000 a month $991 a month, so that month 19 is the first in which it is ahead. */
static void the_dearer_build_is_earned_back(void **state)
{
    Case c;

    case_make(&c, "traffic.volume=20k", true);
    assert_true(c.made);
    assert_int_equal(c.payback.ahead, 1);
    assert_int_equal(c.payback.against, 0);
    for (int month = 0; month <= 24; month++) {
        assert_close(c.payback.saved[month].mean.value, -18600 + 991.0 * month, 1e-9);
        assert_near(c.payback.chance[month].value, month >= 19, 0);
    }
    case_free(&c);
}

/* Both cost $7 to build: before the first month neither is ahead. */
static void ties_count_half(void **state)
{
    Case c;

    case_make(&c, "use.setup=$7", true);
    assert_near(c.payback.chance[0].value, 0.5, 0);
    case_free(&c);
}

static void without_months_there_is_nothing_to_compare(void **state)
{
    Case c;

    case_make(&c, "traffic.volume=20k", false);
    assert_false(c.made);
    case_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_dearer_build_is_earned_back),
        cmocka_unit_test(ties_count_half),
        cmocka_unit_test(without_months_there_is_nothing_to_compare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Break-even against closed forms, by month and by volume. */
#include "tests/unit/support.h"

#include "sim/decision/break_even_volume.h"
#include "tests/unit/answered.h"

/* Two designs with a set-up, a monthly fee and a price per request of 1,000 tokens:
 *
 *   lean  $10k, $2k a month, $0.0031 a request
 *   rich  set-up S, $2.9k a month, $0.0011 a request
 *
 * Over n months rich costs less from q* = ((S - 10k) + 900 n) / (0.002 n) requests a month
 * on; for S = $43k and n = 24 that is 1,137,500. */
#define MODEL                                                                                  \
    "scenario: 1\nname: Test\nmoney.horizon: 24 months\nrun: { trials: 2048 }\n"               \
    "tokens: { system: 0 tok, question: 1k tok, output: 1 tok }\n"                             \
    "api: { output_price: 0 USD/Mtok, cached_share: 0, retry_share: 0 }\n"                     \
    "cost.people: $0 /month\ncost.updates: $0 /month\n"                                        \
    "designs:\n"                                                                               \
    "  lean: { parts: [api], cost.build: $10k, cost.infrastructure: $2k /month,\n"             \
    "          api.input_price: 3.1 USD/Mtok }\n"                                              \
    "  rich: { parts: [api], cost.build: %s, cost.infrastructure: $2.9k /month,\n"             \
    "          api.input_price: 1.1 USD/Mtok }\n"                                              \
    "traffic.requests_per_day: %s /day\n"

static void start(Answered *a, const char *setup, const char *traffic)
{
    char text[2048];
    Error err = { 0 };

    snprintf(text, sizeof text, MODEL, setup, traffic);
    answered_start(a, text, 0);
    if (!break_even_volume(&a->answer, a->whole.run, 1, &err))
        fail_msg("%s", err.text);
}

static void the_volume_is_that_of_the_closed_form(void **state)
{
    Answered a;
    start(&a, "$43k", "29k");
    const BreakEven *volume = &a.answer.pairs[0].volume;

    assert_int_equal(volume->design, 1);
    for (size_t k = 0; k < 3; k++)
        assert_close(volume->q[k].value, 1137500, 1e-9);
    assert_true(volume->never.value == 0);
    assert_close(volume->now, 30.4375 * 29e3, 1e-12);
    answered_stop(&a);
}

/* Traffic that is not known changes what is now, not where costs cross. */
static void the_volume_does_not_depend_on_what_the_traffic_is(void **state)
{
    Answered a;
    start(&a, "$43k", "5k..90k");

    for (size_t k = 0; k < 3; k++)
        assert_close(a.answer.pairs[0].volume.q[k].value, 1137500, 1e-6);
    answered_stop(&a);
}

/* The volume is linear in the set-up: P10 and P90 of $30k and $60k give 870,833 and
 * 1,495,833. The rank of a quantile of 2,048 futures is sure to 0.0066 or, in the width of
 * 781,250 of all volumes, 5,200. */
static void the_volume_is_as_unsure_as_what_it_follows_from(void **state)
{
    Answered a;
    start(&a, "uniform($30k..$60k)", "29k");
    const BreakEven *volume = &a.answer.pairs[0].volume;

    assert_near(volume->q[0].value, 870833, 15600);
    assert_near(volume->q[1].value, 1183333, 26000);
    assert_near(volume->q[2].value, 1495833, 15600);
    assert_true(volume->q[1].se > 0 && volume->q[1].se < 20000);
    answered_stop(&a);
}

/* 64 times the traffic is not enough for a set-up of $43k at 10 requests a day. */
static void a_volume_out_of_reach_never_comes(void **state)
{
    Answered a;
    start(&a, "$43k", "10");

    assert_int_equal(a.answer.pairs[0].volume.design, 1);
    assert_true(a.answer.pairs[0].volume.never.value == 1);
    assert_true(isinf(a.answer.pairs[0].volume.q[0].value));
    answered_stop(&a);
}

/* Verdict and money turn at the same traffic: 1,137,500 a month are 37,372 a day. */
static void the_verdict_turns_where_the_money_turns(void **state)
{
    Answered a;
    start(&a, "$43k", "37300");
    assert_string_equal(answered_best(&a), "lean");
    answered_stop(&a);
    start(&a, "$43k", "37450");
    assert_string_equal(answered_best(&a), "rich");
    answered_stop(&a);
}

/* At 50,000 requests a day rich saves 0.002 * 1,521,875 - 900 = $2,143.75 a month, which
 * makes up for $33k of set-up in 15.39 months: it is ahead from the end of month 16 on. */
static void the_month_is_that_of_the_closed_form(void **state)
{
    Answered a;
    start(&a, "$43k", "50k");
    const BreakEven *month = &a.answer.pairs[0].month;

    assert_int_equal(month->design, 1);
    for (size_t k = 0; k < 3; k++)
        assert_true(month->q[k].value == 16);
    assert_true(month->never.value == 0);
    assert_true(a.answer.designs[1].by_month[15].cheapest.value == 0);
    assert_true(a.answer.designs[1].by_month[16].cheapest.value == 1);
    answered_stop(&a);
}

/* With a set-up of $10k to $80k more, evenly, from P10 to P90 (so $1.25k to $88.75k) it never
 * is in time where that is over 24 * 2,143.75 = $51,450: with a chance of 0.4263. Half the
 * futures come to it by 45,000 / 2,143.75 = 20.99: month 21; a tenth by 4.66: month 5. */
static void what_comes_too_late_counts_as_never(void **state)
{
    Answered a;
    start(&a, "uniform($20k..$90k)", "50k");
    const BreakEven *month = &a.answer.pairs[0].month;

    assert_near(month->never.value, 0.4263, 0.033);
    assert_near(month->q[1].value, 21, 1);
    assert_true(month->q[0].value == 5);
    assert_true(isinf(month->q[2].value));
    answered_stop(&a);
}

static void equal_designs_never_overtake_each_other(void **state)
{
    static const char text[] = "scenario: 1\nname: Test\ntraffic.requests_per_day: 900 /day\n"
                               "run: { trials: 512 }\nmoney.horizon: 6 months\n"
                               "api.model: catalog:llm/gpt-5.4-mini\n"
                               "designs:\n  one: { parts: [api] }\n  two: { parts: [api] }\n";
    Answered a;
    Error err;
    answered_start(&a, text, 0);
    assert_true(break_even_volume(&a.answer, a.whole.run, 1, &err));

    assert_true(a.answer.pairs[0].month.never.value == 1);
    assert_true(a.answer.pairs[0].volume.never.value == 1);
    assert_string_equal(a.answer.verdict.strength, "toss-up");
    answered_stop(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_volume_is_that_of_the_closed_form),
        cmocka_unit_test(the_volume_does_not_depend_on_what_the_traffic_is),
        cmocka_unit_test(the_volume_is_as_unsure_as_what_it_follows_from),
        cmocka_unit_test(a_volume_out_of_reach_never_comes),
        cmocka_unit_test(the_verdict_turns_where_the_money_turns),
        cmocka_unit_test(the_month_is_that_of_the_closed_form),
        cmocka_unit_test(what_comes_too_late_counts_as_never),
        cmocka_unit_test(equal_designs_never_overtake_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* How long own GPUs take, from what the engine says or mean values do. */
#include "tests/unit/support.h"

/* 200 tokens, half as many of reasoning before them: 300. The engine's first comes after
 * 0.8 s and its last after 6.78, 20 ms apart. */
static double interval(double first, double whole, double reasoning)
{
    return FORMULA_AT(serving_token_interval, 0, first, whole, 0.05, 200, reasoning);
}

static void tokens_come_evenly_between_the_first_and_the_last(void **state)
{
    assert_close(interval(0.8, 6.78, 0.5), 0.02, 1e-13);
    assert_close(interval(0.8, 6.78, 0), 5.98 / 199, 1e-13);
    assert_close(interval(-1, -1, 0.5), 0.05, 0); /* not simulated */
    assert_true(isinf(interval(0.8, INFINITY, 0)));
    assert_true(isinf(interval(INFINITY, INFINITY, 0)));
}

static double first(double engine, double each, double reasoning, double parcel, double wait)
{
    return FORMULA_AT(serving_first_token, 0, engine, 1.3, each, 200, reasoning, parcel, wait);
}

/* 100 tokens of reasoning at 20 ms. */
static void reasoning_comes_before_the_answer(void **state)
{
    assert_close(first(0.8, 0.02, 0, 1, 0), 0.8, 1e-13);
    assert_close(first(0.8, 0.02, 0.5, 1, 0), 2.8, 1e-13);
    assert_close(first(-1, 0.02, 0.5, 1, 0), 3.3, 1e-13);
}

/* The first of a parcel of 10 is sent with the tenth; 20 steps are waited for others. */
static void parcels_and_waiting_for_others_delay_the_first(void **state)
{
    assert_close(first(0.8, 0.02, 0, 10, 0), 0.98, 1e-13);
    assert_close(first(0.8, 0.02, 0, 10, 20), 1.38, 1e-13);
    assert_close(first(0.8, 0.02, 0, 1e4, 0), 0.8 + 199 * 0.02, 1e-13);
}

static void the_rest_comes_after_the_first(void **state)
{
    assert_close(FORMULA_AT(serving_decode, 0, 200, 0.02, 1), 3.98, 1e-13);
    assert_close(FORMULA_AT(serving_decode, 0, 200, 0.02, 10), 3.8, 1e-13);
    assert_close(FORMULA_AT(serving_decode, 0, 7, 0.02, 10), 0, 0);
}

/* First and rest together are what the engine says, whatever the parcels. */
static void both_together_are_the_whole_answer(void **state)
{
    double each = interval(0.8, 6.78, 0.5);

    for (double parcel = 1; parcel < 500; parcel *= 3)
        assert_close(first(0.8, each, 0.5, parcel, 0) +
                         FORMULA_AT(serving_decode, 0, 200, each, parcel),
                     6.78, 1e-13);
}

/* No number is lost where there is no answer: never NaN. */
static void no_answer_takes_for_ever(void **state)
{
    assert_close(first(0.8, INFINITY, 0, 1, 0), 0.8, 1e-13);
    assert_true(isinf(first(INFINITY, INFINITY, 0, 1, 0)));
    assert_true(isinf(first(0.8, INFINITY, 0.5, 1, 0)));
    assert_true(isinf(FORMULA_AT(serving_decode, 0, 200, INFINITY, 1)));
    assert_close(FORMULA_AT(serving_decode, 0, 1, INFINITY, 1), 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_come_evenly_between_the_first_and_the_last),
        cmocka_unit_test(reasoning_comes_before_the_answer),
        cmocka_unit_test(parcels_and_waiting_for_others_delay_the_first),
        cmocka_unit_test(the_rest_comes_after_the_first),
        cmocka_unit_test(both_together_are_the_whole_answer),
        cmocka_unit_test(no_answer_takes_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

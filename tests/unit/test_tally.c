/* Series that arrive in rounds, against the same series at once. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/results/tally.h"

enum { ROUND = 1000 };

static double next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(*state >> 11) + 0.5) * 0x1p-53;
}

/* n numbers, skewed, of both signs. */
static double *numbers(size_t n, uint64_t seed)
{
    double *x = malloc(n * sizeof *x);

    for (size_t i = 0; i < n; i++)
        x[i] = 1234.5 * (exp(2 * next(&seed)) - 2.1) * next(&seed);
    return x;
}

/* Rounds first, first + step, ... of a series of so many, each a batch by itself. */
static Tally tally_of(int bits, const double *x, size_t rounds, size_t first, size_t step)
{
    Tally tally = { .bits = bits };

    for (size_t r = first; r < rounds; r += step)
        tally_add(&tally, r, x + r * ROUND, ROUND);
    return tally;
}

static void one_round_is_summarised_exactly(void **state)
{
    double *x = numbers(5000, 3);
    Tally tally = { .bits = TALLY_RESULT };
    Summary exact = summary_make(x, 5000);

    tally_whole(&tally, x, 5000);
    Summary summary = tally_summary(&tally);
    assert_memory_equal(&summary, &exact, sizeof exact);
    tally_free(&tally);
    free(x);
}

/* 64 batches make 16 groups of four, the batches of the exact summary. */
static void rounds_have_the_mean_the_spread_and_the_error_of_the_whole(void **state)
{
    enum { N = RUN_BATCHES * ROUND };
    double *x = numbers(N, 4);
    Tally tally = tally_of(TALLY_RESULT, x, RUN_BATCHES, 0, 1);
    Summary summary = tally_summary(&tally), exact = summary_make(x, N);

    assert_close(summary.mean.value, exact.mean.value, 1e-13);
    assert_close(summary.mean.se, exact.mean.se, 1e-11);
    assert_close(summary.sd, exact.sd, 1e-12);
    for (size_t q = 0; q < Q_COUNT; q++)
        assert_close(summary.q[q].value, exact.q[q].value, 0x1.001p-14);
    tally_free(&tally);
    free(x);
}

/* A batch of two rounds and a bit; the sums are those of its numbers at once. */
static void a_batch_may_arrive_in_pieces(void **state)
{
    double *x = numbers(3 * ROUND, 8);
    Tally tally = { .bits = TALLY_MEAN };

    tally_add(&tally, 0, x, ROUND);
    tally_add(&tally, 0, x + ROUND, ROUND + 13);
    tally_add(&tally, 1, x + 2 * ROUND + 13, ROUND - 13);
    assert_close(tally_summary(&tally).mean.value, estimate_mean(x, 3 * ROUND).value, 1e-13);
    assert_true(isnan(tally_summary(&tally).q[Q_P50].value));
    assert_true(isnan(tally_summary(&tally).sd));
    tally_free(&tally);
    free(x);
}

/* Ten batches are ten groups: for equal sizes, the spread of ten means over root 10. */
static void few_batches_are_groups_by_themselves(void **state)
{
    double *x = numbers(10 * ROUND, 5), means[10], mean = 0, squares = 0;
    Tally tally = tally_of(TALLY_MEAN, x, 10, 0, 1);

    for (size_t b = 0; b < 10; b++) {
        means[b] = estimate_mean(x + b * ROUND, ROUND).value;
        mean += means[b] / 10;
    }
    for (size_t b = 0; b < 10; b++)
        squares += (means[b] - mean) * (means[b] - mean);
    assert_close(tally_summary(&tally).mean.se, sqrt(squares / 9 / 10), 1e-10);
    tally_free(&tally);
    free(x);
}

/* Other numbers than one over a power of two would not be exact in a bin. */
static void equal_values_are_exact_and_have_no_error(void **state)
{
    double x[ROUND];
    Tally tally = { .bits = TALLY_MONTH };

    for (size_t i = 0; i < ROUND; i++)
        x[i] = 0.123456789;
    for (size_t b = 0; b < 20; b++)
        tally_add(&tally, b, x, ROUND);
    Summary s = tally_summary(&tally);
    assert_true(s.mean.value == 0.123456789 && s.mean.se == 0 && s.sd == 0);
    for (size_t q = 0; q < Q_COUNT; q++)
        assert_true(s.q[q].value == 0.123456789 && s.q[q].se == 0);
    tally_free(&tally);
}

/* As several processes would share the batches, and put them together in any order. */
static void parts_merge_into_the_bits_of_the_whole(void **state)
{
    double *x = numbers(50 * ROUND, 6);
    Tally whole = tally_of(TALLY_RESULT, x, 50, 0, 1), up = { .bits = TALLY_RESULT },
          down = { .bits = TALLY_RESULT };

    for (size_t p = 0; p < 3; p++) {
        Tally a = tally_of(TALLY_RESULT, x, 50, p, 3);
        Tally b = tally_of(TALLY_RESULT, x, 50, 2 - p, 3);
        tally_merge(&up, &a);
        tally_merge(&down, &b);
        tally_free(&a);
        tally_free(&b);
    }
    Summary s = tally_summary(&whole), s_up = tally_summary(&up), s_down = tally_summary(&down);
    assert_memory_equal(&s, &s_up, sizeof s);
    assert_memory_equal(&s, &s_down, sizeof s);
    tally_free(&whole);
    tally_free(&up);
    tally_free(&down);
    free(x);
}

static void one_unknown_value_makes_all_unknown(void **state)
{
    double *x = numbers(20 * ROUND, 7), level = 0.5, median;
    x[17 * ROUND + 5] = NAN;
    Tally tally = tally_of(TALLY_RESULT, x, 20, 0, 1);
    Summary s = tally_summary(&tally);

    assert_true(isnan(s.mean.value) && isnan(s.sd) && isnan(s.q[Q_P50].value));
    tally_quantiles(&tally, &median, &level, 1);
    assert_true(isnan(median));
    tally_free(&tally);
    free(x);
}

/* Uniform on 10..11: density 1, so the standard error of a quantile is
 * sqrt(p (1 - p) / n): 0.0015 of the median of 100,000, more than half a bin (0.0006). The
 * counts tell it within a bin or two at each end, 0.001. */
static void errors_of_quantiles_are_those_of_independent_values(void **state)
{
    enum { N = 100 * ROUND };
    double *x = malloc(N * sizeof *x);
    uint64_t seed = 21;

    for (size_t i = 0; i < N; i++)
        x[i] = 10 + next(&seed);
    Tally tally = { .bits = TALLY_RESULT };
    for (size_t r = 0; r < 100; r++)
        tally_add(&tally, r / 2, x + r * ROUND, ROUND);
    Summary s = tally_summary(&tally);
    for (size_t q = 0; q < Q_COUNT; q++) {
        double p = answer_levels[q], se = sqrt(p * (1 - p) / N);
        assert_near(s.q[q].value, 10 + p, 4 * se + 0.0006);
        assert_near(s.q[q].se, se, 0.0007);
        assert_true(s.q[q].se >= 10 * 0x1p-14);
    }
    tally_free(&tally);
    free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_round_is_summarised_exactly),
        cmocka_unit_test(rounds_have_the_mean_the_spread_and_the_error_of_the_whole),
        cmocka_unit_test(a_batch_may_arrive_in_pieces),
        cmocka_unit_test(few_batches_are_groups_by_themselves),
        cmocka_unit_test(equal_values_are_exact_and_have_no_error),
        cmocka_unit_test(parts_merge_into_the_bits_of_the_whole),
        cmocka_unit_test(one_unknown_value_makes_all_unknown),
        cmocka_unit_test(errors_of_quantiles_are_those_of_independent_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

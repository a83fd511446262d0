/* Arrivals: laws of gaps, and replays. */
#include "tests/unit/support.h"

#include "sim/serving/arrivals.h"
#include "tests/unit/serving_fixture.h"

enum { COUNT = 400000 };

static double times[COUNT];

static void fill(const Arrivals *law, uint64_t seed)
{
    for (size_t i = 0; i < COUNT; i++)
        times[i] = uniform_of("gaps", seed, i);
    arrivals_fill(times, law, times, COUNT);
}

static double gap(size_t i)
{
    return i > 0 ? times[i] - times[i - 1] : times[0];
}

/* With equally spaced uniforms the means are integrals. What the last cell of the rarer
 * exponential leaves out of its mean square is about log(n)^2 / n of it, n cells of it. */
static void gaps_have(const Arrivals *law, double share)
{
    double sum = 0, square = 0, cells = share * COUNT, error = log(cells) * log(cells) / cells;

    for (size_t i = 0; i < COUNT; i++)
        times[i] = ((double)i + 0.5) / COUNT;
    arrivals_fill(times, law, times, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        double g = gap(i) * law->rate;
        assert_true(g >= -1e-7);
        sum += g;
        square += g * g;
    }
    assert_near(sum / COUNT, 1, error);
    assert_close(square / COUNT, 1 + law->cv * law->cv, error);
}

/* Shares of long gaps from the formula of arrivals.h, by hand: for a cv of 2.4 and a burst
 * of 3.7, (2.7 / 3.7)^2 / (2.38 + (2.7 / 3.7)^2) = 0.183. */
static void gaps_have_their_mean_and_variation(void **state)
{
    gaps_have(&(Arrivals){ .rate = 2.57, .cv = 1 }, 1);
    gaps_have(&(Arrivals){ .rate = 0.0313, .cv = 0.37 }, 1);
    gaps_have(&(Arrivals){ .rate = 5.53, .cv = 1.09, .burst = 2 }, 0.727);
    gaps_have(&(Arrivals){ .rate = 5.53, .cv = 2.4, .burst = 3.7 }, 0.183);
    gaps_have(&(Arrivals){ .rate = 2.57, .cv = 13.2, .burst = 5.7 }, 0.00777);
}

static void no_variation_is_a_clock(void **state)
{
    fill(&(Arrivals){ .rate = 4, .cv = 0 }, 9);
    for (size_t i = 0; i < 1000; i++)
        assert_near(times[i], (double)(i + 1) / 4, 1e-9);
}

/* Exponential gaps: the largest distance between distribution functions (Kolmogorov) is
 * below 1.95 / sqrt(n) with a chance of 0.999. */
static void poisson_gaps_are_exponential(void **state)
{
    enum { BINS = 64 };
    double below[BINS] = { 0 }, sum = 0;

    fill(&(Arrivals){ .rate = 3.1, .cv = 1 }, 8);
    for (size_t i = 0; i < COUNT; i++)
        below[(int)(BINS * (1 - exp(-gap(i) * 3.1)))]++;
    for (int k = 0; k < BINS; k++) {
        sum += below[k] / COUNT;
        assert_near(sum, (k + 1) / (double)BINS, 1.95 / sqrt(COUNT));
    }
}

/* Counts of tenths of a second, far below the lengths of bursts: variance over mean is
 * 1 + rate * window * (burst - 1) = 1 + 2.57 * 0.1 * 4.7. Bursts are few, about 200 in all,
 * so that it is known to a tenth. */
static void bursts_are_as_dense_as_stated(void **state)
{
    double window = 0.1, sum = 0, square = 0, in_window = 0;
    size_t windows = 0;

    fill(&(Arrivals){ .rate = 2.57, .cv = 13.2, .burst = 5.7 }, 10);
    for (size_t i = 0; i < COUNT; in_window = 0, windows++) {
        for (; i < COUNT && times[i] < (double)(windows + 1) * window; i++)
            in_window++;
        sum += in_window;
        square += in_window * in_window;
    }
    double mean = sum / (double)windows;
    assert_close((square / (double)windows - mean * mean) / mean, 1 + 2.57 * 0.1 * 4.7, 0.1);
}

/* 10, 10.5, 12, 16 s: a mean gap of 2, so that the round takes 8 s. */
static const double trace[] = { 10, 10.5, 12, 16 };

static void replays_go_round(void **state)
{
    const double expected[] = { 0, 4, 6, 6.5, 8, 12, 14 };
    double got[7];

    assert_true(arrivals_replay(got, 7, trace, 4, 1, 0.5, 0));
    for (int i = 0; i < 7; i++)
        assert_close(got[i], expected[i], 1e-15);
}

static void replays_stretch_to_a_rate(void **state)
{
    double got[9];

    assert_true(arrivals_replay(got, 9, trace, 4, 1, 0, 1.25));
    assert_close(got[1], 0.5 / (1.25 * 2), 1e-12);
    assert_close(got[8], 8 / 1.25, 1e-12);
}

/* Every third of 10, 10.5, 12, 16, 18, 18.5, 20, 24, 26, 26.5: 10, 16, 20, 26.5, whose mean
 * gap over the round is 6: half of that at twice the rate, a third. */
static void a_replica_gets_its_turn_of_a_trace(void **state)
{
    const double expected[] = { 0, 6, 10, 16.5 };
    double got[4];

    assert_true(arrivals_replay(got, 4, trace, 4, 3, 0, 0));
    for (int i = 0; i < 4; i++)
        assert_close(got[i], expected[i], 1e-15);
    assert_true(arrivals_replay(got, 4, trace, 4, 3, 0, 1 / 3.0));
    for (int i = 0; i < 4; i++)
        assert_close(got[i], expected[i] / 2, 1e-12);
}

static void what_is_no_trace_is_refused(void **state)
{
    double got[3];

    assert_false(arrivals_replay(got, 3, trace, 0, 1, 0, 0));
    assert_false(arrivals_replay(got, 3, trace, 1, 1, 0, 0));
    assert_false(arrivals_replay(got, 3, (const double[]){ 2, 1, 3 }, 3, 1, 0, 0));
    assert_false(arrivals_replay(got, 3, (const double[]){ 2, 2, 2 }, 3, 1, 0, 0));
    assert_false(arrivals_replay(got, 3, (const double[]){ 0, NAN, 2 }, 3, 1, 0, 0));
    assert_false(arrivals_replay(got, 3, (const double[]){ 0, 1, INFINITY }, 3, 1, 0, 0));
    assert_true(arrivals_replay(got, 3, trace, 4, 1, NAN, 0));
    assert_true(arrivals_replay(got, 3, trace, 4, 1, 1, 0));
    assert_true(arrivals_replay(got, 0, trace, 4, 1, 0, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_have_their_mean_and_variation),
        cmocka_unit_test(no_variation_is_a_clock),
        cmocka_unit_test(poisson_gaps_are_exponential),
        cmocka_unit_test(bursts_are_as_dense_as_stated),
        cmocka_unit_test(replays_go_round),
        cmocka_unit_test(replays_stretch_to_a_rate),
        cmocka_unit_test(a_replica_gets_its_turn_of_a_trace),
        cmocka_unit_test(what_is_no_trace_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

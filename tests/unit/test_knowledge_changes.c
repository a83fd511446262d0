/* The documents that change in a month: as many as expected, or drawn. */
#include "tests/unit/support.h"

#include "sim/base/counts.h"
#include "sim/sampling/uniforms.h"

static double share(double documents, double level, double rate, double dispersion, double u)
{
    double drawn = 0.47;

    if (dispersion > 0)
        drawn = FORMULA_AT(knowledge_drawn_share, 5, documents, level, rate, dispersion, u);
    return FORMULA_AT(knowledge_change_share, 5, rate, dispersion, drawn);
}

static void without_dispersion_the_expected_share_changes(void **state)
{
    assert_near(share(4300, 1.07, 0.0317, 0, 0.999), 0.0317, 0);
    assert_near(share(0, 1, 0.0317, 0, 0.001), 0.0317, 0);
}

/* Rate 0.02 of 100 * 1.5 documents is 3; P(K <= 3) = 13 exp(-3) = 0.6472 of Poisson. */
static void a_dispersion_of_one_is_poisson(void **state)
{
    assert_close(share(100, 1.5, 0.02, 1, 0.647), 3.0 / 150, 1e-15);
    assert_close(share(100, 1.5, 0.02, 1, 0.648), 4.0 / 150, 1e-15);
}

static void a_dispersion_below_one_counts_as_one(void **state)
{
    assert_near(share(100, 1.5, 0.02, 0.4, 0.9), share(100, 1.5, 0.02, 1, 0.9), 0);
}

/* Size 3/(4 - 1) = 1, chance 1/4: geometric, P(K <= k) = 1 - 0.75^(k+1); 0.5781 at 2 and
 * 0.6836 at 3. */
static void a_larger_dispersion_comes_in_bursts(void **state)
{
    assert_close(share(100, 1.5, 0.02, 4, 0.578), 2.0 / 150, 1e-15);
    assert_close(share(100, 1.5, 0.02, 4, 0.579), 3.0 / 150, 1e-15);
}

static void no_more_than_all_documents_change(void **state)
{
    assert_near(share(3, 1, 0.9, 900, 0.999), 1, 0);
    assert_near(share(3, 1, 1, 1, 0.999), 1, 0);
}

static void where_nothing_can_change_nothing_is_drawn(void **state)
{
    assert_near(share(4300, 1, 0, 7, 0.999), 0, 0);
    assert_near(share(0, 1, 0.05, 7, 0.999), 0.05, 0);
}

/* Lanes with and without dispersion side by side, as `0 | 6` draws them. */
static void each_lane_has_its_own_dispersion(void **state)
{
    static double rate[LANES], dispersion[LANES], drawn[LANES], out[LANES];

    uniforms_fill(1, 2, 3, 4, drawn);
    for (int i = 0; i < LANES; i++) {
        rate[i] = 0.031;
        dispersion[i] = i % 2 ? 6 : 0;
    }
    knowledge_change_share.formula((const double *[]){ rate, dispersion, drawn }, out);
    for (int i = 0; i < LANES; i += 2)
        assert_near(out[i], 0.031, 0);
    assert_true(out[1] == drawn[1] && out[3] == drawn[3]);
}

/* 512,000 months of 40 changes with dispersion 5: the mean has a standard error of
 * sqrt(200 / 512,000) = 0.0198, the variance one of 200 sqrt((2 + kurtosis) / 512,000);
 * the excess kurtosis of size 10, chance 0.2 is 6/10 + 0.04/(10 * 0.8) = 0.605. */
static void months_have_the_mean_and_variance_that_are_stated(void **state)
{
    enum { BLOCKS = 2000 };
    static double column[5][LANES], out[LANES];
    const double *from[] = { column[0], column[1], column[2], column[3], column[4] };
    double sum = 0, squares = 0, n = (double)BLOCKS * LANES;

    for (int i = 0; i < LANES; i++) {
        column[0][i] = 1000;
        column[1][i] = 1;
        column[2][i] = 0.04;
        column[3][i] = 5;
    }
    for (uint64_t block = 0; block < BLOCKS; block++) {
        uniforms_fill(11, 12, 13, block, column[4]);
        knowledge_drawn_share.formula(from, out);
        for (int i = 0; i < LANES; i++) {
            sum += 1000 * out[i] - 40;
            squares += (1000 * out[i] - 40) * (1000 * out[i] - 40);
        }
    }
    assert_near(sum / n, 0, 3 * sqrt(200 / n));
    assert_near(squares / n, 200, 3 * 200 * sqrt(2.605 / n));
}

/* 4,300 documents, 7% more than at launch, of which 3% change. */
static void changes_are_counted_in_documents(void **state)
{
    assert_close(FORMULA_AT(knowledge_changes, 5, 4300, 1.07, 0.03), 138.03, 1e-14);
    assert_close(FORMULA_AT(knowledge_changes_so_far, 5, 512.5, 138.03), 650.53, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_dispersion_the_expected_share_changes),
        cmocka_unit_test(a_dispersion_of_one_is_poisson),
        cmocka_unit_test(a_dispersion_below_one_counts_as_one),
        cmocka_unit_test(a_larger_dispersion_comes_in_bursts),
        cmocka_unit_test(no_more_than_all_documents_change),
        cmocka_unit_test(where_nothing_can_change_nothing_is_drawn),
        cmocka_unit_test(each_lane_has_its_own_dispersion),
        cmocka_unit_test(months_have_the_mean_and_variance_that_are_stated),
        cmocka_unit_test(changes_are_counted_in_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

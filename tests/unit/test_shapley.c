/* Shapley values of games whose values are known. */
#include "tests/unit/support.h"

#include "sim/decision/shapley.h"

enum { MOST = 24 };

/* A sum of effects of one, two and three inputs: c[i], d where i and i + 1 are both in, and
 * e where the first three are. The second output is minus twice the first. */
typedef struct {
    size_t n;
    double alone[MOST], both[MOST], three;
    int left; /* calls before it fails; -1: never */
} Effects;

static bool value(void *context, const bool *in, double *values)
{
    Effects *effects = context;

    if (effects->left == 0)
        return false;
    effects->left -= effects->left > 0;
    values[0] = 1234.5;
    for (size_t i = 0; i < effects->n; i++) {
        values[0] += in[i] ? effects->alone[i] : 0;
        if (i + 1 < effects->n)
            values[0] += in[i] && in[i + 1] ? effects->both[i] : 0;
    }
    values[0] += effects->n > 2 && in[0] && in[1] && in[2] ? effects->three : 0;
    values[1] = -2 * values[0];
    return true;
}

static Effects effects_of(size_t n)
{
    Effects effects = { .n = n, .left = -1 };

    for (size_t i = 0; i < n; i++) {
        effects.alone[i] = 3.7 * (double)i - 11.3;
        effects.both[i] = 0.9 + 1.3 * (double)(i % 3);
    }
    return effects;
}

/* Half of each joint effect of two, a third of one of three. */
static double share_of(const Effects *e, size_t i)
{
    double share = e->alone[i];

    share += i + 1 < e->n ? e->both[i] / 2 : 0;
    share += i > 0 ? e->both[i - 1] / 2 : 0;
    return share + (i < 3 ? e->three / 3 : 0);
}

static ShapleyGame game_of(Effects *effects)
{
    return (ShapleyGame){ effects->n, 2, value, effects };
}

static void joint_effects_are_split_evenly(void **state)
{
    for (size_t n = 1; n <= SHAPLEY_EXACT; n++) {
        Effects effects = effects_of(n);
        double shares[SHAPLEY_EXACT * 2];
        ShapleyGame game = game_of(&effects);
        effects.three = n > 2 ? 17.1 : 0;
        assert_true(shapley_exact(&game, shares));
        for (size_t i = 0; i < n; i++) {
            assert_near(shares[2 * i], share_of(&effects, i), 1e-11);
            assert_near(shares[2 * i + 1], -2 * share_of(&effects, i), 1e-11);
        }
    }
}

static double whole_of(const Effects *e)
{
    double whole = e->n > 2 ? e->three : 0;

    for (size_t i = 0; i < e->n; i++)
        whole += e->alone[i] + (i + 1 < e->n ? e->both[i] : 0);
    return whole;
}

static void shares_add_up_to_the_whole(void **state)
{
    double shares[MOST * 2], errors[MOST * 2], exact = 0, sampled = 0;
    Effects few = effects_of(7), many = effects_of(MOST);
    ShapleyGame small = game_of(&few), large = game_of(&many);

    few.three = 17.1;
    many.three = -23.9;
    assert_true(shapley_exact(&small, shares));
    for (size_t i = 0; i < few.n; i++)
        exact += shares[2 * i];
    assert_close(exact, whole_of(&few), 1e-12);
    assert_true(shapley_sampled(&large, shares, errors, 5, 42));
    for (size_t i = 0; i < many.n; i++)
        sampled += shares[2 * i];
    assert_close(sampled, whole_of(&many), 1e-12);
}

/* In an order i comes before j, in its reverse after it: each has the joint effect once. */
static void orders_and_their_reverse_leave_no_error_of_two(void **state)
{
    double shares[MOST * 2], errors[MOST * 2];
    Effects effects = effects_of(MOST);
    ShapleyGame game = game_of(&effects);

    assert_true(shapley_sampled(&game, shares, errors, 2, 7));
    for (size_t i = 0; i < MOST; i++) {
        assert_near(shares[2 * i], share_of(&effects, i), 1e-10);
        assert_near(errors[2 * i], 0, 1e-10);
    }
}

/* In a pair of orders a joint effect of three goes half to the first input to come last of
 * the three, half to that which does in the reverse: an input has e/2 with chance 2/3, so
 * one pair has the standard deviation e sqrt(2)/6. */
static void the_stated_error_is_that_of_sampling(void **state)
{
    enum { PAIRS = 400 };
    double shares[MOST * 2], errors[MOST * 2];
    Effects effects = effects_of(MOST);
    ShapleyGame game = game_of(&effects);

    effects.three = 100;
    assert_true(shapley_sampled(&game, shares, errors, PAIRS, 42));
    for (size_t i = 0; i < 3; i++) {
        double expected = 100 * sqrt(2) / 6 / sqrt(PAIRS);
        assert_close(errors[2 * i], expected, 0.1);
        assert_close(errors[2 * i + 1], 2 * expected, 0.1);
        assert_near(shares[2 * i], share_of(&effects, i), 3.5 * expected);
        assert_true(fabs(shares[2 * i] - share_of(&effects, i)) > 1e-6);
    }
    assert_near(errors[2 * 5], 0, 1e-10);
}

static void the_seed_decides(void **state)
{
    double a[MOST * 2], b[MOST * 2], errors[MOST * 2];
    Effects effects = effects_of(MOST);
    ShapleyGame game = game_of(&effects);

    effects.three = 100;
    assert_true(shapley_sampled(&game, a, errors, 3, 1) &&
                shapley_sampled(&game, b, errors, 3, 1));
    assert_memory_equal(a, b, sizeof a);
    assert_true(shapley_sampled(&game, b, errors, 3, 2));
    assert_true(memcmp(a, b, sizeof a) != 0);
}

static void a_value_that_fails_ends_it(void **state)
{
    double shares[MOST * 2], errors[MOST * 2];
    Effects effects = effects_of(4);
    ShapleyGame game = game_of(&effects);

    for (int left = 0; left < 16; left += 5) {
        effects.left = left;
        assert_false(shapley_exact(&game, shares));
    }
    for (int left = 0; left < 8; left++) {
        effects.left = left;
        assert_false(shapley_sampled(&game, shares, errors, 2, 42));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joint_effects_are_split_evenly),
        cmocka_unit_test(shares_add_up_to_the_whole),
        cmocka_unit_test(orders_and_their_reverse_leave_no_error_of_two),
        cmocka_unit_test(the_stated_error_is_that_of_sampling),
        cmocka_unit_test(the_seed_decides),
        cmocka_unit_test(a_value_that_fails_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

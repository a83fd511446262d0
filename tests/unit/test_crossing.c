/* Where rising quantities reach their limits, in lanes. */
#include "tests/unit/support.h"

#include "models/crossing.h"
#include "tests/unit/serving_fixture.h"

/* Lane i: flat, then steep from a knee on, as steps are that wait for memory and then for
 * arithmetic; it is 1 at the crossing, which is told. */
static double rising(size_t i, double x, double crossing)
{
    double knee = crossing * uniform_of("knee", 31, i), flat = 1e-3 * uniform_of("flat", 31, i);
    double slope = 1 / (crossing - knee + 1e-3);

    return (flat * x + slope * fmax(x - knee, 0)) /
           (flat * crossing + slope * fmax(crossing - knee, 0));
}

typedef struct {
    double crossing[LANES], at[LANES];
} Found;

/* Lane i crosses at its crossing, or not below the end; so many lanes of each. */
static Found find(const double *crossing, size_t lanes, double low, double high)
{
    double from[LANES], to[LANES], under[LANES], over[LANES];
    Crossing c;
    Found found;

    for (size_t i = 0; i < LANES; i++) {
        found.crossing[i] = crossing[i % lanes];
        from[i] = low;
        to[i] = high;
        under[i] = rising(i % lanes, low, found.crossing[i]) - 1;
        over[i] = rising(i % lanes, high, found.crossing[i]) - 1;
    }
    crossing_start(&c, from, under, to, over);
    while (crossing_next(&c)) {
        for (size_t i = 0; i < LANES; i++)
            over[i] = rising(i % lanes, c.at[i], found.crossing[i]) - 1;
        crossing_tell(&c, over);
    }
    memcpy(found.at, c.at, sizeof found.at);
    return found;
}

static void crossings_are_found_to_half_a_percent(void **state)
{
    double crossings[LANES];

    for (size_t i = 0; i < LANES; i++)
        crossings[i] = 2 + 250 * uniform_of("crossing", 31, i);
    Found found = find(crossings, LANES, 1, 256);
    for (size_t i = 0; i < LANES; i++)
        assert_close(found.at[i], found.crossing[i], 0.006);
}

static void a_lane_that_is_never_over_stays_at_its_higher_end(void **state)
{
    double beyond = 300;
    Found found = find(&beyond, 1, 1, 256);

    assert_close(found.at[17], 256, 0);
}

/* Alone among its equals, and among lanes that need many more rounds: the same bits. */
static void a_lane_knows_nothing_of_the_others(void **state)
{
    double crossings[LANES];

    for (size_t i = 0; i < LANES; i++)
        crossings[i] = 2 + 250 * uniform_of("crossing", 32, i);
    Found together = find(crossings, LANES, 1, 256), alone = find(crossings, 1, 1, 256);
    assert_true(together.at[0] == alone.at[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crossings_are_found_to_half_a_percent),
        cmocka_unit_test(a_lane_that_is_never_over_stays_at_its_higher_end),
        cmocka_unit_test(a_lane_knows_nothing_of_the_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

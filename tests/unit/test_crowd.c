/* Others that a request meets: against queues whose law is known. */
#include "tests/unit/support.h"

#include "models/crowd.h"

typedef struct {
    double rate, spread, burst, mean, most, queue, alone, beside_mean, beside_most;
} Case;

static double meet(const Case *of, double chance)
{
    const Crowd c = { .rate = of->rate,
                      .extra = of->spread * of->spread - 1,
                      .burst = of->burst,
                      .mean = of->mean,
                      .most = of->most,
                      .queue = of->queue,
                      .alone = of->alone,
                      .beside_mean = of->beside_mean,
                      .beside_most = of->beside_most };
    double met[LANES], chances[LANES];

    for (size_t i = 0; i < LANES; i++)
        chances[i] = chance;
    crowd_meet(met, &c, chances);
    assert_true(met[0] == met[LANES - 1]);
    return met[0];
}

/* The chance of meeting more than so many. */
static double chance_of_more(const Case *of, double n)
{
    double low = 1e-9, high = 1 - 1e-9;

    for (int k = 0; k < 50; k++) {
        double chance = (low + high) / 2;
        *(meet(of, chance) > n ? &high : &low) = chance;
    }
    return 1 - low;
}

/* As many seats as anybody wants, at 2.3 s each: 31.05 others on average, Poisson. In a Poisson
 * of that mean 0.0248, 0.5 and 0.9750 of all mass lie below 20.6, 30.9 and 42.4 (halves, as
 * counts are steps). Cells of the density are a fifth of its width. */
static void with_room_for_all_they_are_poisson(void **state)
{
    const Case room = { 13.5, 1, 3.7, 31.05, 400, 100, 2.3, 2.3, 2.3 };

    assert_near(meet(&room, 0.0248), 20.6, 0.5);
    assert_near(meet(&room, 0.5), 30.9, 0.5);
    assert_near(meet(&room, 0.975), 42.4, 1.2);
}

/* Erlang's C for 20 servers and an offered load of 15: 0.16; who waits has 15 / 20 of a
 * geometric queue, whose rate is ln(20 / 15) per place. */
static void those_who_find_no_seat_are_erlangs(void **state)
{
    const Case few = { 15, 1, 3.7, 15, 20, 1e6, 1, 1, 1 };
    double erlang = 1;

    for (int k = 1; k <= 20; k++)
        erlang = 15 * erlang / (k + 15 * erlang);
    double waits = erlang / (1 - 0.75 * (1 - erlang));
    assert_close(waits, 0.1604, 1e-3);
    assert_near(chance_of_more(&few, 19.5), waits, 0.02);
    assert_close(meet(&few, 0.9999) - meet(&few, 0.99), log(100) / log(20 / 15.0), 0.01);
}

/* Long bursts of 2.5 times the rate, which is more than 21.7 seats do at 1.3 s each. A fluid
 * that comes on and off by chance, at rates e and o of ending and beginning, decays by
 * e / (2.5 r - m) - o / m a place, where (1 / e + 1 / o) gives bursts of o / (e + o) = 1 / 2.5
 * of the time, and e + o = 2 (2.5 - 1) r / (c^2 - 1). */
static void long_bursts_queue_like_a_fluid(void **state)
{
    const Case bursts = { 11.3, 61, 2.5, 14.69, 21.7, 1e9, 1.3, 1.3, 1.3 };
    double both = 2 * 1.5 * 11.3 / (61 * 61 - 1), begin = both / 2.5, end = both - begin;
    double m = 21.7 / 1.3, decay = end / (2.5 * 11.3 - m) - begin / m;

    assert_close(meet(&bursts, 0.999) - meet(&bursts, 0.9), log(100) / decay, 0.01);
}

static void bursts_let_requests_meet_more(void **state)
{
    Case of = { 13.5, 1, 3.7, 31.05, 60, 240, 1.1, 2.3, 3.5 };
    double before = 0;

    for (double spread = 0; spread < 20; spread += 0.7) {
        of.spread = spread;
        assert_true(meet(&of, 0.95) >= before);
        before = meet(&of, 0.95);
    }
    for (double chance = 0.001; chance < 0.99; chance += 0.017)
        assert_true(meet(&of, chance) <= meet(&of, chance + 0.01));
    assert_true(meet(&of, 1 - 1e-12) <= 60 + 240 + 1e-9);
}

/* A request an hour meets nobody. */
static void seldom_requests_are_alone(void **state)
{
    const Case seldom = { 3e-4, 5, 3.7, 6.3e-4, 60, 240, 2.1, 2.1, 3.5 };

    assert_true(meet(&seldom, 0.5) < 0.01 && meet(&seldom, 0.5) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_room_for_all_they_are_poisson),
        cmocka_unit_test(those_who_find_no_seat_are_erlangs),
        cmocka_unit_test(long_bursts_queue_like_a_fluid),
        cmocka_unit_test(bursts_let_requests_meet_more),
        cmocka_unit_test(seldom_requests_are_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

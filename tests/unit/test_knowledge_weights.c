/* How stale the weights are: between retrains, after them, with several in a month. */
#include "tests/unit/support.h"

/* A month of the model: what is retrained in it, and how fast facts change. */
typedef struct {
    double change, lead;   /* the share of a month; months                          */
    double retrains, rest; /* of the month; from the last of them to the end        */
    double forced;         /* retunes                                               */
    double interval;       /* months, by the calendar                               */
    double limit, changes; /* documents per retrain, and in the month               */
} Month;

/* The mean of a month; `stale` goes from its start to its end. */
static double mean_of(Month m, double *stale)
{
    double decay = FORMULA_AT(knowledge_decay, 0, m.change);
    double fresh = FORMULA_AT(knowledge_stale_when_fresh, 0, decay, m.lead);
    double interval = m.interval > 0 ? m.interval : 1e6;
    double limit = m.limit > 0 ? m.limit : 1e300;
    double end = FORMULA_AT(knowledge_stale_at_end, 0, decay, *stale, m.forced, fresh,
                            m.retrains, m.rest);
    double mean = FORMULA_AT(knowledge_weights_stale, 0, decay, *stale, m.forced, fresh,
                             m.retrains, m.rest, end, interval, limit, m.changes);

    *stale = end;
    return mean;
}

/* 10% a month, a retrain every 3: 0 -> 10% -> 19% -> 27.1%, then all is fresh. The means
 * of months 1 to 4 are 5%, 14.5%, 23.05% and 5% again. */
static void staleness_grows_until_the_retrain(void **state)
{
    const Month quiet = { .change = 0.1 }, third = { .change = 0.1, .retrains = 1 };
    double stale = 0;

    assert_close(mean_of(quiet, &stale), 0.05, 1e-13);
    assert_close(mean_of(quiet, &stale), 0.145, 1e-13);
    assert_close(mean_of(third, &stale), 0.2305, 1e-13);
    assert_near(stale, 0, 1e-15);
    assert_close(mean_of(quiet, &stale), 0.05, 1e-12);
}

/* Four retrains in each month, the last at its end: the mean of 0 and 1 - 0.9^0.25. */
static void several_retrains_a_month_keep_it_fresh(void **state)
{
    const Month m = { .change = 0.1, .retrains = 4, .interval = 0.25 };
    double stale = 0, mean = (1 - pow(0.9, 0.25)) / 2;

    assert_close(mean_of(m, &stale), mean, 1e-13);
    assert_close(mean_of(m, &stale), mean, 1e-12);
}

/* 500 of 2,000 changes are a quarter of a month too. */
static void changes_space_retrains_like_the_calendar(void **state)
{
    const Month m = { .change = 0.1, .retrains = 4, .limit = 500, .changes = 2000 };
    double stale = 0;

    assert_close(mean_of(m, &stale), (1 - pow(0.9, 0.25)) / 2, 1e-13);
}

/* Every 0.4 months, month 2: 0.2 left of an interval, two of 0.4 (retrains at 1.2, 1.6
 * and 2.0), from what 0.2 months have left. */
static void pieces_of_a_month_add_up(void **state)
{
    const Month m = { .change = 0.1, .retrains = 3, .interval = 0.4 };
    double at_02 = 1 - pow(0.9, 0.2), at_04 = 1 - pow(0.9, 0.4), stale = at_02;

    assert_close(mean_of(m, &stale), 0.2 * (at_02 + at_04) / 2 + 0.8 * at_04 / 2, 1e-12);
    assert_near(stale, 0, 1e-15);
}

/* Every 1.6 months, month 2: 0.6 months from s(1) to s(1.6), 0.4 from 0 to s(0.4). */
static void a_retrain_may_come_within_a_month(void **state)
{
    const Month m = { .change = 0.1, .retrains = 1, .rest = 0.4, .interval = 1.6 };
    double stale = 0.1, at_16 = 1 - pow(0.9, 1.6), at_04 = 1 - pow(0.9, 0.4);

    assert_close(mean_of(m, &stale), 0.6 * (0.1 + at_16) / 2 + 0.4 * at_04 / 2, 1e-12);
    assert_close(stale, at_04, 1e-12);
}

/* Half a month of lead leaves 1 - 0.9^0.5 stale after the retrain, and 0.3 months later
 * 1 - 0.9^0.8. */
static void what_changes_in_the_lead_time_stays_stale(void **state)
{
    const Month m = { .change = 0.1, .lead = 0.5, .retrains = 1, .rest = 0.3 };
    double stale = 0.2, at_05 = 1 - pow(0.9, 0.5), at_08 = 1 - pow(0.9, 0.8);
    double old = 1 - 0.8 * pow(0.9, 0.7);

    assert_close(mean_of(m, &stale), 0.7 * (0.2 + old) / 2 + 0.3 * (at_05 + at_08) / 2, 1e-12);
    assert_close(stale, at_08, 1e-12);
}

/* A forced retune stands at the beginning: 4% stale by the lead time, then 0.9 of what
 * is true stays so. */
static void a_forced_retune_makes_the_month_begin_fresh(void **state)
{
    const Month m = { .change = 0.1, .lead = log(0.96) / log(0.9), .forced = 1 };
    double stale = 0.5;

    assert_close(mean_of(m, &stale), (0.04 + 1 - 0.96 * 0.9) / 2, 1e-12);
    assert_close(stale, 1 - 0.96 * 0.9, 1e-12);
}

/* If every fact changes each month, all is stale after any time, and nothing after none. */
static void what_changes_at_once_is_stale_at_once(void **state)
{
    const Month m = { .change = 1, .retrains = 3, .rest = 0.1, .interval = 0.3 };
    const Month full = { .change = 1, .retrains = 1 };
    double stale = 0;

    assert_near(mean_of(m, &stale), (0.3 + 0.6 + 0.1) / 2, 1e-12);
    assert_near(stale, 1, 0);
    mean_of(full, &stale);
    assert_near(stale, 0, 0);
}

static void where_nothing_changes_nothing_is_stale(void **state)
{
    const Month m = { .change = 0, .lead = 3, .retrains = 3, .rest = 0.1, .interval = 0.3 };
    double stale = 0;

    assert_near(mean_of(m, &stale), 0, 0);
    assert_near(mean_of((Month){ .limit = 1e12 }, &stale), 0, 0);
    assert_near(stale, 0, 0);
}

/* A month that brings the expected change decays by the rate that was worked out for it,
 * any other by its own. */
static void a_month_decays_by_what_changes_in_it(void **state)
{
    const Quantity *decay = source_named(&knowledge_stale_at_end, "knowledge.decay_of_month");

    assert_near(FORMULA_AT(*decay, 7, 0.04, 0.04, 0.123), 0.123, 0);
    assert_close(FORMULA_AT(*decay, 7, 0.25, 0.04, 0.123), -log(0.75), 1e-14);
    assert_near(FORMULA_AT(*decay, 7, 1, 0.04, 0.123), 1e300, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(staleness_grows_until_the_retrain),
        cmocka_unit_test(several_retrains_a_month_keep_it_fresh),
        cmocka_unit_test(changes_space_retrains_like_the_calendar),
        cmocka_unit_test(pieces_of_a_month_add_up),
        cmocka_unit_test(a_retrain_may_come_within_a_month),
        cmocka_unit_test(what_changes_in_the_lead_time_stays_stale),
        cmocka_unit_test(a_forced_retune_makes_the_month_begin_fresh),
        cmocka_unit_test(what_changes_at_once_is_stale_at_once),
        cmocka_unit_test(where_nothing_changes_nothing_is_stale),
        cmocka_unit_test(a_month_decays_by_what_changes_in_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* For how many hours the GPUs of a fleet are paid. */
#include "tests/unit/support.h"

/* A fleet of two GPUs a replica in a month of 30 days. `busy` replicas are kept busy at
 * the peak, at least one runs. */
typedef struct {
    double scaled, busy, spare, peak_to_mean, reserved, start_up;
} Fleet;

static double gpu_hours(Fleet f)
{
    double all = FORMULA_AT(serving_replicas, 1, f.busy, 1, 1, f.spare, 0);

    return FORMULA_AT(serving_gpu_hours, 1, all, 2, 720, f.scaled, f.busy, 1, 1, f.spare,
                      f.peak_to_mean, FORMULA_AT(traffic_hour_cosine, 0, f.peak_to_mean),
                      f.reserved, f.start_up);
}

static void without_autoscaling_the_fleet_runs_all_month(void **state)
{
    assert_close(gpu_hours((Fleet){ 0, 8, 1, 2, 0.4, 15 }), 9 * 2 * 720, 0);
}

/* With a peak of twice the mean the load u hours from it is (1 + cos 15u) / 2: of 8
 * replicas 8 7.86 7.46 6.83 6 5.04 4 2.96 2 1.17 0.54 0.14, so 8 8 8 7 6 6 4 3 2 2 1 1 run,
 * 56, twice a day, and a spare one: 136 hours. From 2 to 9 there are 7 starts of a
 * quarter of an hour: 1.75 more. */
static void with_it_each_hour_has_whole_replicas_for_its_load(void **state)
{
    assert_close(gpu_hours((Fleet){ 1, 8, 1, 2, 0, 15 }), 137.75 * 30 * 2, 1e-14);
}

/* Three times the mean: (1 + cos 22.5u) / 2 for 8 hours each way, of 5.3 replicas 5.30 5.10
 * 4.52 3.66 2.65 1.64 0.78 0.20: 6 6 5 4 3 2 1 1, then 4 hours of the one that always runs:
 * 32, twice. Five starts of half an hour. */
static void a_quiet_night_has_the_least_replicas(void **state)
{
    assert_close(gpu_hours((Fleet){ 1, 5.3, 0, 3, 0, 30 }), 66.5 * 30 * 2, 1e-14);
}

/* Half as much again as the mean: 1 - (1 - cos 15u) / 3, of 10 replicas 10 9.89 9.55 9.02
 * 8.33 7.53 6.67 5.80 5 4.31 3.78 3.45: 10 10 10 10 9 8 7 6 5 5 4 4 are 88. */
static void a_busy_night_keeps_part_of_the_load(void **state)
{
    assert_close(gpu_hours((Fleet){ 1, 10, 0, 1.5, 0, 0 }), 176 * 30 * 2, 1e-14);
}

/* Of the 9 in the first example 4.5 are reserved: 9 9 9 8 7 7 5 and five times 4.5 are
 * 76.5, twice, and 4.5 starts of a quarter of an hour. */
static void reserved_gpus_are_paid_at_night(void **state)
{
    assert_close(gpu_hours((Fleet){ 1, 8, 1, 2, 0.5, 15 }), 154.125 * 30 * 2, 1e-14);
    assert_close(gpu_hours((Fleet){ 1, 8, 1, 2, 1, 15 }), 9 * 2 * 720, 1e-14);
}

static void a_day_never_costs_more_than_running_through(void **state)
{
    assert_close(gpu_hours((Fleet){ 1, 8, 1, 2, 0, 720 }), 9 * 2 * 720, 1e-14);
    assert_close(gpu_hours((Fleet){ 1, 8, 1, 1, 0, 15 }), 9 * 2 * 720, 1e-14);
}

/* An hour has what its busiest minute needs, which is no less than its mean: the GPU
 * hours of a month are at least its work, whatever the peak. */
static void the_hours_suffice_for_the_requests_of_a_day(void **state)
{
    for (double peak = 1; peak < 60; peak *= 1.07)
        assert_true(gpu_hours((Fleet){ 1, 40 * peak, 0, peak, 0, 0 }) >= 40 * 2 * 720);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_autoscaling_the_fleet_runs_all_month),
        cmocka_unit_test(with_it_each_hour_has_whole_replicas_for_its_load),
        cmocka_unit_test(a_quiet_night_has_the_least_replicas),
        cmocka_unit_test(a_busy_night_keeps_part_of_the_load),
        cmocka_unit_test(reserved_gpus_are_paid_at_night),
        cmocka_unit_test(a_day_never_costs_more_than_running_through),
        cmocka_unit_test(the_hours_suffice_for_the_requests_of_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

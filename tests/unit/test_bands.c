/* The ready-made scenario of a mid-size company, worked out from the bottom up, lands
 * where published ranges are.
 *
 * Source of the bands: seed 001, "RAG or fine-tuning", implementation cost table (an
 * agency's guide, 2026). The retrieval overhead is from the same article. */
#include "tests/unit/support.h"

#include <stdlib.h>

#include "sim/base/assets.h"
#include "sim/base/quantile.h"
#include "tests/unit/whole_run.h"

typedef struct {
    const char *design;
    double low, high;
} Band;

static const Band build[] = {
    { "rag", 15e3, 60e3 },
    { "finetune", 40e3, 150e3 },
    { "combined", 50e3, 180e3 },
};

/* "Monthly infrastructure": what answers and what stands around it. */
static const Band infrastructure[] = {
    { "rag", 500, 3e3 },
    { "finetune", 2e3, 10e3 },
    { "combined", 3e3, 12e3 },
};

typedef struct {
    double p10, p90;
} Range;

static Range range_of(const double *x, size_t n)
{
    static const double levels[] = { 0.1, 0.9 };
    double values[2];

    quantile_fill(values, levels, 2, x, n);
    return (Range){ values[0], values[1] };
}

/* More than half of the range, on a log scale, is inside the band. */
static void check_band(const char *what, Range range, const Band *band)
{
    double low = fmax(range.p10, band->low), high = fmin(range.p90, band->high);
    double inside = log(high / low) / log(range.p90 / range.p10);

    if (!(low < high && inside > 0.5))
        fail_msg("%s of %s: %.0f..%.0f is not in %.0f..%.0f (%.0f%% of it)", what, band->design,
                 range.p10, range.p90, band->low, band->high, 100 * inside);
}

static void the_build_is_in_the_published_bands(void **state)
{
    const WholeRun *whole = *state;
    size_t n = run_trials(whole->run);

    for (size_t k = 0; k < COUNT_OF(build); k++)
        check_band("build", range_of(whole_run_values(whole, build[k].design, "cost.build"), n),
                   &build[k]);
}

static void the_monthly_infrastructure_is_in_the_published_bands(void **state)
{
    const WholeRun *whole = *state;
    size_t n = run_trials(whole->run);
    double *sum = malloc(n * sizeof *sum);

    for (size_t k = 0; k < COUNT_OF(infrastructure); k++) {
        const char *design = infrastructure[k].design;
        const double *inference = whole_run_values(whole, design, "cost.inference");
        const double *around = whole_run_values(whole, design, "cost.infrastructure");
        for (size_t i = 0; i < n; i++)
            sum[i] = inference[i] + around[i];
        check_band("infrastructure", range_of(sum, n), &infrastructure[k]);
    }
    free(sum);
}

/* Published: retrieval adds 200 to 500 ms to a request. */
static void retrieval_adds_what_is_published(void **state)
{
    static const char *const stages[] = { "latency.embed", "latency.search", "latency.rerank" };
    const WholeRun *whole = *state;
    size_t n = run_request_trials(whole->run);
    double *sum = calloc(n, sizeof *sum);

    for (size_t s = 0; s < COUNT_OF(stages); s++) {
        const double *mean =
            run_request_values(whole->run, whole_run_design(whole, "rag"),
                               whole_run_quantity(stages[s]), LAUNCH_AT_MEAN, REQUEST_MEAN);
        assert_non_null(mean);
        for (size_t i = 0; i < n; i++)
            sum[i] += mean[i];
    }
    Range overhead = range_of(sum, n);
    if (!(overhead.p10 <= 0.5 && overhead.p90 >= 0.2))
        fail_msg("retrieval adds %.3f..%.3f s", overhead.p10, overhead.p90);
    free(sum);
}

static int start(void **state)
{
    static WholeRun whole;

    whole_run_start(&whole, asset_find("scenarios/support_assistant.yaml")->data, NULL, 512);
    *state = &whole;
    return 0;
}

static int stop(void **state)
{
    whole_run_stop(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_build_is_in_the_published_bands),
        cmocka_unit_test(the_monthly_infrastructure_is_in_the_published_bands),
        cmocka_unit_test(retrieval_adds_what_is_published),
    };
    return cmocka_run_group_tests(tests, start, stop);
}

#include "tests/bench/stages.h"

#include <stdio.h>
#include <string.h>

#include "sim/engine/block.h"
#include "sim/sampling/scores.h"
#include "sim/sampling/sobol.h"
#include "sim/sampling/uniforms.h"
#include "tests/bench/engine_bench.h"
#include "tests/bench/stopwatch.h"

enum { ROUNDS = 20000, TRIAL_BLOCKS = 1024, TRIALS = TRIAL_BLOCKS * LANES };

/* --- one column at a time ---------------------------------------------------------- */

/* What a stage works with: it fills out from u. */
typedef struct BenchStage BenchStage;
struct BenchStage {
    void (*fill)(const BenchStage *stage, uint64_t block);
    const Law *law;
    const Correlation *correlation;
    Sobol *sobol;
    double (*column)[LANES]; /* [CORRELATED_MAX]: column 0 the uniforms */
    double *out;
};

static void fill_random(const BenchStage *s, uint64_t block)
{
    uniforms_fill(1, 2, 0, block, s->out);
}

static void fill_sobol(const BenchStage *s, uint64_t block)
{
    sobol_fill(s->sobol, block, s->out);
}

static void fill_scores(const BenchStage *s, uint64_t block)
{
    (void)block;
    scores_fill(s->out, s->column[0]);
}

static void fill_law(const BenchStage *s, uint64_t block)
{
    (void)block;
    s->law->dist->quantile(s->law, s->column[0], s->out);
}

static void fill_correlated(const BenchStage *s, uint64_t block)
{
    static double column[CORRELATED_MAX][LANES];
    double *u[CORRELATED_MAX];

    (void)block;
    for (size_t k = 0; k < s->correlation->count; k++)
        u[k] = memcpy(column[k], s->column[k], sizeof column[k]);
    correlation_scores(s->correlation, u);
}

static void repeat(void *context)
{
    const BenchStage *s = context;

    for (uint64_t block = 0; block < ROUNDS; block++)
        s->fill(s, block);
}

static void print_stage(const char *name, BenchStage *stage, double values)
{
    Elapsed took = stopwatch_time(repeat, stage);

    printf("  %-34s %7.2f\n", name, 1e9 * took.seconds / (values * LANES * ROUNDS));
}

static void print_law(const char *name, BenchStage *stage, const Scenario *s, const char *key)
{
    const Quantity *quantity = registry_find(s->registry, key);

    stage->fill = fill_law;
    stage->law = &scenario_binding(s, 0, quantity)->law;
    print_stage(name, stage, 1);
}

static void print_columns(const Prepared *p)
{
    static double column[CORRELATED_MAX][LANES], out[LANES];
    Sobol sobol;
    BenchStage stage = { .fill = fill_random, .sobol = &sobol, .column = column, .out = out };

    for (uint64_t k = 0; k < CORRELATED_MAX; k++)
        uniforms_fill(3, k, 0, 0, column[k]);
    sobol_make(&sobol, 17);
    sobol_scramble(&sobol, 1);
    puts("stages, ns per value");
    print_stage("uniforms, random", &stage, 1);
    stage.fill = fill_sobol;
    print_stage("uniforms, Sobol", &stage, 1);
    stage.fill = fill_scores;
    print_stage("normal scores", &stage, 1);
    print_law("uniform range", &stage, &p->scenario, "refwork.amp");
    print_law("triangle", &stage, &p->scenario, "refwork.eng");
    print_law("lognormal", &stage, &p->scenario, "refwork.vol0");
    print_law("gamma, by table", &stage, &p->scenario, "refwork.drift");
    print_law("beta, by table", &stage, &p->scenario, "refwork.cache");
    print_law("mixture of 3 points", &stage, &p->scenario, "refwork.minL");
    print_law("mixture of 13 points", &stage, &p->scenario, "refwork.inc");
    stage.fill = fill_correlated;
    stage.correlation = &p->wiring.groups[0].correlation;
    print_stage("correlation of twelve", &stage, (double)stage.correlation->count);
}

/* --- refwork-1 by the parts of a trial ------------------------------------------------ */

typedef struct {
    const Prepared *prepared;
    const Sampler *sampler;
    int months; /* 0: only the inputs */
} Parts;

/* With a workspace of its own each time, as a run has: where it lies in memory matters. */
static void evaluate_parts(void *context)
{
    const Parts *parts = context;
    Workspace *workspace = workspace_make(&parts->prepared->wiring, parts->sampler, 1, false);

    for (uint64_t block = 0; block < TRIAL_BLOCKS; block++) {
        block_begin(workspace, block, LANES);
        for (int month = 1; month <= parts->months; month++)
            block_month(workspace, month);
        if (parts->months > 0)
            block_end(workspace);
    }
    workspace_free(workspace);
}

static void print_parts(Prepared *p)
{
    static const char *const names[] = { "inputs and what is fixed", "36 months and the totals",
                                         "keeping sums and results" };
    Sampler *sampler = sampler_make(SAMPLER_RANDOM, 1, p->scenario.trials, NULL, 0);
    Parts inputs = { p, sampler, 0 }, all = { p, sampler, p->scenario.months };
    const Task task[] = { { evaluate_parts, &inputs },
                          { evaluate_parts, &all },
                          { run_prepared, p } };
    Elapsed step[3];

    stopwatch_steps(step, task, 3);
    puts("refwork-1, ns per trial");
    for (int k = 0; k < 3; k++)
        printf("  %-34s %7.1f +-%.1f\n", names[k], 1e9 * step[k].seconds / TRIALS,
               0.5e9 * step[k].spread / TRIALS);
    sampler_free(sampler);
}

void stages_print(void)
{
    Prepared p;

    prepare_refwork(&p, TRIALS, 1);
    print_columns(&p);
    print_parts(&p);
    prepared_free(&p);
}

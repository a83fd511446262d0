#include "tests/validation/latency_fit.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sim/decision/least_squares.h"

/* Round numbers that no served measurement was used for: half a millisecond to schedule a
 * step, 30 us to launch what a layer needs, 20 us for a request in a batch, 1 ms for a step
 * that reads prompts, 10 ms for HTTP and the tokenizer. */
#define STEP     0.5e-3
#define LAYER    30e-6
#define SEQUENCE 20e-6
#define PROMPT   1e-3
#define FRONT    10e-3

/* A layer with weights of 4 bits quantizes the activations of its four products, in a kernel of
 * 3 us each; with 8 bits that is part of the kernels before them. */
#define QUANTIZING 12e-6

/* Residuals beyond 10% do not weigh as their square. A factor that is off by e counts as
 * much as one residual of 10%. */
#define FAR      0.1
#define NO_LIMIT 1e3

static const double prior_weights[FACTOR_COUNT] = {
    [BY_ARITHMETIC] = 0.3, [BY_STEP] = 0.2,  [BY_SEQUENCE] = 0.1,
    [BY_PROMPT] = 0.05,    [BY_FRONT] = 0.1,
};

enum { FITTED_METRICS = 4 };

static const Metric fitted_metrics[FITTED_METRICS] = { FIRST_MEAN, EACH_MEAN, WHOLE_MEAN,
                                                       OUTPUT_RATE };

/* --- constants of a record ---------------------------------------------------------------- */

/* The kind of product of a precision. 4 bits are taken to reach the shares of their peaks that
 * 8 bits reach: their own kernels are too small to be measured alone, as the weights of one
 * stay in the cache of the GPU from one run to the next. */
static KernelKind product_of(const Served *record, double *peak)
{
    const GpuPeaks *gpu = record->gpu;
    bool four = record->weight_bytes < 1, eight = record->weight_bytes <= 1;

    *peak = four && gpu->peak_4bit > 0    ? gpu->peak_4bit
            : eight && gpu->peak_8bit > 0 ? gpu->peak_8bit
                                          : gpu->peak;
    return *peak > gpu->peak ? GEMM_8 : GEMM_16;
}

static void apply(ServingConstants *c, const double factors[FACTOR_COUNT])
{
    c->mfu = fmin(c->mfu / factors[BY_ARITHMETIC], 1);
    c->step = STEP * factors[BY_STEP];
    c->layer *= factors[BY_STEP];
    c->sequence = SEQUENCE * factors[BY_SEQUENCE];
    c->prompt = PROMPT * factors[BY_PROMPT];
    c->front = FRONT * factors[BY_FRONT];
}

static const double *kernel(const LatencyStudy *study, KernelKind kind, const Served *record)
{
    const KernelFit *fit = kernel_fit_of(study->kernels, study->kernel_count, kind,
                                         record->gpu->kernels_of, record->engine);

    return fit ? fit->constants : NULL;
}

bool serving_constants(ServingConstants *constants, const Served *record,
                       const LatencyStudy *study, const double factors[FACTOR_COUNT])
{
    double peak;
    const double *product = kernel(study, product_of(record, &peak), record);
    const double *prompts = kernel(study, PREFILL, record);
    const double *answers = kernel(study, DECODE, record);
    const double *link = kernel(study, ALL_REDUCE, record);

    if (!product)
        product = kernel(study, GEMM_16, record);
    if (!product || !prompts || !answers || !link)
        return false;
    *constants = (ServingConstants){
        .peak = peak,
        .peak_16 = record->gpu->peak,
        .mfu = product[0],
        .mbu = product[1],
        .smooth = product[2],
        .mfa = prompts[0],
        .mbkv = answers[0],
        .link = link[0],
        .wait = link[1] * 1e-6,
        .wait_doubling = link[2] * 1e-6,
        .link_smooth = link[3],
        .layer = LAYER + (record->weight_bytes < 1 ? QUANTIZING : 0),
    };
    apply(constants, factors);
    return true;
}

/* --- fitting ---------------------------------------------------------------------------------
 */

typedef struct {
    const FitRow *rows;
    size_t count;
    const LatencyStudy *study;
    double start[FACTOR_COUNT];
} FitRows;

bool predict_with(double *predicted, const char **why, const Served *record,
                  const LatencyStudy *study, const Predictor *predictor, const double *factors)
{
    ServingConstants constants;

    for (size_t k = 0; k < METRIC_COUNT; k++)
        predicted[k] = NAN;
    *why = "no kernels of such a GPU are known";
    return serving_constants(&constants, record, study, factors) &&
           predictor->predict(predicted, why, record, &constants, predictor->space);
}

/* One for each fitted metric of each row, 0 where it is not measured, then the priors. */
static void residuals(double *out, const double *factors, void *context)
{
    const FitRows *fit = context;

    for (size_t i = 0; i < fit->count; i++) {
        const Served *row = fit->rows[i].row;
        double predicted[METRIC_COUNT];
        const char *why;

        predict_with(predicted, &why, row, fit->study, fit->study->fitted, factors);
        for (size_t k = 0; k < FITTED_METRICS; k++) {
            double measured = row->measured[fitted_metrics[k]];
            bool clear = !served_unclear(row, fitted_metrics[k]);
            double error = log(predicted[fitted_metrics[k]] / measured);

            *out++ = measured > 0 && clear ? fit->rows[i].weight * softened(error, FAR) : 0;
        }
    }
    for (size_t k = 0; k < FACTOR_COUNT; k++)
        *out++ = log(factors[k] / fit->start[k]) * prior_weights[k];
}

bool fit_factors(double factors[FACTOR_COUNT], double *spread, const FitRow *rows, size_t count,
                 const LatencyStudy *study)
{
    FitRows fit = { rows, count, study, { 0 } };
    double unused[FACTOR_COUNT];

    memcpy(fit.start, factors, sizeof fit.start);
    return count > 0 &&
           least_squares(factors, spread ? spread : unused, FACTOR_COUNT,
                         count * FITTED_METRICS + FACTOR_COUNT, NO_LIMIT, residuals, &fit);
}

/* latency_fit.h - constants of engines fitted on measurements, and what they predict.
 *
 * Kernel constants come from single kernels. What an engine takes besides is not measured
 * apart: five factors on round numbers are fitted on the means of served measurements, on
 * logarithms, each with a prior that holds it near its start where the rows cannot tell.
 * Large residuals count less than their squares, so that a few odd rows do not decide.
 */
#ifndef TESTS_VALIDATION_LATENCY_FIT_H
#define TESTS_VALIDATION_LATENCY_FIT_H

#include "tests/validation/kernel_fit.h"
#include "tests/validation/latency_data.h"

typedef struct {
    double peak, peak_16;               /* FLOP/s in the weights' precision; in 16 bits */
    double mfu, mbu, smooth, mfa, mbkv; /* shares of the peaks; the roofline's power    */
    double link, wait, wait_doubling, link_smooth; /* of an all-reduce; share, s, s       */
    double step, layer, sequence, prompt; /* s of a step: of all, of a layer, of a request
                                           * that is answered, of reading prompts         */
    double front;                         /* s of a request before its first token        */
} ServingConstants;

typedef enum {
    BY_ARITHMETIC, /* time of the arithmetic of the layers: divides mfu */
    BY_STEP,       /* step and layer                                    */
    BY_SEQUENCE,
    BY_PROMPT,
    BY_FRONT,
    FACTOR_COUNT
} Factor;

/* What a way to predict looks like from here. */
typedef struct {
    const char *name;
    /* predicted[METRIC_COUNT], NaN where it predicts nothing. False and why if the record
     * is beyond it: saturated, or it does not fit. */
    bool (*predict)(double *predicted, const char **why, const Served *record,
                    const ServingConstants *constants, void *space);
    void *space;
} Predictor;

typedef struct {
    const ServedList *list;
    const KernelFit *kernels;
    size_t kernel_count;
    const Predictor *predictor;
    const Predictor *fitted; /* the factors are fitted with this one: a fast one of means */
} LatencyStudy;

/* The constants of a record with these factors; false if no kernels of such a GPU are known. */
bool serving_constants(ServingConstants *constants, const Served *record,
                       const LatencyStudy *study, const double factors[FACTOR_COUNT]);

/* A measurement to fit on; a weight of 1 counts it in full. */
typedef struct {
    const Served *row;
    double weight;
} FitRow;

/* Fit the factors on rows[0..count-1]; they start at, and stay near, what they are. Returns
 * whether there were any residuals to fit on. spread may be NULL. */
bool fit_factors(double factors[FACTOR_COUNT], double *spread, const FitRow *rows, size_t count,
                 const LatencyStudy *study);

/* predicted[METRIC_COUNT] of a record with these factors; false and why if there is none. */
bool predict_with(double *predicted, const char **why, const Served *record,
                  const LatencyStudy *study, const Predictor *predictor, const double *factors);

#endif

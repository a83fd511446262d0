/* latency_tiers.h - predictions of records that their constants were not fitted on. */
#ifndef TESTS_VALIDATION_LATENCY_TIERS_H
#define TESTS_VALIDATION_LATENCY_TIERS_H

#include "tests/validation/latency_fit.h"

/* What the constants were fitted on, before they predict a record. */
typedef enum {
    NO_DATA,     /* nothing: kernels and round numbers                                 */
    CALIBRATED,  /* calibration rows, of its own experiment first; development rows test */
    TRANSFERRED, /* calibration rows of other experiments with the engine; all rows test */
    ANCHORED,    /* transferred, then three rows of the experiment; its others test    */
    TIER_COUNT
} Tier;

typedef struct {
    bool tested;
    const char *why;            /* it is beyond the predictor, or NULL                  */
    double error[METRIC_COUNT]; /* predicted / measured - 1; NaN without one of the two */
} Outcome;

/* outcomes[i] of list->items[i], constants fitted as the tier says. */
void predict_tier(Outcome *outcomes, Tier tier, const LatencyStudy *study);

#endif

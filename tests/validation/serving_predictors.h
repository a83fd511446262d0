/* serving_predictors.h - the program's own ways to predict a served measurement. */
#ifndef TESTS_VALIDATION_SERVING_PREDICTORS_H
#define TESTS_VALIDATION_SERVING_PREDICTORS_H

#include "tests/validation/latency_fit.h"

/* Mean values by sim/serving/capacity.h: no percentiles. It has no space. */
Predictor serving_shortcut(void);

/* Event by event, by sim/serving/batching.h. Its space is made here and freed below. */
Predictor serving_simulation(void);
void serving_simulation_free(Predictor *predictor);

#endif

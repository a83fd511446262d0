/* serving_space.h - memory of a thread for simulating the requests of a trial. */
#ifndef SIM_SERVING_SERVING_SPACE_H
#define SIM_SERVING_SERVING_SPACE_H

#include "sim/serving/batching.h"

typedef struct ServingSpace {
    BatchingSpace batching;
    double *arrival;               /* [requests]                           */
    int32_t *input, *output, *hit; /* [requests] tokens                    */
} ServingSpace;

/* Memory for so many requests, all of which may be in progress at once; false when there
 * is none. The caller frees it. */
bool serving_space_make(ServingSpace *space, size_t requests);
void serving_space_free(ServingSpace *space);

#endif

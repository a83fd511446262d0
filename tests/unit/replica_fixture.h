/* replica_fixture.h - random replicas, as sim/serving sees them and as quantities. */
#ifndef TESTS_REPLICA_FIXTURE_H
#define TESTS_REPLICA_FIXTURE_H

#include "models/model.h"
#include "sim/serving/capacity.h"

enum { REPLICAS = 512 };

typedef struct {
    ServedModel model;
    ServingGpus gpus;
    EngineOverheads overheads;
    ServingLoad load;
    double active; /* billions; more than what computes, so that it limits nothing */
    double utilisation, token_limit, first_limit;
} RandomReplica;

/* Dense models and mixtures, small and large, on one GPU or several. */
RandomReplica random_replica(uint64_t seed, size_t i);

/* out[0..REPLICAS-1]: a quantity of the random replicas of a seed, by the formulas of the
 * registry. */
void replica_quantity(double out[REPLICAS], const Quantity *quantity, uint64_t seed);

#endif

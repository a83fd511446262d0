/* cheapest.h - choose the GPUs of designs that say `gpu.type: cheapest`, before a scenario is
 * simulated.
 *
 * One buys one type for all futures: of all entries of the catalogue with a price, and 1, 2, 4
 * or 8 of them a replica unless serving.gpus_per_replica is given, the design gets what costs
 * least in a mean month, spare replicas included, of what
 *
 *   holds the model     and four requests, in the mean of the futures
 *   is within limits    serving.token_limit and serving.first_token_limit, for a request
 *                       alone, in 90% of the futures
 *
 * in OFFER_TRIALS futures. The first in the order of the catalogue is taken of equals.
 */
#ifndef SIM_DECISION_CHEAPEST_H
#define SIM_DECISION_CHEAPEST_H

#include "sim/scenario/scenario.h"

/* Let each such design have what is chosen, as if it named the entry and the number of GPUs;
 * its `choice` says what was, and what is next. Nothing to do where every GPU is named, or if
 * it is done. False where nothing is within the limits: the error says what is nearest. */
bool cheapest_apply(Scenario *scenario, Error *err);

#endif

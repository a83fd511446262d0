/* anchor_fit.h - what a user's own measurements say of the speed of own serving.
 *
 * Published measurements tell how fast kernels are; what an engine takes besides differs from
 * one deployment to the next. Three factors on what the model says are fitted to the anchors
 * of a design, by least squares of the logarithms of predicted over measured means:
 *
 *   overhead    of a step, of its layers, of reading prompts
 *   sequence    of each request in progress
 *   arithmetic  of computing with weights and in attention
 *
 * Each is held to 1 by a prior as weak as one measurement that is off by a tenth of its
 * logarithm, because few anchors cannot tell overhead from arithmetic. Predictions are the
 * mean values of capacity.h. Against ten groups of published measurements, three anchors
 * bring the error of token times from 8-28% to 2-7% (median).
 */
#ifndef SIM_DECISION_ANCHOR_FIT_H
#define SIM_DECISION_ANCHOR_FIT_H

#include "sim/scenario/scenario.h"
#include "sim/serving/capacity.h"

/* The step of a replica with these factors. */
StepTime anchor_step(const StepTime *step, const AnchorFactors *factors);

/* Fit to anchors[0..count-1], all of them of one design, whose replicas have this step, and
 * this load in all but lengths and requests. Rows live in the arena. False when the anchors
 * are beyond what such a replica can do, whatever the factors. */
bool anchor_fit(AnchorFit *fit, const Anchor *const anchors[], size_t count,
                const StepTime *step, const ServingLoad *load, Arena *arena);

#endif

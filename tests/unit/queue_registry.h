/* queue_registry.h - a registry with a counter at which requests queue, for tests of what
 * is simulated with all requests of a trial at once. */
#ifndef TESTS_QUEUE_REGISTRY_H
#define TESTS_QUEUE_REGISTRY_H

#include "models/model.h"

/* Designs plain (no part), indexed (PART_CORPUS), both (PART_CORPUS | PART_TUNED) and tuned
 * (PART_TUNED). */
extern const Registry queue_registry;

extern const Quantity queue_rate;    /* given: arrivals a second in month 1                  */
extern const Quantity queue_peak;    /* given: arrivals at the peak over those               */
extern const Quantity queue_pages;   /* given, varies: what a request asks for               */
extern const Quantity queue_pace;    /* given: seconds a page                                */
extern const Quantity queue_load;    /* PER_MONTH: rate * month                              */
extern const Quantity queue_service; /* PER_REQUEST: EACH(pages) * pace                      */
extern const Quantity queue_counter; /* served, not of PART_TUNED (there absent 7): the wait;
                                        ALSO the wait and the service. Infinite from the
                                        first wait that is longer than queue_patience        */
extern const Quantity queue_fetch; /* PER_REQUEST: 2 * NOW(counter) + ALSO(counter) + NOW(load)
                                      at its first month's value                           */
extern const Quantity queue_door;  /* served one by one, after fetch: requests leave in the
                                      order in which they came; the time until they may    */
extern const Quantity queue_patience; /* given                                               */
extern const Quantity queue_answer;   /* PER_REQUEST total, reported: service, fetch, door   */
extern const Quantity queue_alone;    /* PER_REQUEST, reported: service without a queue      */

/* How often the counter has been asked, for runs of one thread. */
extern size_t queue_calls;

#endif

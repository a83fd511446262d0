/* small_registry.h - a registry of a few quantities for tests of the engine. */
#ifndef TESTS_SMALL_REGISTRY_H
#define TESTS_SMALL_REGISTRY_H

#include "models/model.h"

/* Designs plain (no part), indexed (PART_CORPUS) and both (PART_CORPUS | PART_TUNED). */
extern const Registry small_registry;

extern const Quantity small_volume;    /* given, "small.volume"                            */
extern const Quantity small_price;     /* given, "small.price", prior $2                   */
extern const Quantity small_size;      /* given, "small.size", of PART_CORPUS, absent 0    */
extern const Quantity small_setup;     /* derived, build: $10 * volume + size              */
extern const Quantity small_fees;      /* derived, monthly: volume * price * month         */
extern const Quantity small_storage;   /* derived, monthly, PART_CORPUS: $0.5 * size       */
extern const Quantity small_age;       /* derived, monthly: last month's age + 1, starts 3 */
extern const Quantity small_events;    /* derived, monthly: 1 with a chance of 0.3         */
extern const Quantity small_build;     /* total */
extern const Quantity small_monthly;   /* total */
extern const Quantity small_total;     /* AFTER: build + sum of monthly                    */
extern const Quantity small_launch;    /* monthly fees, reported at launch                 */
extern const Quantity small_wait;      /* given, per request, "small.wait"                 */
extern const Quantity small_latency;   /* PER_REQUEST total of small_wait_part             */
extern const Quantity small_wait_part; /* derived, per request: wait + 0.001 * EACH(length) */
extern const Quantity small_length;    /* given, varies                                    */

#endif

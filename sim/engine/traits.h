/* traits.h - what is known of operations once every one has its ports: part of making a
 * wiring. */
#ifndef SIM_ENGINE_TRAITS_H
#define SIM_ENGINE_TRAITS_H

#include "sim/engine/wiring.h"

/* Find which operations are constant or follow the calendar, which columns are summed up,
 * and what the columns of requests depend on. */
void traits_find(Wiring *wiring);

#endif

/* request_state.h - when the requests of a trial are simulated: in the first or in the
 * last month of service, at the mean load or in the busiest hour.
 *
 * A state is two bits, and a column knows which of them it depends on: states that differ
 * in other bits only have the same column, which is evaluated once for them.
 */
#ifndef SIM_ENGINE_REQUEST_STATE_H
#define SIM_ENGINE_REQUEST_STATE_H

#include <stdbool.h>

enum { AT_PEAK_BIT = 1, AT_END_BIT = 2 };

typedef enum {
    LAUNCH_AT_MEAN, /* the headline */
    LAUNCH_AT_PEAK = AT_PEAK_BIT,
    END_AT_MEAN = AT_END_BIT,
    END_AT_PEAK = AT_END_BIT | AT_PEAK_BIT,
    STATES,
} RequestState;

/* Sets of states. */
#define STATE_ONLY(state) (1u << (state))
enum { NO_STATES = 0, ALL_STATES = (1u << STATES) - 1 };

/* The first state of a set in which a column that depends on these bits is as it is in
 * this state, which is in the set. */
static inline int state_alike(unsigned states, unsigned depends, int state)
{
    int first = 0;

    while (!(states & STATE_ONLY(first)) || ((unsigned)(first ^ state) & depends))
        first++;
    return first;
}

#endif

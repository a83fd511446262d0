/* break_even_volume.h - the traffic from which on one design costs less than another.
 *
 * The scenario is simulated again with traffic from a 64th to 64 times what it is, on the
 * same draws. In each future the costs of two designs are lines between these points, and
 * where they cross is the volume; below the lowest point the first line goes on. Costs are
 * linear in the volume but for minimum fees and whole machines, so little is lost between
 * points. A design whose costs stay above up to 64 times the traffic never overtakes.
 */
#ifndef SIM_DECISION_BREAK_EVEN_VOLUME_H
#define SIM_DECISION_BREAK_EVEN_VOLUME_H

#include "sim/results/answer.h"

/* Fill the volumes of all pairs of an answer, where its scenario has traffic. The run says
 * what is ranked by. threads as in RunOptions. */
bool break_even_volume(Answer *answer, const Run *run, int threads, Error *err);

#endif

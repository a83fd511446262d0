/* scores.h - the normal scores of a block of uniforms. */
#ifndef SIM_SAMPLING_SCORES_H
#define SIM_SAMPLING_SCORES_H

/* z[i] = lane_normal(u[i]) for 256 lanes, in the same bits and less time. */
void scores_fill(double z[restrict 256], const double u[restrict 256]);

#endif

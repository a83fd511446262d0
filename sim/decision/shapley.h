/* shapley.h - what each of several changes contributes to what they do together.
 *
 * Changes interact: twice the requests at half the price are no sum of two effects. The
 * Shapley value of a change is its marginal effect, averaged over all orders in which the
 * changes can be made. It is the only division that adds up to the whole, gives nothing to
 * a change without effect, and treats alike what acts alike (Shapley 1953). What two
 * changes do only together is halved between them.
 */
#ifndef SIM_DECISION_SHAPLEY_H
#define SIM_DECISION_SHAPLEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* So many inputs have at most 256 subsets, each of which is a simulation. */
enum { SHAPLEY_EXACT = 8 };

/* values[0..outputs-1] when the inputs with in[i] are changed and the others are not. False
 * ends the whole computation. */
typedef bool ShapleyValue(void *context, const bool *in, double *values);

typedef struct {
    size_t inputs, outputs;
    ShapleyValue *value;
    void *context;
} ShapleyGame;

/* shares[input * outputs + output], from all 2^inputs subsets, SHAPLEY_EXACT inputs at most.
 * Shares of an output add up to its value with all changes less that with none. */
bool shapley_exact(const ShapleyGame *game, double *shares);

/* The same from random orders, each followed forwards and backwards: that leaves no error
 * where inputs act alone or two by two. Shares of each order add up to the whole, and so do
 * their means. errors, of the same shape, are the standard errors of the means. Two pairs
 * of orders at least; an order takes inputs - 1 values. */
bool shapley_sampled(const ShapleyGame *game, double *shares, double *errors, size_t pairs,
                     uint64_t seed);

#endif

/* value_point.h - known values, and spans between two of them: what is compared with and
 * swept over, where a range of belief has no place.
 *
 * Amounts and units are those of value.h. The node's mark places what is wrong.
 */
#ifndef SIM_SCENARIO_VALUE_POINT_H
#define SIM_SCENARIO_VALUE_POINT_H

#include "sim/scenario/value.h"

/* One number, or one name of a quantity that has choices, within the quantity's range. */
bool value_point(double *value, const Quantity *quantity, const Node *node,
                 const Currency *currency, Arena *arena, Error *err);

/* The same of several, each its own node: what only some of them say of the unit holds for
 * all (`6, 12, 24 months`). No names. */
bool value_points(double *values, const Quantity *quantity, const Node *nodes, size_t count,
                  const Currency *currency, Arena *arena, Error *err);

/* The ends of `LO..HI`, the lower one first; what only one end says of the unit holds for
 * both. */
bool value_span(double *low, double *high, const Quantity *quantity, const Node *node,
                const Currency *currency, Arena *arena, Error *err);

/* A value to compare a result with: a number without a unit is in the result's own, but a
 * share above 1 needs its per cent sign. */
bool value_limit(double *value, const Quantity *quantity, const Node *node,
                 const Currency *currency, Arena *arena, Error *err);

#endif

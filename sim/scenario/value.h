/* value.h - the grammar of a value: `$15k..$60k (90%)`, `60% 6 weeks | 40% 13 weeks`.
 *
 *   value    := range | point | three | mixture | shaped | plusmin | scaled | file | table
 *   point    := $30k   200 ms   18k   3%   500k /month   7B   calendar
 *   range    := A..B [(80%)|(90%)|(95%)|(min-max)]     unit on either or both ends
 *   shaped   := normal(A..B) | uniform(A..B) | triangle(A, M, B) | beta(A..B) | ...
 *   three    := [low, likely, high]                     a PERT distribution
 *   plusmin  := A ± 20%      also A +- 20%, read as the range A·0.8..A·1.2
 *   mixture  := 40% X | 60% Y                           must sum to 100%
 *   scaled   := × 0.5        also x 0.5; only over a lower layer
 *   file     := samples(FILE.csv, column)
 *   table    := quantiles(5%: 20, 50%: 1.0k, 95%: 4.1k) tok
 *
 * A range of positive numbers is lognormal, a range of shares inside 0..100%
 * a beta; one that touches or spans zero is refused with the fixes spelled out.
 */
#ifndef SIM_SCENARIO_VALUE_H
#define SIM_SCENARIO_VALUE_H

#include "models/model.h"
#include "sim/sampling/dist.h"
#include "sim/scenario/tree.h"

typedef struct {
    Law law;             /* in the quantity's unit, before `scale` */
    double scale;        /* `× f`: multiplies the value of the layer below */
    bool is_scale;       /* the value is only a factor: law is unset */
    bool over_requests;  /* quantiles() or samples(): says how a value varies */
    const char *reading; /* how it was understood: "lognormal, 8 in 10: $17k..$52k" */
} Value;

/* Parse the text of a scalar or a three-element sequence for a quantity. Checks
 * unit and range. `directory` is where samples() files are looked for. */
bool value_parse(Value *value, const Quantity *quantity, const Node *node,
                 const Currency *currency, const char *directory, Arena *arena, Error *err);

/* The range of a quantity in its unit, money in the scenario's currency. Where
 * none is stated (a derived quantity that is given instead) anything from 0 on. */
void value_limits(const Quantity *quantity, const Currency *currency, double *low,
                  double *high);

/* How a law reads to a person, in the quantity's unit. */
const char *value_reading(const Law *law, const Quantity *quantity, const Currency *currency,
                          Arena *arena);

#endif

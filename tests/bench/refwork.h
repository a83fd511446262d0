/* refwork.h - refwork-1, the workload that every engine here computes: 40 uncertain
 * inputs, 12 of them correlated, 36 monthly event counts, the cost of 4 designs.
 *
 * All money is US dollars. The model of one trial is refwork_model(), written for
 * one trial at a time; refwork_registry.h has it as quantities.
 */
#ifndef TESTS_BENCH_REFWORK_H
#define TESTS_BENCH_REFWORK_H

#define INPUT(name, meaning, law, a, b, c) REFWORK_##name,
enum {
#include "tests/bench/refwork.def"
    REFWORK_INPUTS
};
#undef INPUT

enum { REFWORK_CORRELATED = 12, REFWORK_MONTHS = 36, REFWORK_DESIGNS = 4, REFWORK_POINTS = 3 };

typedef enum {
    LAW_LOGNORMAL,
    LAW_PERT,
    LAW_TRIANGLE,
    LAW_GAMMA,
    LAW_NORMAL,
    LAW_BETA,
    LAW_UNIFORM,
    LAW_POINTS,
    LAW_POISSON,
} RefworkLaw;

typedef struct {
    const char *name;
    RefworkLaw law;
    double a, b, c;
} RefworkInput;

extern const RefworkInput refwork_inputs[REFWORK_INPUTS];

/* The values of the discrete inputs with their chances; a chance of 0 ends a row. */
typedef struct {
    double value, chance;
} RefworkPoint;
extern const RefworkPoint refwork_points[2][REFWORK_POINTS];

/* The rank correlation of two of the first twelve inputs. */
double refwork_rank(int i, int j);

/* The seasons over a year, the cost of an incident in each design, and what turns
 * million requests a month of so many thousand tokens into thousand tokens/s. */
extern const double refwork_season[12];
extern const double refwork_incident[REFWORK_DESIGNS];
#define REFWORK_LOAD (1000.0 / 2628.0)

/* The discounted cost of the designs in one trial, from inputs and monthly events;
 * returns the cheapest. */
int refwork_model(const double x[], const double events[], double total[]);

/* What a program finds out about so many trials. */
typedef struct {
    long trials;
    double *total[REFWORK_DESIGNS]; /* [trials]                      */
    unsigned char *winner;          /* [trials]: the cheapest design */
} RefworkResults;

/* What long runs of other programs give, with their standard errors. */
typedef struct {
    double value, se;
} RefworkTruth;
enum { REFWORK_MEAN, REFWORK_P50, REFWORK_P95, REFWORK_STATISTICS };
extern const RefworkTruth refwork_truth[REFWORK_DESIGNS][REFWORK_STATISTICS];
extern const RefworkTruth refwork_first_wins; /* P(design 0 is the cheapest) */

#endif

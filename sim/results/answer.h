/* answer.h - everything a run says, as numbers: the narrow waist between the
 * engine and the outputs.
 *
 * Writers and charts read an Answer and compute nothing. Money is in the
 * scenario's currency, time in seconds, shares are fractions; NAN is "unknown".
 * Every estimate carries its Monte Carlo standard error, which for Sobol points and
 * Latin hypercubes is an upper bound (summary.h).
 */
#ifndef SIM_RESULTS_ANSWER_H
#define SIM_RESULTS_ANSWER_H

#include "sim/results/cadence.h"
#include "sim/results/gatherer.h"
#include "sim/results/rules.h"
#include "sim/results/summary.h"

/* A result, line, derived or given quantity of a design. */
typedef struct {
    const char *key, *title;
    Unit unit;
    const Quantity *quantity; /* NULL for one made by the results (latency percentiles) */
    const char *total;        /* of a line: the key of the total it adds to, or NULL  */
    bool monthly;             /* the mean is per month of service               */
    Summary summary;          /* lines, derived and given: only the mean         */
    Estimate *by_month;       /* lines: [months + 1], month 0 the build; or NULL */
} Item;

typedef struct {
    Item *items;
    size_t count;
} Items;

typedef struct {
    Summary cumulative;         /* ranking cost up to and including the month            */
    Estimate cheapest;          /* chance of being cheapest if judged at this month */
    Estimate cheapest_eligible; /* among the designs that are not ruled out */
} MonthAnswer;

/* What requests spend time with. The mean, and what it takes of the P95 of the response time
 * (run_request_part), are means over the futures in which every request is answered: both
 * add up over the stages. The stage's own P95 does not, and is over all futures. */
typedef struct {
    const char *name, *title; /* "latency.search" */
    Estimate mean, p95, of_p95;
} StageAnswer;

enum { CURVE = 201 };

/* How long requests take in a state: nothing where it is not simulated. */
typedef struct {
    const char *name, *title; /* "launch_peak"                                      */
    Items latencies;          /* latency.X.mean|p50|p95|p99                         */
    StageAnswer *stages;      /* of latency.request, in report order                */
    size_t stage_count;
    StageAnswer whole;   /* latency.request itself: what the stages add up to           */
    double *curve;       /* response time of all requests of all futures at the levels 0,
                            0.005, ... 1, to 1%; NULL where it is not simulated          */
    Estimate saturated;  /* chance of a future in which half of the requests and more get no
                            answer                                                      */
    Estimate unanswered; /* ... in which some request gets none                        */
} StateAnswer;

/* When own serving can no longer keep up with the busiest minutes, whatever comes later. */
typedef struct {
    bool known;           /* there is a limit to what may be served                   */
    Estimate chance;      /* of a future in which that comes within the horizon       */
    Estimate month[3];    /* among these futures: P10, P50, P90                       */
    const char *sentence; /* "Fine-tuned is saturated in 23 of 100 futures, ..."; NULL: it
                             never is, nor does any request go without an answer      */
} Saturation;

/* Where the ranking cost goes: the build, each total of the monthly cost, or in
 * their place the sum above them, if that was given. They add up. */
typedef struct {
    const char *key, *title;
    Estimate mean; /* over the whole horizon */
} ComponentAnswer;

/* What a design makes of an item of the requirements. */
typedef struct {
    const Requirement *requirement;
    const char *id;   /* its name; of the second one of a name "latency_2"        */
    const char *what; /* "P95 under 12 s"                                         */
    Estimate chance;  /* that the design meets it; unknown if that cannot be judged */
    double needed;    /* the chance that it takes                                 */
    Summary within;   /* of a response time: the share of requests in time, by future */
    bool met;
    const char *why; /* NULL if it is met                                         */
} RequirementAnswer;

/* When one design overtakes another for good: at a month, or from a volume on. What comes
 * in no future is later than all that does: such a quantile is INFINITY. */
typedef struct {
    bool known;
    size_t design;  /* that overtakes                        */
    Estimate q[3];  /* P10, P50, P90                         */
    Estimate never; /* chance                                */
    double now;     /* of volumes: the mean one, else NAN    */
} BreakEven;

enum { DOTS = 50 };

typedef struct {
    const ScenarioDesign *design;
    Items results;         /* keys of the reported quantities and latency.X.mean|p50|p95|p99,
                              these of the headline state */
    Items lines;           /* every line of the bill                                  */
    Items derived;         /* every other derived quantity                            */
    Items given;           /* every given quantity that the design uses               */
    MonthAnswer *by_month; /* [months + 1]                                    */
    ComponentAnswer *components;
    size_t component_count;
    StateAnswer states[STATES];
    StageAnswer *stages; /* of the headline state */
    size_t stage_count;
    Saturation saturation;
    CadenceTrials cadence;           /* of a design that is retrained                 */
    RequirementAnswer *requirements; /* [requirement of the scenario]           */
    bool ruled_out;                  /* it does not meet all musts               */
    const char *misses;   /* the musts that rule it out: "citations, freshness"; or NULL */
    Estimate meets_musts; /* chance that it meets all of them at once */
    Estimate cheapest, within_budget;
    Estimate cheapest_eligible; /* among the designs that are not ruled out     */
    Estimate regret;            /* mean of what it costs more than the cheapest of all
                                   designs, ruled out or not, per trial                 */
    Estimate regret_eligible;   /* than the cheapest of those that are not ruled out;
                                   unknown of a design that is                          */
    /* cash total at the levels 0.01, 0.03, ... 0.99: equally likely futures */
    double dots[DOTS];
    double curve[CURVE]; /* cash total at the levels 0, 0.005, ... 1           */
} DesignAnswer;

/* Two designs on the same futures. */
typedef struct {
    size_t a, b;
    Summary difference;      /* ranking cost of a less that of b */
    Estimate a_cheaper;      /* chance; ties count half          */
    Estimate equal;          /* chance that they cost the same: of a staged design that has
                                not turned into its second one, and its first           */
    BreakEven month, volume; /* a volume is in requests a month */
} PairAnswer;

/* strength: product wording, from the chance of being the cheapest that is eligible. */
typedef struct {
    size_t design;        /* lowest mean ranking cost of those eligible; if none is, the
                             one that is most likely to meet all musts */
    bool eligible;        /* it is                                                      */
    const char *strength; /* "strong", "moderate", "weak", "toss-up"; "none": no design */
    Estimate cheapest;
    Estimate regret; /* what the design costs more on average than the cheapest that is
                        eligible in each future: the most that hindsight could save  */
    const char *sentence;
} Verdict;

struct Answer {
    Arena arena;
    const Scenario *scenario;
    uint64_t trials, request_trials;
    int months;
    DesignAnswer *designs;
    size_t design_count;
    size_t *order; /* designs by mean ranking cost, lowest first, ruled out ones last */
    bool musts;    /* the scenario has some            */
    PairAnswer *pairs;
    size_t pair_count;
    Verdict verdict;
    RuleAnswer *rules; /* all rules, in order */
    size_t rule_count;
    Diagnosis diagnosis;
    const char *rank_key;   /* "cost.total" or "cost.cash_total"                 */
    double target, reached; /* precision asked for, NAN if none; that of the answer */
    double seconds;         /* of simulation, for --verbose; never in the result */
};

/* What designs are ranked by, and what is held against the budget. */
#define ANSWER_RANK_KEY "cost.total"
#define ANSWER_CASH_KEY "cost.cash_total"

/* Have a run simulate and keep what the requirements on response times are judged by: the
 * states that they are of, besides those it simulates anyway, and their limits, which live in
 * the arena. With `musts_only` it simulates what decides which designs are eligible and
 * nothing else: no requests at all where no must is on a response time. */
void requirements_ask(RunOptions *options, const Scenario *scenario, bool musts_only,
                      Arena *arena);

/* When the requests are looked at that a requirement is of. */
RequestState requirement_state(const Requirement *requirement);

/* Say what was gathered of a run, all of it. The caller frees the answer; the scenario
 * must outlive it. */
bool answer_make(Answer *answer, const Gatherer *gatherer, Error *err);
void answer_free(Answer *answer);

/* The level of point k of a curve. */
double answer_curve_level(size_t k);

/* The result called key of a design, or NULL. */
const Item *answer_result(const DesignAnswer *design, const char *key);

/* The distribution of a result; all unknown where the design does not have it. */
Summary answer_summary(const DesignAnswer *design, const char *key);

/* The same of a latency in a state; all unknown where it is not simulated. */
Summary answer_latency(const DesignAnswer *design, RequestState state, const char *key);

/* The two designs that lead: the verdict's and the next in rank, which is eligible if any
 * other is. False, and the same twice, if there is only one design. */
bool answer_leaders(size_t pair[2], const Answer *answer);

/* Whether a design is one to choose among: it is eligible, or none is; how many are. */
bool answer_competes(const Answer *answer, size_t design);
size_t answer_competing(const Answer *answer);

/* Fill the verdict, once means and chances of all designs are known. */
void verdict_make(Answer *answer);

#endif

/* scenario.h - one question to the simulator, read from a YAML file.
 *
 * A loaded scenario is complete and valid: every given quantity has, in every
 * design, a law in the quantity's own unit and range. Nothing changes it
 * afterwards, so all threads may read it. It owns its memory.
 */
#ifndef SIM_SCENARIO_SCENARIO_H
#define SIM_SCENARIO_SCENARIO_H

#include <stdint.h>

#include "models/model.h"
#include "sim/sampling/correlation.h"
#include "sim/sampling/dist.h"
#include "sim/sampling/sampler.h"
#include "sim/scenario/places.h"
#include "sim/scenario/tree.h"

/* Where a value comes from, weakest first; a stronger layer wins. */
typedef enum {
    LAYER_PRIOR,    /* the quantity's own default */
    LAYER_CATALOG,  /* a catalogue entry */
    LAYER_MEASURED, /* `traffic.trace`, `latency.anchors` */
    LAYER_COMMON,   /* top-level groups, designs.common */
    LAYER_EXTENDS,  /* inherited from another design */
    LAYER_DESIGN,   /* written in the design */
    LAYER_WHAT_IF,  /* --what-if */
    LAYER_SET,      /* --set */
} Layer;

/* "model default", "catalog", ... as `explain` prints them. */
const char *layer_name(Layer layer);

/* The value of a quantity in one design or several: they share one Binding where
 * it is the same, so equal pointers mean equal columns. */
typedef struct {
    const Quantity *quantity;
    Law law;
    double scale;     /* multiplies the law (`× f`); 1 unless stated */
    bool varies;      /* the quantity varies from request to request... */
    Law shape;        /* ...as this law divided by its mean */
    double low, high; /* draws are clamped to the quantity's range */
    Layer layer;
    Mark mark;                         /* where it is written; file is NULL for a prior */
    const char *text;                  /* as written */
    const char *reading;               /* as understood */
    const char *source, *note, *owner; /* or NULL */
    const char *entry;                 /* LAYER_CATALOG: "llm/gpt-5.4-mini" */
} Binding;

/* An entry that a reference may come to where a design leaves it open, and the values that
 * the design has then. */
typedef struct {
    const char *entry, *as_of;      /* "gpu/l40s" */
    const Binding *const *bindings; /* [quantity of the scenario] */
} Candidate;

/* `gpu.type: cheapest`. */
typedef struct {
    size_t reference; /* of the registry */
    Mark mark;
    const Candidate *candidates; /* in the order of the catalogue, one at least */
    size_t count;
} OpenReference;

/* GPUs of a replica, and what those of a design cost in a mean month. */
typedef struct {
    const char *entry; /* NULL: none */
    double gpus, cost;
} GpuOffer;

/* What it has come to (sim/decision/cheapest.h). */
typedef struct {
    GpuOffer best, next;  /* of two entries                                       */
    size_t holding, fast; /* offers that hold the model; those within the limits too */
} GpuChoice;

/* How a value compares with a number. */
typedef enum { LESS, LESS_OR_EQUAL, GREATER_OR_EQUAL, GREATER } Inequality;

/* Of a design that begins as one design and turns into another. */
typedef struct {
    size_t start, then;    /* places among Scenario.designs, shown or behind those */
    unsigned own;          /* a quantity that needs one of these parts is its own  */
    const Quantity *reads; /* of `start`, in the month of the change; NULL: no condition... */
    Inequality comparison;
    double value; /* ...that it has to meet for the change to come */
} Stage;

typedef struct {
    const char *name, *label, *help;
    unsigned parts;             /* of a staged design those of both, and its own */
    const Stage *stage;         /* NULL: it stays as it is */
    const Binding **bindings;   /* [quantity of the scenario]: NULL where neither
                                   given nor overridden, or not of this design */
    const char *const *entries; /* [registry reference]: "llm/NAME" or NULL */
    const OpenReference *open;  /* NULL: every reference names an entry */
    const GpuChoice *choice;    /* NULL: not made yet, or nothing is open */
} ScenarioDesign;

typedef struct {
    size_t a, b; /* quantities of the scenario */
    double rank; /* Spearman correlation */
    Mark mark;
} CorrelatedPair;

typedef enum { MUST, WANT } RequirementLevel;

typedef enum {
    REQUIRE_CITATIONS,
    REQUIRE_FRESHNESS,
    REQUIRE_OUTPUT_FORMAT,
    REQUIRE_LATENCY,
    REQUIRE_QUALITY,
    REQUIRE_BUDGET,
    REQUIRE_RESIDENCY,
} RequirementKind;

/* When the requests are looked at that a time is required of. */
typedef enum { STATE_LAUNCH, STATE_PEAK, STATE_END, STATE_END_PEAK } ServiceState;

/* An item of `requirements:`; the results say which designs meet it. */
typedef struct {
    const char *name; /* "citations", "latency", "budget", ... */
    RequirementKind kind;
    RequirementLevel level;
    ServiceState state;       /* latency */
    bool first_token;         /* latency: of the first token, not of the whole answer */
    const char *place;        /* residency: "eu" */
    const Node *node;         /* its settings: within, percentile, under, ... */
    double within;            /* freshness: seconds; NAN unless set */
    double percentile, under; /* latency: share and seconds */
    double chance;            /* chance, chance_of_exceeding: a share */
    double limit;             /* at_most, at_least: a share */
    const char *source, *note;
    Mark mark;
} Requirement;

/* What answers touch, as `stakes:` lists it: STAKES of stakes_names. */
enum { STAKES = 5 };
extern const char *const stakes_names[STAKES];

typedef struct {
    const char *name, *label;
    const Node *set; /* mapping of keys to values */
} WhatIf;

typedef struct {
    const char *id, *title, *file, *owner, *quality, *url;
    Mark mark;
} SourceNote;

/* Requests as they once came: `traffic.trace`. */
typedef struct {
    const char *file;    /* NULL: none                                     */
    const double *times; /* [count] s, ascending, two at least             */
    size_t count;
    double rate, cv; /* requests/s; standard deviation of the gaps over their mean */
} Trace;

/* Mean times that were measured on own serving as a design has it: an item of
 * `latency.anchors`. What is not stated is NAN. */
typedef struct {
    const char *design;             /* NULL: all that serve themselves       */
    double clients, rate;           /* a closed loop of so many, or requests/s of a replica */
    double input, output;           /* tokens of a request, means           */
    double token_time, first_token; /* s                                     */
    Mark mark;
} Anchor;

/* Factors on parts of the time of a step. */
typedef struct {
    double overhead, sequence, arithmetic;
} AnchorFactors;

/* Predicted over measured, NAN where it was not measured. */
typedef struct {
    const Anchor *anchor;
    double token_time, first_token;
} AnchorRow;

/* The factors that were fitted to the anchors of a design (sim/decision/anchoring.h). */
typedef struct {
    size_t design;
    AnchorFactors factors;
    AnchorRow *rows; /* [count] */
    size_t count;
    double error; /* median of how far predictions are off, as a share */
} AnchorFit;

typedef struct {
    Arena arena;
    const Registry *registry;
    /* Every quantity there is: the rows of the registry in order, then those
     * that they read or add to, directly or not, in order of discovery. Bindings
     * are indexed by it. */
    const Quantity *const *quantities;
    size_t quantity_count;
    Places places;                                      /* of the quantities */
    const char *path, *name, *question, *owner, *as_of; /* as_of: "2026-11-01" */
    char sha256[65];                                    /* of the file's bytes */
    const char *catalog_as_of; /* newest as_of of the entries in use; NULL: none */
    Currency currency;
    int months;      /* money.horizon */
    double budget;   /* money.budget; NAN: none stated */
    uint64_t trials; /* run.trials */
    uint64_t seed;
    SamplerKind sampler;
    ScenarioDesign *designs;
    size_t design_count;
    size_t behind_count; /* designs behind these that only staged ones are made of */
    CorrelatedPair *correlations;
    size_t correlation_count;
    Trace trace;
    Anchor *anchors;
    size_t anchor_count;
    AnchorFit *fits; /* one for each design with anchors; NULL: not fitted yet */
    size_t fit_count;
    Requirement *requirements;
    size_t requirement_count;
    unsigned stakes; /* bits by stakes_names: what answers touch; 0: not said */
    WhatIf *what_ifs;
    size_t what_if_count;
    SourceNote *sources;
    size_t source_count;
    Problems warnings;
} Scenario;

/* What the command line says about a scenario. */
typedef struct {
    const char *const *set; /* "KEY=VALUE", in order */
    size_t set_count;
    const char *const *what_ifs;
    size_t what_if_count;
    const char *const *designs; /* only these; none: all */
    size_t design_count;
    uint64_t trials; /* 0: as in the file */
    bool has_seed;
    uint64_t seed;
} Overrides;

/* Read and check a scenario file ("-" is standard input). On failure every
 * problem of the file is in `problems` and false is returned. The caller frees
 * the scenario in either case. overrides may be NULL. */
bool scenario_load(Scenario *scenario, const Registry *registry, const char *path,
                   const Overrides *overrides, Problems *problems);

/* The same from a text that is called `name` (tests, templates). */
bool scenario_parse(Scenario *scenario, const Registry *registry, const char *name,
                    const char *text, size_t length, const Overrides *overrides,
                    Problems *problems);

void scenario_free(Scenario *scenario);

/* Let these be the quantities of a scenario; the arena lives as long. */
void scenario_hold(Scenario *scenario, const Quantity *const *quantities, size_t count,
                   Arena *arena);

/* The place of a quantity in scenario->quantities, or -1. */
long scenario_quantity(const Scenario *scenario, const Quantity *quantity);

/* The value a quantity has in a design, or NULL where it is computed or absent. */
const Binding *scenario_binding(const Scenario *scenario, size_t design,
                                const Quantity *quantity);

/* All quantities of a registry, as scenario->quantities lists them. */
const Quantity *const *registry_quantities(const Registry *registry, size_t *count,
                                           Arena *arena);

/* The quantity of a registry with this key, or NULL. */
const Quantity *registry_find(const Registry *registry, const char *key);

/* Whether a quantity is a total of the bill: the build, the monthly cost, or a sum that
 * adds to it; and whether it is one that holds lines, and not only other totals. */
bool quantity_is_total(const Scenario *scenario, const Quantity *quantity);
bool quantity_holds_lines(const Scenario *scenario, const Quantity *quantity);

/* [quantity]: whether a result of a design made of these parts, with these values,
 * depends on it. A total below one that is given is reported, but counts for nothing:
 * what only such totals read is left out where only what counts is wanted. */
const bool *quantities_needed(const Scenario *scenario, unsigned parts,
                              const Binding *const *bindings, bool counting, Arena *arena);

/* Whether a formula computes it, of one kind or the other. */
bool quantity_is_derived(const Quantity *quantity);

/* Whether it is computed in one of these ways or is a sum, and not given. */
bool quantity_is_computed(const Scenario *scenario, const Quantity *quantity);

/* Whether a quantity exists in a design made of these parts. */
bool quantity_belongs(const Quantity *quantity, unsigned parts);

/* Whether it is a term of a sum that is there once a trial, such as the build. */
bool quantity_is_term_once(const Quantity *quantity);

/* Whether a quantity exists in a design. A staged one has what either of its designs has,
 * but of sums that are there once only the first's terms if that has the sum, and what is
 * its own: that is computed in it; the rest is taken from the two, month by month. */
bool design_has(const Scenario *scenario, size_t design, const Quantity *quantity);
bool design_owns(const ScenarioDesign *design, const Quantity *quantity);

#endif

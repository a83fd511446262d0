/* model.h - the contract between the models and the simulator.
 *
 * Every number in the simulator is a column: a named quantity with a unit and
 * one value per lane. A lane is one Monte Carlo trial (or, for PER_REQUEST
 * columns, one request of a trial); a block is LANES lanes evaluated together.
 * A quantity is one of three kinds:
 *
 *   given    the scenario supplies a number or a distribution;
 *   derived  a formula computes it from other quantities;
 *   total    it is the sum of every quantity of the design that adds to it.
 *
 * A derived quantity or a total can be given instead: then nothing below it is
 * computed. A design is a set of parts (a corpus, a tuned model, ...); a
 * quantity that belongs to parts exists only in the designs that have them all,
 * and where a formula reads one that its design lacks, it reads `absent`.
 *
 * A model file includes this header, units.h, vmath.h and, for random counts, counts.h, for
 * times with a heavy tail, tails.h; what serves requests together includes sim/serving as
 * well; and nothing else of ours. It needs no header of its own: models.def declares every
 * shared quantity.
 */
#ifndef MODELS_MODEL_H
#define MODELS_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/units.h"
#include "sim/base/vmath.h"

enum { LANES = 256, MAX_SOURCES = 40 };

/* Compute out[0..LANES-1]. from[k] is the column of the k-th source and never overlaps
 * out. Blocks are always full: the run drops the lanes it has no trial for. A formula
 * is pure: no allocation, no printing, no state, no C library mathematics. */
typedef void Formula(const double *const from[], double *restrict out);

/* Begins the definition of a formula. */
#define FORMULA(name) WIDE static void name(const double *const from[], double *restrict out)

/* All requests of a trial at once, for what they do to each other: a queue, an engine that
 * answers many together. Requests are numbered in the order in which they arrive. */
typedef struct ServingSpace ServingSpace; /* sim/serving/serving_space.h */
typedef struct {
    size_t count;              /* requests                                             */
    const double *const *from; /* [source][count] of what differs from request to request
                                  (PER_REQUEST, EACH, DRAW); of the rest, [source][0]   */
    double *restrict out;      /* [count] the column: infinite where no answer comes   */
    double *restrict also;     /* [count] the second result, which others read by ALSO */
    ServingSpace *space;       /* of this thread: room for so many requests            */
    const double *times;       /* [time_count] s, ascending: when requests once came, of a
                                  scenario with a trace; NULL: by a law                 */
    size_t time_count;
} ServingCall;
typedef void ServingFormula(const ServingCall *call);

/* How often a column is refreshed. A formula may read columns that are refreshed
 * no more often than itself; others through SUM or FIRST. A PER_MONTH formula whose
 * sources stay the same over the months is evaluated once. */
typedef enum {
    PER_TRIAL,   /* once: what is the price?                                 */
    PER_MONTH,   /* each month of service                                    */
    PER_REQUEST, /* for each simulated request of a trial: was it slow?      */
    AFTER,       /* once, when the last month is over                        */
} Timing;

/* PART_X is the bit of a part, X its row in parts.def. */
#define PART(id, name, title, help) PART_##id##_BIT,
enum {
#include "models/parts.def"
    PART_COUNT
};
#undef PART
#define PART(id, name, title, help) PART_##id = 1u << PART_##id##_BIT,
enum {
    EVERY_DESIGN = 0,
#include "models/parts.def"
};
#undef PART

typedef struct Quantity Quantity;

/* What a formula reads. */
typedef enum {
    SOURCE_END,
    SOURCE_NOW,     /* the column; requests read a PER_MONTH one as it stands in the month
                       that is simulated, the first or the last                 */
    SOURCE_LAST,    /* a PER_MONTH column a month ago; its `initial` in month 1 */
    SOURCE_EACH,    /* a given PER_TRIAL column as it varies from request to request */
    SOURCE_SUM,     /* the sum of a PER_MONTH column over the months of service */
    SOURCE_FIRST,   /* a PER_MONTH column in month 1                            */
    SOURCE_ALSO,    /* the second result of a serving formula; of what is given or absent
                       in its place, the same as NOW                            */
    SOURCE_MONTH,   /* the number of the month, 1..horizon, the same in all lanes */
    SOURCE_AT_PEAK, /* 1 where the busiest hour is simulated, else 0; PER_REQUEST only */
    SOURCE_DRAW,    /* uniforms in (0,1) of the formula's own, new at each refresh */
} SourceKind;

typedef struct {
    SourceKind kind;
    const Quantity *quantity;
} Source;

/* clang-format off */
#define NOW(q)   { SOURCE_NOW, &(q) }
#define LAST(q)  { SOURCE_LAST, &(q) }
#define EACH(q)  { SOURCE_EACH, &(q) }
#define SUM(q)   { SOURCE_SUM, &(q) }
#define FIRST(q) { SOURCE_FIRST, &(q) }
#define ALSO(q)  { SOURCE_ALSO, &(q) }
#define THIS_MONTH    { SOURCE_MONTH, NULL }
#define AT_PEAK  { SOURCE_AT_PEAK, NULL }
#define DRAW     { SOURCE_DRAW, NULL }
/* clang-format on */
#define FROM(...) ((const Source[]){ __VA_ARGS__, { SOURCE_END, NULL } })

/* Whether and how a quantity stands among the results of a run. */
typedef enum {
    NOT_REPORTED,
    REPORTED,  /* its value; of PER_MONTH the mean over the months of service;
                  of PER_REQUEST the percentiles over the requests of a trial */
    AT_LAUNCH, /* PER_MONTH: its value in month 1                           */
} Report;

struct Quantity {
    const char *key;   /* name in scenarios and reports: "store.storage_price" */
    const char *title; /* noun phrase for tables and charts: "Storage price"   */
    const char *help;  /* one clause, no full stop, shown by `explain`         */
    Unit unit;
    Timing timing;

    /* given */
    double min, max;            /* accepted range, in unit; min < max          */
    const char *prior;          /* as a scenario would write it; NULL: it must say */
    const char *source;         /* where the prior comes from; "assumption: why" */
    const char *const *choices; /* names of its values 0, 1, ...; else NULL    */
    bool constant;              /* must be one number (the horizon)            */

    /* derived */
    Formula *formula;
    ServingFormula *serve; /* PER_REQUEST, in place of a formula                  */
    const Source *from;    /* FROM(...), in the order the formula reads           */
    double initial;        /* what LAST reads in month 1                          */

    /* check: where the value is below `least` there is no answer, and `otherwise`
     * says why; the values of the sources are told with it */
    double least;
    const char *otherwise;

    /* membership */
    unsigned part;           /* EVERY_DESIGN, or PART_*s it needs, all of them */
    unsigned without;        /* PART_*s it must not have                       */
    const Quantity *only_if; /* given: where it is 0 for certain, this does not exist; what
                                is derived depends on it, so that it is known as a source */
    double absent;           /* what others read where it does not exist       */
    const Quantity *adds_to; /* the total it belongs to, or NULL               */
    Report report;
};

/* NULL-terminated names of a quantity's choices. */
#define CHOICES(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A built-in design. */
typedef struct {
    const char *name, *label, *help;
    unsigned parts; /* PART_* | PART_* */
} Design;

typedef struct {
    const char *name, *title, *help;
} PartInfo;

/* A key whose value names a catalogue entry, for instance `api.model`. A fact F
 * of the entry becomes the value of the quantity PREFIX.F (or PREFIX_F where
 * the prefix ends in `_`), if there is one. */
typedef struct {
    const char *key, *kind, *prefix, *title, *help;
    unsigned part;
    const char *prior; /* the entry that is used when the scenario is silent, or NULL */
} Reference;

/* A kind of line that a scenario can add to the bill, as patterns of quantities: each
 * such line has copies of them, under keys of its own. */
enum {
    EXTRA_AMOUNT, /* given; its key is what a scenario calls it: "per_request"       */
    EXTRA_GROWTH, /* given, or NULL: how the amount changes                          */
    EXTRA_LEVEL,  /* derived, or NULL: what the growth has come to                   */
    EXTRA_LINE,   /* derived; adds to the total that holds it unless a scenario says */
    EXTRA_PATTERNS,
};
typedef struct {
    const Quantity *pattern[EXTRA_PATTERNS];
} ExtraKind;

/* What only a design has that turns into another on the way. */
typedef struct {
    unsigned part;               /* which makes these quantities its own             */
    const Quantity *at, *chance; /* given: in which month, and how likely            */
    const Quantity *condition;   /* 1 where it holds: the engine compares, if there is one */
    const Quantity *after;       /* 1 in the months of the second design, else 0     */
    const Quantity *build;       /* what the second build adds: the engine works it out */
    const Quantity *waiting;     /* a line of the build that is not lost again, or NULL */
} Staging;

/* What the engine is asked to simulate: the program's own tables, or a small
 * set that a test or a benchmark brings along. */
typedef struct {
    const Quantity *const *quantities;
    size_t quantity_count;
    const Design *designs;
    size_t design_count;
    const PartInfo *parts;
    size_t part_count;
    const Reference *references;
    size_t reference_count;
    const ExtraKind *extras; /* lines that a scenario can add */
    size_t extra_count;
    const Staging *staging;        /* NULL: there are no staged designs */
    const char *const *dimensions; /* keys in the order of their Sobol dimensions */
    size_t dimension_count;
    /* totals with a meaning to the engine and the results; any may be NULL */
    const Quantity *build, *monthly, *cash; /* ranking cost = build + sum of monthly */
} Registry;

/* The tables of models.def, designs.def, parts.def, references.def, extras.c and staging.c. */
extern const Registry model_registry;
enum { EXTRA_KINDS = 4 };
extern const ExtraKind extra_kinds[EXTRA_KINDS];
extern const Staging model_staging;

#define QUANTITY(id) extern const Quantity id;
#include "models/models.def"
#undef QUANTITY

#endif

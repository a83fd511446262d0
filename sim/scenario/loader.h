/* loader.h - a scenario while it is being read.
 *
 * Private to sim/scenario. Reading goes in passes, and every pass goes on after
 * a mistake so that all mistakes of a file are told at once:
 *
 *   extras    the lines of the bill that the scenario adds, and their quantities
 *   designs   which designs there are, their parts, what they extend
 *   entries   every `key: value` with its layer: who wins is not decided yet
 *   settings  currency, trials, seed, ...: the currency is needed to read money
 *   givens    what each entry says; the conditions of staged designs
 *   catalog   the entries that designs name, and their facts
 *   measured  what a trace of requests and anchors of latency say
 *   bindings  for each design and quantity, the strongest entry
 *
 * and then requirements, correlations, what-ifs, sources and warnings.
 */
#ifndef SIM_SCENARIO_LOADER_H
#define SIM_SCENARIO_LOADER_H

#include "sim/scenario/catalog.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/value.h"

/* What a key stands for: a quantity of the scenario, a reference of the registry,
 * or a setting. */
typedef enum { KEY_NONE, KEY_QUANTITY, KEY_REFERENCE, KEY_SETTING } KeyKind;

typedef struct {
    KeyKind kind;
    size_t row;
} Key;

enum {
    SETTING_CURRENCY,
    SETTING_TRIALS,
    SETTING_SEED,
    SETTING_SAMPLER,
    SETTING_TRACE,
    SETTING_ANCHORS,
    SETTINGS
};
extern const char *const setting_keys[SETTINGS];

/* What an entry or a fact of the catalogue says of a quantity; fields that it
 * leaves to weaker entries are unset. */
typedef struct {
    const Node *node;
    bool has_value, has_varies;
    Law law, shape;
    bool over_requests; /* the value itself says how requests vary: law is its mean */
    bool of_anchors;    /* holds in designs that were measured, and in no other     */
    double scale;
    const char *text, *reading, *source, *note, *owner;
    Mark mark;
    Layer layer;
    const char *entry; /* of the catalogue */
} Given;

enum { ALL_DESIGNS = -1 };

typedef struct Entry Entry;
struct Entry {
    Key key;
    const char *name; /* the full key */
    Layer layer;
    long design;    /* the draft it is for, or ALL_DESIGNS */
    size_t what_if; /* LAYER_WHAT_IF: its place in the file */
    size_t rank;    /* among what-ifs and sets: later ones are stronger */
    bool inactive;  /* of a what-if that was not asked for */
    const Node *node;
    const Given *given;    /* of a quantity; NULL when it is wrong */
    const char *reference; /* of a reference: "llm/NAME"; NULL when it is wrong or open */
    bool open;             /* of a reference: `cheapest` */
    Entry *next;           /* in order of reading */
    Entry *below;          /* the entry before it for the same key */
};

/* What a draft says of its stages. */
typedef struct {
    const Node *start, *then, *at, *chance, *condition; /* NULL: it does not say     */
    bool linked;                                        /* both designs are found    */
    size_t from, to;                                    /* drafts: the two designs   */
    Stage stage; /* its places are set when all designs are there                    */
} StagedDraft;

/* A design while it is being read. */
typedef struct {
    const char *name, *label, *help;
    const Node *node; /* NULL for a built-in design that the file only extends */
    unsigned parts;
    bool hidden;         /* not to be shown */
    bool behind;         /* a staged design begins or ends with it: simulated all the same */
    StagedDraft *staged; /* NULL: it is made of parts */
    size_t *strength;    /* [draft]: how strong what it inherits from it is; 0: nothing */
    size_t *extends;     /* drafts, weakest first */
    size_t extend_count;
    int visit; /* of the search for cycles: 0 new, 1 under way, 2 done */
} Draft;

/* The entries that an open reference of a draft may come to. */
typedef struct {
    const char *name, *as_of;
    const Given *const *givens; /* [quantity] */
} OpenEntry;

typedef struct {
    const Entry *entry; /* `cheapest`; NULL: nothing is open */
    Mark mark;
    size_t reference;
    const OpenEntry *items;
    size_t count;
} Opening;

/* A line of `extras`. */
typedef struct {
    const Node *node;
    Quantity *quantity[EXTRA_PATTERNS]; /* NULL: its kind does not have it */
    bool *in;      /* [draft]: whether it is for it; NULL: for all with its parts */
    unsigned part; /* that only these drafts have */
} Extra;

typedef struct {
    Scenario *s;
    Arena *arena;
    const Overrides *overrides;
    Problems *problems;
    const Node *root;
    const char *directory;
    bool *told;   /* [quantity]: why it has no value */
    bool *total;  /* [quantity]: other quantities add to it */
    bool *varies; /* [quantity]: some formula reads it as it varies over requests */
    Extra *extras;
    size_t extra_count;
    Draft *drafts;
    size_t draft_count;
    Entry *first, **tail;
    Entry **quantity_entries, **reference_entries; /* [row]: the latest entry */
    Entry *setting_entries[SETTINGS];
    const Given ***facts;      /* [draft]: [quantity] from the catalogue, or NULL */
    Opening *openings;         /* [draft] */
    const Given **measured;    /* [quantity] from a trace or from anchors, or NULL */
    const char ***entry_names; /* [draft]: [reference] "llm/NAME" or NULL */
} Loader;

/* --- problems --------------------------------------------------------------------- */

/* Add a problem; returns false. */
bool loader_tell(Loader *l, const Error *err);
void loader_warn(Loader *l, const Error *err);

/* "expected one of ..." among the names, with the nearest as a label. */
bool fail_name(Error *err, Mark where, const char *code, const char *what, const char *name,
               const char *const names[], size_t count);

/* The children of a mapping must be among the names. Other ones are told. */
bool check_fields(Loader *l, const Node *mapping, const char *code, const char *what,
                  const char *const names[], size_t count);

/* The text of a scalar child, or NULL; told if it is something else. */
const char *text_field(Loader *l, const Node *mapping, const char *name);

/* --- keys --------------------------------------------------------------------------- */

Key key_find(const Loader *l, const char *name);
bool key_is_group(const Loader *l, const char *name); /* some keys begin with it and a dot */
bool is_section(const char *name); /* a top-level key with a form of its own */

/* Tell that prefix.name (prefix may be NULL) is no key, and what may be meant. */
void tell_unknown_key(Loader *l, Mark where, const char *prefix, const char *name);

/* --- passes ------------------------------------------------------------------------- */

void extras_read(Loader *l);
void designs_read(Loader *l);
void extras_assign(Loader *l); /* to the designs that they are for */
void entries_read(Loader *l);
void settings_read(Loader *l);
void givens_read(Loader *l);
void catalog_read(Loader *l);
void trace_read(Loader *l);
void anchors_read(Loader *l);
void bindings_make(Loader *l);
void requirements_read(Loader *l);
void stakes_read(Loader *l);
void correlations_read(Loader *l);
void what_ifs_read(Loader *l);
void sources_read(Loader *l);
void effects_check(Loader *l);
void warnings_make(Loader *l);

/* The strongest entry of a setting, or NULL. */
const Entry *setting_entry(const Loader *l, size_t row);

/* Let a quantity have what was measured, under what the scenario says itself; the fields of
 * `given` that say where it comes from are its text and mark. */
void measured_add(Loader *l, const char *key, const Given *given);

/* How many anchors are of a design: those that name it, and those that name none. */
size_t anchors_of(const Loader *l, const char *design);

/* The design of the registry with this name, or NULL. */
const Design *built_in(const Loader *l, const char *name);

/* Parts: those of a list; those of all that a design extends, if it lists none; and
 * whether they make sense: answers are bought or generated on own GPUs, never both and
 * never neither (in registries that know these parts). */
unsigned parts_read(Loader *l, const Node *list);
void parts_unite(Loader *l, Draft *draft);
void parts_check(Loader *l, const Draft *draft);

/* The quantities of a line of `extras`: `extras.WORD`, and those below it, titled after
 * its name. Then what a design needs to have them. */
void extra_make(Loader *l, Extra *extra, const ExtraKind *kind, const char *name,
                const char *word);
void extra_need(Extra *extra, unsigned parts);

/* Give the scenario a registry with the quantities of its lines. */
void extras_register(Loader *l);

/* Of the row of a line of `extras` that of its amount; other rows are returned as they are. */
size_t extras_amount(const Loader *l, size_t row);

/* The draft that is to be simulated under this name, or -1. */
long draft_find(const Loader *l, const char *name);
bool draft_is_used(const Draft *draft);

/* A built-in design that only others refer to becomes a draft that is not shown. The
 * place of the draft that a node names, or -1 after telling which names there are. */
long draft_named(Loader *l, const Node *name);

/* Staged designs: what a draft says of its stages, if it has any; then, once all drafts are
 * there, the designs that they name; and the conditions, once values can be read. Their
 * values are those of the two designs (some_designs.h), but for what is their own. */
bool staged_read(Loader *l, Draft *draft);
void staged_link(Loader *l, Draft *draft);
void conditions_read(Loader *l);
bool staged_owns(const Draft *draft, const Quantity *quantity);

/* Warn of changes that come after the last month. The horizon is known. */
void stages_check(Loader *l);

/* Tell which given quantities a draft needs and has no value for, each once. */
void missing_tell(Loader *l, size_t draft, const Binding *const *bindings);

/* Whether a quantity is given by its kind: neither derived nor a total. */
bool quantity_is_given(const Loader *l, size_t row);

/* The long or short form of a value of a quantity; NULL after telling what is wrong. */
const Given *given_read(Loader *l, const Quantity *quantity, const Node *node);

/* One number of a setting, within the range of a quantity that stands for it. */
bool number_field(Loader *l, double *value, const Quantity *like, const Node *node);

/* The entries that say something of a key in a draft, strongest first, with NULL
 * at the end. latest is the newest entry of the key. */
enum { NO_DRAFT = -2 }; /* only what holds for all designs */
Entry *const *entries_for(const Loader *l, Entry *latest, long draft);

/* Whether a quantity exists in a draft. */
bool draft_has(const Loader *l, size_t draft, const Quantity *quantity);

#endif

/* rules.h - rules of thumb held against a scenario: they advise, and never move a cost. */
#ifndef SIM_RESULTS_RULES_H
#define SIM_RESULTS_RULES_H

#include "sim/base/arena.h"
#include "sim/base/units.h"

typedef struct Answer Answer;

typedef enum {
    ADVISES_CORPUS,
    ADVISES_TUNING,
    ADVISES_CORPUS_FIRST,
    ADVISES_PROMPT,
    ADVISES_REVIEW,
} Advice;

/* Whether a rule applies; nobody can say without its facts. */
typedef enum { RULE_SILENT, RULE_APPLIES, RULE_UNKNOWN } RuleState;

typedef struct {
    const char *id, *says, *articles;
    Advice advice;
    RuleState state;
    double value, threshold; /* of the fact, in its unit; NAN where it is no number */
    Unit unit;
    const char *fact;    /* in a clause                                          */
    const char *assumed; /* keys of the deciding facts that nobody stated, defaults of the
                            model: "corpus.documents, gaps.knowledge"; else NULL */
    const char *split;   /* where the articles disagree here, how; else NULL     */
    const char *against; /* where the verdict does not follow the advice, how; else NULL */
} RuleAnswer;

/* What the gaps say is missing. */
typedef struct {
    const char *kind; /* "facts", "behaviour", "both", "neither"; NULL: not known */
    const char *sentence;
    double knowledge, behaviour; /* shares */
} Diagnosis;

/* Fill rules, rule_count and diagnosis of an answer with a verdict. */
void rules_make(Answer *answer);

/* "corpus", "tuning", ... */
const char *advice_name(Advice advice);

#endif

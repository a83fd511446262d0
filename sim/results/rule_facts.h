/* rule_facts.h - the facts of a scenario that rules look for. */
#ifndef SIM_RESULTS_RULE_FACTS_H
#define SIM_RESULTS_RULE_FACTS_H

#include "sim/results/answer.h"

/* Of 100 answers five: a gap. */
#define A_GAP 0.05

/* Say where the verdict departs from a rule that applies. */
void rule_against(RuleAnswer *rule, Answer *answer);

/* Fill the diagnosis. */
void rules_diagnose(Answer *answer);

/* The mean of a given quantity: the largest of the designs that state one, because a part
 * that already mends something may say so by a smaller value. NAN if none has it. */
double fact_mean(const Answer *answer, const char *key);

/* The same of the designs made without some parts and with others. */
double fact_mean_in(const Answer *answer, const char *key, unsigned with, unsigned without);

/* Whether somebody has looked: measured, or with a source that is no guess, in all designs
 * that have it. */
bool fact_is_proven(const Answer *answer, const char *key);

/* Of some keys, up to a NULL, those whose fact_mean() is a default of the model that nobody
 * stated: "corpus.documents, gaps.knowledge"; or NULL. */
const char *fact_defaults(Answer *answer, const char *const keys[]);

/* The fact of a rule, or a part of a sentence, and behind it which of the keys are such. */
const char *fact_told(Answer *answer, const char *fact, const char *const keys[]);

/* The first requirement of a kind and, with must, of that level; or NULL. */
const Requirement *fact_required(const Answer *answer, RequirementKind kind, bool must);

/* The first design without a corpus and without a tuned model, or NULL. */
const DesignAnswer *fact_prompt_design(const Answer *answer);

/* A number, an amount of tokens and such, a share, a time: as text of the arena. */
const char *fact_number(Answer *answer, double value);
const char *fact_share(Answer *answer, double value);

#endif

/* choice_words.h - which GPUs `gpu.type: cheapest` has come to, in words. */
#ifndef SIM_CLI_CHOICE_WORDS_H
#define SIM_CLI_CHOICE_WORDS_H

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"

/* `gpu/l40s ×2 at $2.72k /month, chosen among 61 within the limits (87 hold the model)`, of a
 * design that has a choice, and in a further line that is so far indented what is next. */
void choice_add(Text *out, const ScenarioDesign *design, const Currency *currency, int indent);

/* The same of all designs that have one, for `forkcast check`. */
void choices_add(Text *out, const Scenario *scenario);

#endif

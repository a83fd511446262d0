/* choice_words.h - which GPUs `gpu.type: cheapest` has come to, in words. */
#ifndef SIM_CLI_CHOICE_WORDS_H
#define SIM_CLI_CHOICE_WORDS_H

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"

/* `gpu/l40s ×2 at $2.72k /month, chosen among 87 that hold the model, 61 of them within the
 * limits; next gpu/h100 ×1 at $3.05k /month, 12% dearer`, of a design that has a choice. */
void choice_add(Text *out, const ScenarioDesign *design, const Currency *currency);

/* The same of all designs that have one, for `forkcast check`. */
void choices_add(Text *out, const Scenario *scenario);

#endif

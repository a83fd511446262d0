/* monthly_upkeep.c - the staff who keep each part running.
 *
 * cost = hours a month * loaded rate, a line for each part. Engineers keep
 * everything running; a tuned model needs a subject expert besides, who looks
 * at its failures.
 */
#include "models/model.h"

enum { HOURS, RATE };

FORMULA(upkeep)
{
    const double *hours = from[HOURS], *rate = from[RATE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = hours[i] * rate[i];
}

/* The line monthly.NAME_upkeep of the designs with these parts, and its hours
 * upkeep.NAME_hours of an engineer or expert. */
#define UPKEEP(name, who, parts, part_title, usual, origin, work)                              \
    static const Quantity name##_hours = {                                                     \
        .key = "upkeep." #name "_hours",                                                       \
        .title = part_title " hours",                                                          \
        .help = "hours a month: " work,                                                        \
        .unit = UNIT_HOURS_PER_MONTH,                                                          \
        .min = 0,                                                                              \
        .max = 1e6,                                                                            \
        .prior = usual,                                                                        \
        .source = origin,                                                                      \
        .part = (parts),                                                                       \
    };                                                                                         \
    const Quantity monthly_##name##_upkeep = {                                                 \
        .key = "monthly." #name "_upkeep",                                                     \
        .title = part_title,                                                                   \
        .help = work,                                                                          \
        .unit = UNIT_MONEY_PER_MONTH,                                                          \
        .timing = PER_MONTH,                                                                   \
        .min = 0,                                                                              \
        .max = 1e12,                                                                           \
        .formula = upkeep,                                                                     \
        .from = FROM([HOURS] = NOW(name##_hours), [RATE] = NOW(labour_##who##_rate)),          \
        .part = (parts),                                                                       \
        .adds_to = &cost_people,                                                               \
    }

UPKEEP(api, engineer, PART_API, "Prompt upkeep", "[2 h/month, 4 h/month, 8 h/month]",
       "assumption: half a day a month, more when a model is replaced",
       "prompts, limits and new versions of the model");
UPKEEP(corpus, engineer, PART_CORPUS, "Index upkeep", "[4 h/month, 12 h/month, 32 h/month]",
       "assumption: from half a day a month to a day a week",
       "connectors, parsing and searches that fail");
UPKEEP(keyword, engineer, PART_CORPUS | PART_KEYWORD, "Keyword search upkeep",
       "[1 h/month, 2 h/month, 4 h/month]", "assumption: an hour or so a month",
       "synonyms, analysers and the weights of the merge");
UPKEEP(tuned, engineer, PART_TUNED, "Tuned model upkeep", "[9 h/month, 18 h/month, 32 h/month]",
       "12,000 to 45,000 USD a year (echelon-advising.com, 2026) at 116 USD an hour",
       "watching the tuned model, its data and its versions");
UPKEEP(tuned_expert, expert, PART_TUNED, "Tuned model expert",
       "[2 h/month, 4 h/month, 8 h/month]", "assumption: half a day a month",
       "subject expert who looks at the model's failures");
UPKEEP(serving, engineer, PART_HOSTED, "Serving upkeep", "[8 h/month, 16 h/month, 40 h/month]",
       "assumption: up to a quarter of a post, as for a self-hosted store "
       "(leanopstech.com, 2026)",
       "drivers, engine versions, capacity and incidents");
UPKEEP(guard, engineer, PART_GUARD, "Validator upkeep", "[1 h/month, 2 h/month, 4 h/month]",
       "assumption: an hour or so a month", "rules that catch too much or too little");
UPKEEP(cache, engineer, PART_CACHE, "Answer cache upkeep", "[1 h/month, 2 h/month, 4 h/month]",
       "assumption: an hour or so a month", "answers that must be forgotten");

/* build_phases.c - the work before launch, phase by phase.
 *
 * cost of a phase = hours * loaded rate * (1 + build.overrun)
 *
 * Hours are what a planner would write down; the overrun is what such plans miss
 * and is the same for all phases of a build. A phase that several parts need
 * (evaluation set, integration, deployment) exists once, which is what a
 * combined design saves; what it pays on top is the interplay of its parts.
 */
#include "models/model.h"

const Quantity build_overrun = {
    .key = "build.overrun",
    .title = "Overrun",
    .help = "share by which the work before launch exceeds its plan",
    .unit = UNIT_SHARE,
    .min = -0.5,
    .max = 10,
    .prior = "lognormal(10%..70%)",
    .source = "surveys of software projects: 30 to 40% on average (Molokken and Jorgensen, "
              "ISESE 2003)",
};

const Quantity build_engineer_hours = {
    .key = "build.engineer_hours",
    .title = "Engineering hours",
    .help = "planned hours of engineers before launch",
    .unit = UNIT_HOURS,
};

const Quantity build_expert_hours = {
    .key = "build.expert_hours",
    .title = "Expert hours",
    .help = "planned hours of subject experts before launch",
    .unit = UNIT_HOURS,
};

enum { HOURS, RATE, OVERRUN };

FORMULA(labour)
{
    const double *hours = from[HOURS], *rate = from[RATE], *overrun = from[OVERRUN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = hours[i] * rate[i] * (1 + overrun[i]);
}

/* A phase NAME: its hours build.NAME_hours of an engineer or expert, and its
 * line build.NAME in the designs that have the parts `needs` and none of `never`. */
#define PHASE(name, who, needs, never, phase_title, hours, origin, phase_help)                 \
    static const Quantity name##_hours = {                                                     \
        .key = "build." #name "_hours",                                                        \
        .title = phase_title " hours",                                                         \
        .help = "planned hours: " phase_help,                                                  \
        .unit = UNIT_HOURS,                                                                    \
        .min = 0,                                                                              \
        .max = 1e6,                                                                            \
        .prior = hours,                                                                        \
        .source = origin,                                                                      \
        .part = (needs),                                                                       \
        .without = (never),                                                                    \
        .adds_to = &build_##who##_hours,                                                       \
    };                                                                                         \
    const Quantity build_##name = {                                                            \
        .key = "build." #name,                                                                 \
        .title = phase_title,                                                                  \
        .help = phase_help,                                                                    \
        .unit = UNIT_MONEY,                                                                    \
        .min = 0,                                                                              \
        .max = 1e15,                                                                           \
        .formula = labour,                                                                     \
        .from = FROM([HOURS] = NOW(name##_hours), [RATE] = NOW(labour_##who##_rate),           \
                     [OVERRUN] = NOW(build_overrun)),                                          \
        .part = (needs),                                                                       \
        .without = (never),                                                                    \
        .adds_to = &cost_build,                                                                \
    }

#define PLANNER     "assumption: a planner's hours for a mid-size case"
#define PANAVERSITY "range: agentfactory.panaversity.org, economics of custom models, 2026"

/* every design */
PHASE(evaluation_set, engineer, EVERY_DESIGN, 0, "Evaluation set", "[16 h, 32 h, 80 h]",
      PLANNER, "questions with known answers, and the harness that scores them");
PHASE(evaluation_experts, expert, EVERY_DESIGN, 0, "Evaluation answers", "[8 h, 20 h, 40 h]",
      PLANNER, "experts who write and check the known answers");
PHASE(integration, engineer, EVERY_DESIGN, 0, "Integration", "[24 h, 48 h, 120 h]", PLANNER,
      "the application around the answers: guardrails, citations, interface");
PHASE(deployment, engineer, EVERY_DESIGN, 0, "Deployment", "[24 h, 48 h, 120 h]", PLANNER,
      "deployment, monitoring and security");

/* neither searched nor tuned */
PHASE(prompt_engineering, engineer, EVERY_DESIGN, PART_CORPUS | PART_TUNED,
      "Prompt engineering", "[16 h, 40 h, 100 h]",
      "assumption: as long as the tuning of a retrieval",
      "instructions and examples, tried against the evaluation set");

/* document index */
PHASE(ingestion, engineer, PART_CORPUS, 0, "Ingestion", "[24 h, 60 h, 160 h]",
      PLANNER "; document quality drives the overrun (tensoria.fr, 2026)",
      "connectors, parsing and chunking");
PHASE(retrieval_tuning, engineer, PART_CORPUS, 0, "Retrieval tuning", "[16 h, 40 h, 100 h]",
      PLANNER, "trying chunk sizes, searches and re-rankers");
PHASE(keyword_search, engineer, PART_CORPUS | PART_KEYWORD, 0, "Keyword search",
      "[4 h, 8 h, 24 h]", PLANNER, "an index for keywords, merged with the vector search");

/* tuned model */
PHASE(dataset, engineer, PART_TUNED, 0, "Data set", "[20 h, 60 h, 100 h]",
      PANAVERSITY "; the mode is an assumption",
      "cleaning, deduplicating and formatting the examples");
PHASE(infrastructure, engineer, PART_TUNED, 0, "Training set-up", "[5 h, 12 h, 20 h]",
      PANAVERSITY "; the mode is an assumption", "what trains, evaluates and versions models");

/* both */
PHASE(interplay, engineer, PART_CORPUS | PART_TUNED, 0, "Interplay", "[16 h, 40 h, 100 h]",
      "assumption: as long as the tuning of a retrieval",
      "making the tuned model use what is retrieved");

/* what can stand beside any of them */
PHASE(guard, engineer, PART_GUARD, 0, "Validator", "[8 h, 16 h, 40 h]", PLANNER,
      "rules for valid answers, and what to do with the others");
PHASE(review, engineer, PART_REVIEW, 0, "Review desk", "[8 h, 24 h, 60 h]", PLANNER,
      "the queue and the page that reviewers work with");
PHASE(cache, engineer, PART_CACHE, 0, "Answer cache", "[8 h, 16 h, 40 h]", PLANNER,
      "the cache, and the rule that says when two questions are the same");

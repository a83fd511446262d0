/* quality.c - which share of the answers is good, and what the others cost.
 *
 * bad in fact      = min(1, knowledge gap * (1 - facts put right)
 *                           + stale share * share on changing facts)
 * bad in behaviour = behaviour gap * (1 - put right) * (1 - caught by the validator)
 * good             = (1 - bad in fact)(1 - bad in behaviour) + interaction
 *
 * The gaps are counted on answers of the design that is only prompted. The
 * interaction of retrieval and tuning has been published with both signs.
 * Review puts right a share of the bad answers it reads.
 */
#include "models/model.h"

static const Quantity knowledge_gap = {
    .key = "gaps.knowledge",
    .title = "Knowledge gap",
    .help = "share of a prompted model's answers that fail for a missing or wrong fact",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "25%..55%",
    .source = "43% on legal questions (Magesh et al., arXiv 2405.20362), 52% on current events "
              "(Ovadia et al., arXiv 2312.05934)",
};

static const Quantity behaviour_gap = {
    .key = "gaps.behaviour",
    .title = "Behaviour gap",
    .help = "share of a prompted model's answers that fail in format, tone or decision pattern",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "5%..20%",
    .source = "assumption: count it on 100 answers",
};

const Quantity quality_share_on_changing_facts = {
    .key = "quality.share_on_changing_facts",
    .title = "Questions on changing facts",
    .help = "share of the questions that touch facts that change",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "10%..40%",
    .source = "assumption: count it on 100 questions",
};

static const Quantity interaction = {
    .key = "quality.interaction",
    .title = "Interaction",
    .help = "good answers that retrieval and tuning give together beyond what each does",
    .unit = UNIT_SHARE,
    .min = -1,
    .max = 1,
    .prior = "normal(-6%..6%)",
    .source = "+5 points (Balaguer et al., arXiv 2401.08406), -5 (Ovadia et al., arXiv "
              "2312.05934), below tuning alone on 4 of 5 sets (RAFT, arXiv 2403.10131)",
    .part = PART_CORPUS | PART_TUNED,
};

const Quantity quality_cost_per_bad_answer = {
    .key = "quality.cost_per_bad_answer",
    .title = "Cost of a bad answer",
    .help = "what a bad answer costs the business",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .prior = "0 USD",
    .source = "assumption: an error has no price yet",
};

static const Quantity guard_catches = {
    .key = "guard.catches",
    .title = "Caught by the validator",
    .help = "share of the malformed answers that the validator catches and has redone",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "50%..90%",
    .source = "assumption: a schema catches format, not tone",
    .part = PART_GUARD,
};

static const Quantity review_catches = {
    .key = "review.catches",
    .title = "Caught by review",
    .help = "share of the bad answers read that reviewers put right",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "60%..95%",
    .source = "assumption: reviewers overlook some",
    .part = PART_REVIEW,
};

enum { GAP, FIXED, STALE, CHANGING };

FORMULA(bad_facts)
{
    const double *gap = from[GAP], *fixed = from[FIXED], *stale = from[STALE];
    const double *changing = from[CHANGING];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_min(1, gap[i] * (1 - fixed[i]) + stale[i] * changing[i]);
}

const Quantity quality_bad_knowledge = {
    .key = "quality.bad_knowledge",
    .title = "Bad in fact",
    .help = "share of the answers with a missing, wrong or stale fact",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = bad_facts,
    .from = FROM([GAP] = NOW(knowledge_gap), [FIXED] = NOW(quality_facts_fixed),
                 [STALE] = NOW(knowledge_stale_share),
                 [CHANGING] = NOW(quality_share_on_changing_facts)),
};

enum { BEHAVIOUR_GAP, TAUGHT, CAUGHT };

FORMULA(bad_behaviour)
{
    const double *gap = from[BEHAVIOUR_GAP], *taught = from[TAUGHT], *caught = from[CAUGHT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = gap[i] * (1 - taught[i]) * (1 - caught[i]);
}

const Quantity quality_bad_behaviour = {
    .key = "quality.bad_behaviour",
    .title = "Bad in behaviour",
    .help = "share of the answers that fail in format, tone or decision pattern",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = bad_behaviour,
    .from = FROM([BEHAVIOUR_GAP] = NOW(behaviour_gap), [TAUGHT] = NOW(quality_behaviour_fixed),
                 [CAUGHT] = NOW(guard_catches)),
    .report = REPORTED,
};

enum { BAD_FACTS, BAD_BEHAVIOUR, INTERACTION, READ, CORRECTED };

FORMULA(good_share)
{
    const double *facts = from[BAD_FACTS], *behaviour = from[BAD_BEHAVIOUR];
    const double *together = from[INTERACTION], *read = from[READ],
                 *corrected = from[CORRECTED];

    for (size_t i = 0; i < LANES; i++) {
        double bad = 1 - ((1 - facts[i]) * (1 - behaviour[i]) + together[i]);

        out[i] = 1 - lane_clamp(bad, 0, 1) * (1 - read[i] * corrected[i]);
    }
}

const Quantity quality_good_share = {
    .key = "quality.good_share",
    .title = "Good answers",
    .help = "share of the answers that are right in fact and behaviour",
    .unit = UNIT_SHARE,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = good_share,
    .from = FROM([BAD_FACTS] = NOW(quality_bad_knowledge),
                 [BAD_BEHAVIOUR] = NOW(quality_bad_behaviour), [INTERACTION] = NOW(interaction),
                 [READ] = NOW(review_share), [CORRECTED] = NOW(review_catches)),
    .report = REPORTED,
};

enum { REQUESTS, GOOD, PRICE };

FORMULA(failures)
{
    const double *requests = from[REQUESTS], *good = from[GOOD], *price = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * (1 - good[i]) * price[i];
}

const Quantity monthly_bad_answers = {
    .key = "monthly.bad_answers",
    .title = "Bad answers",
    .help = "what the bad answers of a month cost the business",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = failures,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [GOOD] = NOW(quality_good_share),
                 [PRICE] = NOW(quality_cost_per_bad_answer)),
    .adds_to = &cost_failures,
};

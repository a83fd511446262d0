/* quality_fixes.c - which share of the bad answers each part puts right.
 *
 * The shares are of the answers of a general model that is only prompted.
 *
 *   facts      a corpus supplies them: recall * faithfulness; tuning few
 *   behaviour  tuning teaches it: most * (1 - exp(-examples * quality / scale));
 *              a corpus little
 *
 * What several parts put right is 1 - product of (1 - share). Keyword search and
 * re-ranking each find a share of the passages that are missed without them.
 */
#include "models/model.h"

#define SHARE(symbol, name, heading, text, usual, origin, parts)                               \
    static const Quantity symbol = {                                                           \
        .key = name,                                                                           \
        .title = heading,                                                                      \
        .help = text,                                                                          \
        .unit = UNIT_SHARE,                                                                    \
        .min = 0,                                                                              \
        .max = 1,                                                                              \
        .prior = usual,                                                                        \
        .source = origin,                                                                      \
        .part = (parts),                                                                       \
    }

SHARE(recall_alone, "corpus.recall", "Recall of the vector search",
      "share of the questions whose passage is among the retrieved chunks", "85%..95%",
      "recall@20 of 94.3% over four kinds of text (anthropic.com, contextual retrieval, 2024) "
      "as the better end",
      PART_CORPUS);
SHARE(faithfulness, "corpus.faithfulness", "Faithfulness",
      "share of the answers that say what the retrieved passages say", "67%..83%",
      "17 to 33% of the answers of legal research tools are not (Magesh et al., "
      "arXiv 2405.20362)",
      PART_CORPUS);
SHARE(keyword_recovers, "keyword.recovers", "Found by keywords",
      "share of the missed passages that keyword search finds", "22%",
      "3.7 to 2.9% missed (anthropic.com, contextual retrieval, 2024)",
      PART_CORPUS | PART_KEYWORD);
SHARE(rerank_recovers, "rerank.recovers", "Found by re-ranking",
      "share of the missed passages that re-ranking brings up", "34%",
      "2.9 to 1.9% missed (anthropic.com, contextual retrieval, 2024)",
      PART_CORPUS | PART_RERANK);
SHARE(facts_learned, "training.facts_learned", "Facts learned",
      "share of the missing facts that tuning teaches", "5%..20%",
      "4 to 21% on current events (Ovadia et al., arXiv 2312.05934, Mistral-7B)", PART_TUNED);
SHARE(behaviour_shown, "corpus.behaviour_fixed", "Behaviour shown",
      "share of the behaviour failures that retrieved examples put right", "2%..8%",
      "assumption: little, passages carry facts", PART_CORPUS);
SHARE(most_learned, "training.most_behaviour", "Most behaviour learned",
      "share of the behaviour failures that tuning puts right with examples enough", "60%..90%",
      "83% of the errors on a proprietary classification (warptechlab.com, 2026)", PART_TUNED);

static const Quantity example_quality = {
    .key = "training.example_quality",
    .title = "Example quality",
    .help = "how many usual examples one of these is worth",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 100,
    .prior = "1",
    .source = "assumption: usual ones; 500 excellent have been said to beat 5,000 mediocre",
    .part = PART_TUNED,
};

static const Quantity example_scale = {
    .key = "training.example_scale",
    .title = "Examples for two thirds",
    .help = "examples that teach 63% of what tuning can teach",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e7,
    .prior = "500..1500",
    .source = "assumption: 50 to 200 examples are said not to be enough, several hundred the "
              "least",
    .part = PART_TUNED,
};

enum { ALONE, KEYWORDS, RERANKED };

FORMULA(recall)
{
    const double *alone = from[ALONE], *keywords = from[KEYWORDS], *reranked = from[RERANKED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 - (1 - alone[i]) * (1 - keywords[i]) * (1 - reranked[i]);
}

const Quantity quality_recall = {
    .key = "quality.recall",
    .title = "Recall",
    .help = "share of the questions whose passage reaches the prompt",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = recall,
    .from = FROM([ALONE] = NOW(recall_alone), [KEYWORDS] = NOW(keyword_recovers),
                 [RERANKED] = NOW(rerank_recovers)),
    .part = PART_CORPUS,
};

FORMULA(product)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] * b[i];
}

static const Quantity facts_retrieved = {
    .key = "quality.facts_retrieved",
    .title = "Facts supplied",
    .help = "share of the missing facts that retrieval supplies",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = product,
    .from = FROM(NOW(quality_recall), NOW(faithfulness)),
    .part = PART_CORPUS,
};

enum { MOST, EXAMPLES, WORTH, SCALE };

FORMULA(taught)
{
    const double *most = from[MOST], *examples = from[EXAMPLES], *worth = from[WORTH];
    const double *scale = from[SCALE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = most[i] * (1 - lane_exp(-examples[i] * worth[i] / scale[i]));
}

static const Quantity behaviour_taught = {
    .key = "quality.behaviour_taught",
    .title = "Behaviour taught",
    .help = "share of the behaviour failures that tuning puts right",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = taught,
    .from = FROM([MOST] = NOW(most_learned), [EXAMPLES] = NOW(training_examples),
                 [WORTH] = NOW(example_quality), [SCALE] = NOW(example_scale)),
    .part = PART_TUNED,
};

FORMULA(either)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 - (1 - a[i]) * (1 - b[i]);
}

const Quantity quality_facts_fixed = {
    .key = "quality.facts_fixed",
    .title = "Facts put right",
    .help = "share of the fact failures that the design puts right",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = either,
    .from = FROM(NOW(facts_retrieved), NOW(facts_learned)),
};

const Quantity quality_behaviour_fixed = {
    .key = "quality.behaviour_fixed",
    .title = "Behaviour put right",
    .help = "share of the behaviour failures that the design puts right",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = either,
    .from = FROM(NOW(behaviour_taught), NOW(behaviour_shown)),
};

/* rules.c - rules of thumb with their thresholds, and the facts that trigger them. */
#include "sim/results/rules.h"

#include <math.h>

#include "sim/base/text.h"
#include "sim/results/rule_facts.h"

typedef void Check(RuleAnswer *rule, Answer *answer);

/* Rules are about numbers that are uncertain: their means are held against thresholds. */
#define A_QUARTER      (1.0 / 3) /* changes a month                                   */
#define NO_WINDOW      1e9       /* of a model whose window nobody stated             */
#define FEW_EXAMPLES   300.0     /* 000: several hundred                              */
#define SOME_EXAMPLES  500.0     /* 001                                               */
#define MANY_EXAMPLES  1000.0    /* 004: thousands, 50 to 200 are not enough          */
#define FEW_DOCUMENTS  1000.0    /* 004                                               */
#define MANY_DOCUMENTS 10000.0   /* 001                                               */

static void measure(RuleAnswer *rule, double value, double threshold, Unit unit)
{
    rule->value = value;
    rule->threshold = threshold;
    rule->unit = unit;
    rule->state = isnan(value) ? RULE_UNKNOWN : RULE_SILENT;
}

static void apply_if(RuleAnswer *rule, bool applies)
{
    if (rule->state != RULE_UNKNOWN)
        rule->state = applies ? RULE_APPLIES : RULE_SILENT;
}

/* Keys up to a NULL. */
#define KEYS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

/* --- corpus --------------------------------------------------------------------------- */

static void changes(RuleAnswer *rule, Answer *answer)
{
    double asked = fact_mean(answer, "quality.share_on_changing_facts");
    double a_month =
        fact_mean(answer, "corpus.change_rate") * fact_mean(answer, "corpus.documents");

    measure(rule, a_month, A_QUARTER, UNIT_PER_MONTH_);
    apply_if(rule, a_month >= A_QUARTER && !(asked <= 0));
    rule->fact = arena_format(&answer->arena,
                              "%s documents change a month (the threshold is one in three "
                              "months), %s of the questions touch such facts",
                              fact_number(answer, a_month), fact_share(answer, asked));
    rule->fact = fact_told(
        answer, rule->fact,
        KEYS("corpus.documents", "corpus.change_rate", "quality.share_on_changing_facts"));
    rule->assumed = fact_defaults(answer, KEYS("corpus.documents", "corpus.change_rate"));
}

static void cites(RuleAnswer *rule, Answer *answer)
{
    bool must = fact_required(answer, REQUIRE_CITATIONS, true);
    bool want = fact_required(answer, REQUIRE_CITATIONS, false);

    rule->state = must ? RULE_APPLIES : RULE_SILENT;
    rule->fact = must   ? "citations are a must"
                 : want ? "citations are a want, no must"
                        : "citations are not required";
}

/* The largest context window of the models in question; NAN if none is stated. */
static double window_of(const Answer *answer)
{
    double bought = fact_mean_in(answer, "api.context_window", PART_API, 0);
    double own = fact_mean_in(answer, "model.max_context", PART_HOSTED, 0);
    double window = fmax(isnan(bought) || bought >= NO_WINDOW ? 0 : bought,
                         isnan(own) || own >= NO_WINDOW ? 0 : own);

    return window > 0 ? window : NAN;
}

static void large(RuleAnswer *rule, Answer *answer)
{
    double documents = fact_mean(answer, "corpus.documents"), window = window_of(answer);
    double tokens = documents * fact_mean(answer, "corpus.tokens_per_document");
    bool by_004 = documents > FEW_DOCUMENTS, by_001 = documents > MANY_DOCUMENTS;
    bool by_000 = tokens > window;

    measure(rule, documents, FEW_DOCUMENTS, UNIT_NUMBER);
    apply_if(rule, by_004 || by_001 || by_000);
    rule->fact = arena_format(&answer->arena, "%s documents of %s tokens in all, %s%s",
                              fact_number(answer, documents), fact_number(answer, tokens),
                              isnan(window) ? "no context window is stated"
                                            : "the largest context window takes ",
                              isnan(window) ? "" : fact_number(answer, window));
    rule->fact =
        fact_told(answer, rule->fact, KEYS("corpus.documents", "corpus.tokens_per_document"));
    rule->assumed =
        fact_defaults(answer, by_004 ? KEYS("corpus.documents")
                                     : KEYS("corpus.documents", "corpus.tokens_per_document"));
    if (by_004 != by_001 || (!isnan(window) && by_000 != by_001))
        rule->split = arena_format(
            &answer->arena,
            "over 1,000 documents (004) %s, over 10,000 (001) %s, over the window (000) %s",
            yes_no(by_004), yes_no(by_001), isnan(window) ? "unknown" : yes_no(by_000));
}

/* --- tuning --------------------------------------------------------------------------- */

static void behaves(RuleAnswer *rule, Answer *answer)
{
    double gap = fact_mean(answer, "gaps.behaviour");
    double examples = fact_mean(answer, "training.examples");

    measure(rule, gap, A_GAP, UNIT_SHARE);
    apply_if(rule, gap >= A_GAP && examples >= FEW_EXAMPLES);
    rule->assumed = fact_defaults(answer, KEYS("gaps.behaviour", "training.examples"));
    if (isnan(examples)) {
        rule->state = gap < A_GAP ? RULE_SILENT : RULE_UNKNOWN;
        rule->fact = arena_format(&answer->arena,
                                  "%s of the answers fail in behaviour; no design is tuned, so "
                                  "nobody says how many examples there are",
                                  fact_share(answer, gap));
        rule->fact = fact_told(answer, rule->fact, KEYS("gaps.behaviour"));
        return;
    }
    rule->fact = arena_format(&answer->arena,
                              "%s of the answers fail in behaviour (the threshold is 5%%), and "
                              "there are %s examples (300)",
                              fact_share(answer, gap), fact_number(answer, examples));
    rule->fact = fact_told(answer, rule->fact, KEYS("gaps.behaviour", "training.examples"));
    if (gap >= A_GAP && examples >= FEW_EXAMPLES && examples < MANY_EXAMPLES)
        rule->split =
            arena_format(&answer->arena,
                         "several hundred examples (000) yes, 500 (001) %s, thousands (004) no",
                         yes_no(examples >= SOME_EXAMPLES));
}

static void first(RuleAnswer *rule, Answer *answer)
{
    double facts = fact_mean(answer, "gaps.knowledge");
    double behaviour = fact_mean(answer, "gaps.behaviour");
    bool proven = fact_is_proven(answer, "gaps.behaviour");

    measure(rule, facts, A_GAP, UNIT_SHARE);
    apply_if(rule, facts >= A_GAP && (behaviour < A_GAP || !proven));
    rule->fact = arena_format(&answer->arena,
                              "%s of the answers miss a fact; that %s fail in behaviour is %s",
                              fact_share(answer, facts), fact_share(answer, behaviour),
                              proven ? "stated with a source" : "not proven");
    rule->fact = fact_told(answer, rule->fact, KEYS("gaps.knowledge", "gaps.behaviour"));
    rule->assumed = fact_defaults(answer, KEYS("gaps.knowledge"));
}

/* The key of the percentile of first tokens that stands for a required one. */
static const char *first_token_key(const Requirement *limit)
{
    return limit->percentile <= 0.5    ? "latency.first_token.p50"
           : limit->percentile <= 0.95 ? "latency.first_token.p95"
                                       : "latency.first_token.p99";
}

static const Requirement *time_limit(const Answer *answer)
{
    const Scenario *s = answer->scenario;

    for (size_t i = 0; i < s->requirement_count; i++)
        if (s->requirements[i].kind == REQUIRE_LATENCY && s->requirements[i].first_token)
            return &s->requirements[i];
    return fact_required(answer, REQUIRE_LATENCY, false);
}

/* Of the designs that are not tuned, the fastest. */
static void slow(RuleAnswer *rule, Answer *answer)
{
    const Requirement *limit = time_limit(answer);
    double fastest = NAN;

    for (size_t d = 0; limit && d < answer->design_count; d++)
        if (!(answer->designs[d].design->parts & PART_TUNED))
            fastest =
                fmin(fastest,
                     answer_summary(&answer->designs[d], first_token_key(limit)).mean.value);
    measure(rule, fastest, limit ? limit->under : NAN, UNIT_SECONDS);
    apply_if(rule, limit && fastest > limit->under);
    rule->fact =
        !limit ? "no response time is required"
        : isnan(fastest)
            ? "no design that is not tuned has a response time"
            : arena_format(&answer->arena,
                           "the first token of the fastest design that is not tuned "
                           "takes %s s, the limit is %s s",
                           fact_number(answer, fastest), fact_number(answer, limit->under));
}

/* --- neither, and a flag -------------------------------------------------------------- */

static void prompts(RuleAnswer *rule, Answer *answer)
{
    const DesignAnswer *prompt = fact_prompt_design(answer);
    unsigned none = PART_CORPUS | PART_TUNED;
    double facts = fact_mean_in(answer, "gaps.knowledge", 0, prompt ? none : 0);
    double behaviour = fact_mean_in(answer, "gaps.behaviour", 0, prompt ? none : 0);
    double gap = facts > behaviour ? facts : behaviour;
    bool enough = answer->musts && prompt && !prompt->ruled_out;

    measure(rule, gap, A_GAP, UNIT_SHARE);
    apply_if(rule, gap < A_GAP || enough);
    rule->fact = arena_format(&answer->arena,
                              "%s of the answers miss a fact and %s fail in behaviour (the "
                              "threshold is 5%%)%s",
                              fact_share(answer, facts), fact_share(answer, behaviour),
                              !answer->musts || !prompt ? ""
                              : enough                  ? "; a prompt alone meets every must"
                                       : "; a prompt alone does not meet every must");
    rule->fact = fact_told(answer, rule->fact, KEYS("gaps.knowledge", "gaps.behaviour"));
    if (!enough)
        rule->assumed = fact_defaults(answer, KEYS("gaps.knowledge", "gaps.behaviour"));
}

static void stakes(RuleAnswer *rule, Answer *answer)
{
    const char *list = "";

    for (size_t i = 0; i < STAKES; i++)
        if (answer->scenario->stakes >> i & 1)
            list = arena_format(&answer->arena, "%s%s%s", list, list[0] ? ", " : "",
                                stakes_names[i]);
    rule->state = answer->scenario->stakes ? RULE_APPLIES : RULE_UNKNOWN;
    rule->fact = list[0] ? arena_format(&answer->arena, "answers touch %s", list)
                         : "`stakes:` does not say what answers touch";
}

void rules_make(Answer *answer)
{
#define RULE(name, check, what, from, text)                                                    \
    { { .id = name, .says = text, .articles = from, .advice = what }, check },
    static const struct {
        RuleAnswer rule;
        Check *check;
    } rows[] = {
#include "sim/results/rules.def"
    };
#undef RULE
    answer->rule_count = sizeof rows / sizeof rows[0];
    answer->rules = arena_array(&answer->arena, RuleAnswer, answer->rule_count);
    for (size_t i = 0; i < answer->rule_count; i++) {
        RuleAnswer *rule = &answer->rules[i];
        *rule = rows[i].rule;
        rule->value = rule->threshold = NAN;
        rows[i].check(rule, answer);
        rule_against(rule, answer);
    }
    rules_diagnose(answer);
}

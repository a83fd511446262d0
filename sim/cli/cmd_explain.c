/* cmd_explain.c - where a number comes from. */
#include <string.h>

#include "sim/cli/command.h"
#include "sim/cli/describe.h"
#include "sim/cli/explain.h"
#include "sim/cli/terminal.h"
#include "sim/output/file.h"

/* What the second argument means. */
typedef struct {
    size_t design;    /* ALL_DESIGNS, or one                                    */
    long row;         /* of a quantity, or -1                                   */
    long reference;   /* of a catalogue reference, or -1                        */
    const char *item; /* a result beyond the quantity: "latency.request.p95"    */
    int quantile;     /* of answer_levels: `cost.total.p50`; or -1              */
} Subject;

static long find_row(const Scenario *scenario, const char *key)
{
    for (size_t i = 0; i < scenario->quantity_count; i++)
        if (strcmp(scenario->quantities[i]->key, key) == 0)
            return (long)i;
    return -1;
}

static long find_reference(const Registry *r, const char *key)
{
    for (size_t i = 0; i < r->reference_count; i++)
        if (strcmp(r->references[i].key, key) == 0)
            return (long)i;
    return -1;
}

static int find_quantile(const char *name)
{
    for (int q = 0; q < Q_COUNT; q++)
        if (strcmp(answer_names[q], name) == 0)
            return q;
    return -1;
}

static bool is_result(const Answer *answer, const char *key)
{
    for (size_t d = 0; d < answer->design_count; d++)
        if (answer_result(&answer->designs[d], key))
            return true;
    return false;
}

/* A key, perhaps with a statistic behind it. */
static bool read_key(Subject *subject, const Answer *answer, const char *key, Arena *arena)
{
    const Registry *r = answer->scenario->registry;
    const char *dot = strrchr(key, '.');

    subject->row = find_row(answer->scenario, key);
    subject->reference = find_reference(r, key);
    if (subject->row >= 0 || subject->reference >= 0)
        return true;
    if (!dot)
        return false;
    subject->row = find_row(answer->scenario, arena_text_n(arena, key, (size_t)(dot - key)));
    if (is_result(answer, key))
        subject->item = key;
    else
        subject->quantile = find_quantile(dot + 1);
    return subject->item || (subject->row >= 0 && subject->quantile >= 0);
}

/* A design, a key, or a key in a design; without a word the totals of all. */
static bool read_subject(Subject *subject, const Answer *answer, const char *word, Arena *arena)
{
    const Scenario *s = answer->scenario;

    *subject = (Subject){ .design = ALL_DESIGNS, .reference = -1, .quantile = -1 };
    if (!word || read_key(subject, answer, word, arena)) {
        if (!word)
            subject->row = find_row(s, answer->rank_key);
        return true;
    }
    for (size_t d = 0; d < s->design_count; d++) {
        size_t length = strlen(s->designs[d].name);
        if (strncmp(word, s->designs[d].name, length) != 0)
            continue;
        subject->design = d;
        if (word[length] == '\0')
            return read_key(subject, answer, answer->rank_key, arena);
        if (word[length] == '.')
            return read_key(subject, answer, word + length + 1, arena);
    }
    return false;
}

/* The keys of a scenario that are no quantities. */
static bool explain_setting(const Page *page, const Scenario *s, const char *key)
{
    if (strcmp(key, "money.currency") == 0)
        text_format(page->out, "%s - %s, the currency of every amount\n", key,
                    s->currency.code);
    else if (strcmp(key, "run.trials") == 0)
        text_format(page->out, "%s - %llu simulated futures\n", key,
                    (unsigned long long)s->trials);
    else if (strcmp(key, "run.seed") == 0)
        text_format(page->out, "%s - %llu, the seed of the random numbers\n", key,
                    (unsigned long long)s->seed);
    else if (strcmp(key, "run.sampler") == 0)
        text_format(page->out, "%s - %s, how the futures are spread\n", key,
                    sampler_names[s->sampler]);
    else
        return false;
    return true;
}

static Status unknown_subject(const Scenario *s, const char *word, const char *path,
                              Arena *arena, Error *err)
{
    const Registry *r = s->registry;
    size_t all = s->quantity_count + r->reference_count + s->design_count, count = 0;
    const char **names = arena_array(arena, const char *, all);

    for (size_t i = 0; i < s->quantity_count; i++)
        names[count++] = s->quantities[i]->key;
    for (size_t i = 0; i < r->reference_count; i++)
        names[count++] = r->references[i].key;
    for (size_t i = 0; i < s->design_count; i++)
        names[count++] = s->designs[i].name;
    const char *nearest = text_nearest(word, names, count);
    fail_status(err, STATUS_USAGE, "nothing here is called `%s`", word);
    if (nearest)
        fail_help(err, "did you mean %s?", nearest);
    else
        fail_help(err, "forkcast check %s --all lists the values", path);
    return STATUS_USAGE;
}

/* `rag: $381k is the p50 of cost.total`, of the designs that have it. */
static void add_statistic(const Page *page, const Subject *subject)
{
    const Answer *answer = &page->simulation->answer;
    char number[32];

    for (size_t d = 0; d < answer->design_count; d++) {
        const DesignAnswer *design = &answer->designs[d];
        const char *key =
            subject->item ? subject->item : answer->scenario->quantities[subject->row]->key;
        const Item *item = answer_result(design, key);
        if (!item || (page->design != ALL_DESIGNS && d != page->design))
            continue;
        double value =
            subject->item ? item->summary.mean.value : item->summary.q[subject->quantile].value;
        text_value(number, value, item->unit, &answer->scenario->currency);
        text_format(page->out, "%s: %s is the %s of %s\n", design->design->name, number,
                    subject->item ? "mean" : answer_names[subject->quantile], key);
    }
    text_add(page->out, "\n");
}

static void add_bills(const Page *page, const Quantity *quantity)
{
    const Simulation *simulation = page->simulation;
    bool first = true;

    for (size_t d = 0; d < simulation->scenario.design_count; d++) {
        if (page->design != ALL_DESIGNS && d != page->design)
            continue;
        if (!first)
            text_add(page->out, "\n");
        first = false;
        explain_bill(page, d, quantity);
    }
}

static void explain_subject(const Page *page, const Subject *subject)
{
    const Simulation *simulation = page->simulation;
    size_t design = page->design == ALL_DESIGNS ? 0 : page->design;

    if (subject->item || subject->quantile >= 0)
        add_statistic(page, subject);
    if (subject->reference >= 0)
        explain_reference(page, (size_t)subject->reference);
    if (subject->row < 0)
        return;
    const Quantity *quantity = simulation->scenario.quantities[subject->row];
    if (explain_is_bill(simulation, design, quantity))
        add_bills(page, quantity);
    else
        explain_quantity(page, (size_t)subject->row);
}

/* The design that is to be replayed, or all. */
static size_t trial_design(const Scenario *s, const char *word)
{
    for (size_t d = 0; word && d < s->design_count; d++)
        if (strcmp(word, s->designs[d].name) == 0)
            return d;
    return ALL_DESIGNS;
}

static Status explain_answer(Page *page, const Options *options, const char *word,
                             const char *path, Error *err)
{
    const Answer *answer = &page->simulation->answer;
    Subject subject;

    if (word && explain_setting(page, answer->scenario, word))
        return STATUS_OK;
    if (word && strcmp(word, "rules") == 0) {
        explain_rules(page);
        return STATUS_OK;
    }
    if (explain_is_latency(&page->design, answer->scenario, word)) {
        explain_latency(page);
        return STATUS_OK;
    }
    if (!read_subject(&subject, answer, word, page->arena))
        return unknown_subject(answer->scenario, word, path, page->arena, err);
    page->design = subject.design;
    explain_subject(page, &subject);
    if (terminal_watched(options))
        terminal_note(options, "next: forkcast explain %s KEY tells what a line reads\n", path);
    return STATUS_OK;
}

/* Fill the page, which the simulation must outlive. */
static Status explain(Page *page, Simulation *simulation, const Options *options,
                      const char *path, const char *word, Error *err)
{
    Status status = simulate_wire(simulation, options, path);

    if (status != STATUS_OK)
        return status;
    if (options->given[OPTION_TRIAL]) {
        page->design = trial_design(&simulation->scenario, word);
        return explain_trial(page, options->trial, err) ? STATUS_OK : err->status;
    }
    simulation->asked = explain_needs_requests(word, page->arena) ? ASKED_ALL : ASKED_REQUIRED;
    status = simulate_answer(simulation, options);
    return status == STATUS_OK ? explain_answer(page, options, word, path, err) : status;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    Simulation simulation;
    Arena arena = { 0 };
    Text out = { 0 };
    Page page = { .simulation = &simulation,
                  .ascii = terminal_ascii(options),
                  .all = options->all,
                  .out = &out,
                  .arena = &arena };

    const char *what = count > 2   ? arena_format(&arena, "%s.%s", words[1], words[2])
                       : count > 1 ? words[1]
                                   : NULL;

    Status status = explain(&page, &simulation, options, words[0], what, err);
    if (status == STATUS_OK && !file_write(options->output, out.data, out.length, err))
        status = err->status;
    text_free(&out);
    arena_free(&arena);
    simulate_free(&simulation);
    return status;
}

const Command cmd_explain = {
    .name = "explain",
    .summary = "where a number comes from",
    .usage = "FILE [[DESIGN] WHAT] [OPTIONS]",
    .details =
        "WHAT is a key of the scenario or the models, a total, or either in one "
        "design. Of a value that is given it tells how it was read and where it comes "
        "from, of a derived one what it reads, of a total its lines. Without WHAT it "
        "explains what every design costs. `rules` tells what rules of thumb say of the "
        "scenario, and the facts behind them; `latency` what a response time is made of, "
        "on average and near its P95. --trial lists every column of one "
        "simulated future.",
    .examples = "  forkcast explain shop.yaml rag.cost.total\n"
                "  forkcast explain shop.yaml traffic.requests_per_day\n"
                "  forkcast explain shop.yaml rules\n"
                "  forkcast explain shop.yaml rag latency\n"
                "  forkcast explain shop.yaml rag --trial 0\n",
    .options = OPTIONS(OPTION_SET, OPTION_WHAT_IF, OPTION_TRIALS, OPTION_PRECISION, OPTION_SEED,
                       OPTION_DESIGN, OPTION_OUTPUT, OPTION_TRIAL, OPTION_ALL, OPTION_RANK,
                       OPTION_JOBS),
    .min_arguments = 1,
    .max_arguments = 3,
    .run = run,
};

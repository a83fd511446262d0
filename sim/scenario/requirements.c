/* requirements.c - `requirements:`, what the product must do or should do; and `stakes:`,
 * what a wrong answer touches. */
#include <math.h>
#include <string.h>

#include "sim/scenario/loader.h"

static const Quantity a_share = { .key = "a requirement", .unit = UNIT_SHARE, .max = 1 };
static const Quantity a_time = { .key = "a requirement", .unit = UNIT_SECONDS, .max = 1e10 };

/* The numbers that a requirement may state. */
typedef enum {
    CHANCE,
    EXCEEDING,
    WITHIN,
    PERCENTILE,
    UNDER,
    AT_MOST,
    AT_LEAST,
    NUMBERS
} Number;

static const struct {
    const char *field;
    const Quantity *like;
} numbers[NUMBERS] = {
    [CHANCE] = { "chance", &a_share },     [EXCEEDING] = { "chance_of_exceeding", &a_share },
    [WITHIN] = { "within", &a_time },      [PERCENTILE] = { "percentile", &a_share },
    [UNDER] = { "under", &a_time },        [AT_MOST] = { "at_most", &a_share },
    [AT_LEAST] = { "at_least", &a_share },
};

/* And the words. */
typedef enum { OF, STATE, IN, WORDS } Word;

static const struct {
    const char *field;
    const char *const *choices; /* the first is meant where the field is missing */
} words[WORDS] = {
    [OF] = { "of", CHOICES("answer", "first_token") },
    [STATE] = { "state", CHOICES("launch", "peak", "end", "end_peak") },
    [IN] = { "in", CHOICES("own", "eu", "us", "uk", "apac") },
};

/* Which numbers each kind takes, which it cannot do without, and which words. */
static const struct {
    const char *name;
    unsigned takes, needs, words;
} kinds[] = {
    [REQUIRE_CITATIONS] = { "citations", 1U << CHANCE, 0, 0 },
    [REQUIRE_FRESHNESS] = { "freshness", 1U << CHANCE | 1U << WITHIN, 1U << WITHIN, 0 },
    [REQUIRE_OUTPUT_FORMAT] = { "output_format", 1U << CHANCE | 1U << AT_MOST, 0, 0 },
    [REQUIRE_LATENCY] = { "latency", 1U << CHANCE | 1U << PERCENTILE | 1U << UNDER,
                          1U << PERCENTILE | 1U << UNDER, 1U << OF | 1U << STATE },
    [REQUIRE_QUALITY] = { "quality", 1U << CHANCE | 1U << AT_LEAST, 1U << AT_LEAST, 0 },
    [REQUIRE_BUDGET] = { "budget", 1U << EXCEEDING, 1U << EXCEEDING, 0 },
    [REQUIRE_RESIDENCY] = { "residency", 0, 0, 1U << IN },
};

enum { KINDS = sizeof kinds / sizeof kinds[0], FIELDS = NUMBERS + WORDS + 4 };

static double *place(Requirement *r, Number number)
{
    switch (number) {
    case WITHIN:
        return &r->within;
    case PERCENTILE:
        return &r->percentile;
    case UNDER:
        return &r->under;
    case AT_MOST:
    case AT_LEAST:
        return &r->limit;
    default:
        return &r->chance;
    }
}

static bool read_level(Loader *l, Requirement *r, const Node *node, Mark where)
{
    Error err;

    if (node && node->kind == NODE_SCALAR && strcmp(node->text, "must") == 0) {
        r->level = MUST;
        return true;
    }
    r->level = WANT;
    if (node && node->kind == NODE_SCALAR && strcmp(node->text, "want") == 0)
        return true;
    fail_at(&err, node ? node->mark : where, "E034", "`%s` has no level", r->name);
    fail_label(&err, "expected level: must or level: want");
    fail_help(&err, "a must rules designs out, a want is only reported");
    return loader_tell(l, &err);
}

static void read_numbers(Loader *l, Requirement *r, const Node *item, size_t kind)
{
    Error err;

    for (Number n = 0; n < NUMBERS; n++) {
        const Node *node = tree_find(item, numbers[n].field);
        if (node && kinds[kind].takes & 1U << n) {
            number_field(l, place(r, n), numbers[n].like, node);
        } else if (!node && kinds[kind].needs & 1U << n) {
            fail_at(&err, r->mark, "E034", "`%s` does not say `%s`", r->name, numbers[n].field);
            fail_label(&err, "expected %s: %s", numbers[n].field,
                       unit_expected(numbers[n].like->unit));
            loader_tell(l, &err);
        }
    }
}

/* The place of a word among the choices of its field; the first if it is not there. */
static size_t read_word(Loader *l, const Node *item, Word word)
{
    const char *text = text_field(l, item, words[word].field);
    const char *const *choices = words[word].choices;
    size_t count = 0;
    Error err;

    for (; choices[count]; count++)
        if (text && strcmp(text, choices[count]) == 0)
            return count;
    if (text) {
        fail_name(&err, tree_find(item, words[word].field)->mark, "E034", words[word].field,
                  text, choices, count);
        loader_tell(l, &err);
    }
    return 0;
}

static void read_words(Loader *l, Requirement *r, const Node *item, size_t kind)
{
    Error err;

    if (kinds[kind].words & 1U << OF)
        r->first_token = read_word(l, item, OF) == 1;
    if (kinds[kind].words & 1U << STATE)
        r->state = (ServiceState)read_word(l, item, STATE);
    if (!(kinds[kind].words & 1U << IN))
        return;
    r->place = words[IN].choices[read_word(l, item, IN)];
    if (!tree_find(item, words[IN].field)) {
        fail_at(&err, r->mark, "E034", "`%s` does not say `in`", r->name);
        fail_label(&err, "expected for example in: eu");
        loader_tell(l, &err);
    }
}

static void read_item(Loader *l, const Node *item, Mark where, size_t kind)
{
    const char *fields[FIELDS] = { "level", "source", "note", "owner" };
    size_t count = 4;
    Requirement *r = &l->s->requirements[l->s->requirement_count];

    *r = (Requirement){ .name = kinds[kind].name,
                        .kind = (RequirementKind)kind,
                        .node = item,
                        .within = NAN,
                        .percentile = NAN,
                        .under = NAN,
                        .chance = NAN,
                        .limit = NAN,
                        .mark = where };
    bool brief = item->kind == NODE_SCALAR;
    read_level(l, r, brief ? item : tree_find(item, "level"), where);
    for (Number n = 0; n < NUMBERS; n++)
        if (kinds[kind].takes & 1U << n)
            fields[count++] = numbers[n].field;
    for (Word w = 0; w < WORDS; w++)
        if (kinds[kind].words & 1U << w)
            fields[count++] = words[w].field;
    if (!brief) {
        check_fields(l, item, "E034", "field of this requirement", fields, count);
        r->source = text_field(l, item, "source");
        r->note = text_field(l, item, "note");
    }
    read_numbers(l, r, item, kind);
    read_words(l, r, item, kind);
    l->s->requirement_count++;
}

static void read_kind(Loader *l, const Node *node)
{
    const char *names[KINDS];
    size_t kind = 0;
    Error err;

    for (; kind < KINDS && strcmp(kinds[kind].name, node->key) != 0; kind++)
        names[kind] = kinds[kind].name;
    if (kind == KINDS) {
        fail_name(&err, node->key_mark, "E034", "requirement", node->key, names, KINDS);
        loader_tell(l, &err);
    } else if (node->kind != NODE_SEQUENCE) {
        read_item(l, node, node->key_mark, kind);
    } else {
        for (const Node *item = node->first; item; item = item->next)
            read_item(l, item, item->mark, kind);
    }
}

void requirements_read(Loader *l)
{
    const Node *requirements = tree_find(l->root, "requirements");
    size_t most = 0;
    Error err;

    if (!requirements)
        return;
    if (requirements->kind != NODE_MAPPING) {
        fail_at(&err, requirements->mark, "E034", "`requirements` is a group of requirements");
        fail_label(&err, "expected for example `citations: { level: must }`");
        loader_tell(l, &err);
        return;
    }
    for (const Node *node = requirements->first; node; node = node->next) {
        most++;
        for (const Node *item = node->first; item; item = item->next)
            most++;
    }
    l->s->requirements = arena_array(l->arena, Requirement, most + 1);
    for (const Node *node = requirements->first; node; node = node->next)
        read_kind(l, node);
}

/* --- stakes ---------------------------------------------------------------------------- */

const char *const stakes_names[STAKES] = { "money", "customers", "law", "medicine",
                                           "security" };

static void read_stake(Loader *l, const Node *node)
{
    Error err;

    for (size_t i = 0; node->kind == NODE_SCALAR && i < STAKES; i++)
        if (strcmp(node->text, stakes_names[i]) == 0) {
            l->s->stakes |= 1U << i;
            return;
        }
    fail_name(&err, node->mark, "E034", "stake",
              node->kind == NODE_SCALAR ? node->text : "a group", stakes_names, STAKES);
    loader_tell(l, &err);
}

void stakes_read(Loader *l)
{
    const Node *stakes = tree_find(l->root, "stakes");

    if (stakes && stakes->kind == NODE_SEQUENCE)
        for (const Node *node = stakes->first; node; node = node->next)
            read_stake(l, node);
    else if (stakes)
        read_stake(l, stakes);
}

/* keys.c - the keys of a scenario, and what is meant by those that do not exist. */
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/loader.h"

const char *const setting_keys[SETTINGS] = {
    [SETTING_CURRENCY] = "money.currency", [SETTING_TRIALS] = "run.trials",
    [SETTING_SEED] = "run.seed",           [SETTING_SAMPLER] = "run.sampler",
    [SETTING_TRACE] = "traffic.trace",     [SETTING_ANCHORS] = "latency.anchors",
};

static const char *const sections[] = {
    "scenario", "name",         "question", "owner",        "as_of",    "designs",
    "extras",   "requirements", "stakes",   "correlations", "what_ifs", "sources",
};

/* The nearest of all words to a letter or two is no help. */
enum { SHORTEST = 3 };

enum { SECTIONS = sizeof sections / sizeof sections[0] };

/* Words that people use for our keys. */
static const struct {
    const char *word, *key;
} synonyms[] = {
    { "price", "api.input_price" },
    { "token_price", "api.input_price" },
    { "cost", "cost.build" },
    { "qps", "traffic.requests_per_day" },
    { "rps", "traffic.requests_per_day" },
    { "requests", "traffic.requests_per_day" },
    { "volume", "traffic.requests_per_day" },
    { "ttft", "latency.first_token" },
    { "months", "money.horizon" },
    { "docs", "corpus.documents" },
    { "llm", "api.model" },
    { "samples", "run.trials" },
    { "simulations", "run.trials" },
    { "retrain", "training.interval" },
    { "salary", "labour.engineer_rate" },
};

bool is_section(const char *name)
{
    for (size_t i = 0; i < SECTIONS; i++)
        if (strcmp(sections[i], name) == 0)
            return true;
    return false;
}

/* The i-th of all keys, or NULL behind the last. */
static const char *key_name(const Loader *l, size_t i)
{
    if (i < l->s->quantity_count)
        return l->s->quantities[i]->key;
    i -= l->s->quantity_count;
    if (i < l->s->registry->reference_count)
        return l->s->registry->references[i].key;
    i -= l->s->registry->reference_count;
    return i < SETTINGS ? setting_keys[i] : NULL;
}

Key key_find(const Loader *l, const char *name)
{
    size_t quantities = l->s->quantity_count, references = l->s->registry->reference_count;
    const char *key;

    for (size_t i = 0; (key = key_name(l, i)); i++) {
        if (strcmp(key, name) != 0)
            continue;
        if (i < quantities)
            return (Key){ KEY_QUANTITY, extras_amount(l, i) };
        i -= quantities;
        return i < references ? (Key){ KEY_REFERENCE, i }
                              : (Key){ KEY_SETTING, i - references };
    }
    return (Key){ KEY_NONE, 0 };
}

bool key_is_group(const Loader *l, const char *name)
{
    size_t n = strlen(name);
    const char *key;

    for (size_t i = 0; (key = key_name(l, i)); i++)
        if (strncmp(key, name, n) == 0 && key[n] == '.')
            return true;
    return false;
}

/* --- what is meant ------------------------------------------------------------------ */

static const char *last_word(const char *key)
{
    const char *dot = strrchr(key, '.');
    return dot ? dot + 1 : key;
}

static const char *by_synonym(const Loader *l, const char *word)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++)
        if (strcmp(synonyms[i].word, word) == 0 &&
            key_find(l, synonyms[i].key).kind != KEY_NONE)
            return synonyms[i].key;
    return NULL;
}

/* The only key whose last word is this one. */
static const char *by_last_word(const Loader *l, const char *word)
{
    const char *key, *found = NULL;

    for (size_t i = 0; (key = key_name(l, i)); i++)
        if (strcmp(last_word(key), word) == 0) {
            if (found)
                return NULL;
            found = key;
        }
    return found;
}

/* The nearest key in the group that full is in; anywhere if it is in none. */
static const char *by_spelling(const Loader *l, const char *full, bool in_group)
{
    size_t group = (size_t)(last_word(full) - full), count = 0;
    const char *key, *names[1024];

    for (size_t i = 0; (key = key_name(l, i)) && count < 1000; i++)
        if (!in_group || (strncmp(key, full, group) == 0 && !strchr(key + group, '.')))
            names[count++] = key;
    for (size_t i = 0; group == 0 && i < SECTIONS; i++)
        names[count++] = sections[i];
    return text_nearest(full, names, count);
}

void tell_unknown_key(Loader *l, Mark where, const char *prefix, const char *name)
{
    const char *full = prefix ? arena_format(l->arena, "%s.%s", prefix, name) : name;
    const char *word = last_word(full), *near = NULL;
    size_t in = prefix ? strlen(prefix) : 0;
    Error err;

    fail_at(&err, where, "E021", "unknown key `%.80s`", name);
    if (strlen(word) >= SHORTEST && strlen(full) < 64) {
        near = word > full ? by_spelling(l, full, true) : NULL;
        near = near ? near : by_synonym(l, word);
        near = near ? near : by_last_word(l, word);
        near = near ? near : by_spelling(l, full, false);
    }
    if (near && in > 0 && strncmp(near, prefix, in) == 0 && near[in] == '.')
        near += in + 1;
    if (near && strcmp(near, name) == 0)
        fail_label(&err, "it stands at the top of the file");
    else if (near)
        fail_label(&err, "did you mean `%s`?", near);
    loader_tell(l, &err);
}

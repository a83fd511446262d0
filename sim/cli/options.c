#include "sim/cli/options.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"

#define OPTION(id, letter, name, argument, kind, field, help)                                  \
    { letter, name, argument, help, kind, offsetof(Options, field) },
const OptionRow option_rows[OPTION_COUNT] = {
#include "sim/cli/options.def"
};
#undef OPTION

/* --- values ------------------------------------------------------------------- */

static void add_word(Words *words, const char *word)
{
    if (words->count == words->capacity) {
        words->capacity = words->capacity ? 2 * words->capacity : 8;
        words->items = memory_grow(words->items, words->capacity, sizeof *words->items);
    }
    words->items[words->count++] = word;
}

/* As many trials as run.trials may be, in a scenario. */
#define COUNT_MOST UINT64_C(1000000000)

/* Digits with `_` or `,` between them and a k, M or B behind them: 10k, 16_384. */
static bool parse_whole(uint64_t *number, const char *text)
{
    uint64_t n = 0, factor = 1;
    const char *c = text;

    for (; isdigit((unsigned char)*c) || (c > text && (*c == '_' || *c == ',')); c++) {
        if (*c == '_' || *c == ',')
            continue;
        uint64_t digit = (uint64_t)(*c - '0');
        if (n > (UINT64_MAX - digit) / 10)
            return false;
        n = 10 * n + digit;
    }
    if (c > text && (*c == 'k' || *c == 'M' || *c == 'B')) {
        factor = *c == 'k' ? 1000 : *c == 'M' ? 1000000 : 1000000000;
        c++;
    }
    if (c == text || *c != '\0' || n > UINT64_MAX / factor)
        return false;
    *number = n * factor;
    return true;
}

static bool read_number(uint64_t *number, const OptionRow *row, const char *value, Error *err)
{
    if (parse_whole(number, value) &&
        (row->kind == NUMBER || (*number > 0 && *number <= COUNT_MOST)))
        return true;
    fail_status(err, STATUS_USAGE, "--%s must be a whole number%s, not `%s`", row->name,
                row->kind == COUNT ? " from 1 to 1B" : "", value);
    return fail_help(err, "for example --%s %s", row->name, row->kind == COUNT ? "10k" : "7");
}

/* Digits, a point and an exponent, perhaps with % behind them. Results are counted with
 * a relative error of half of 0.01%, so no smaller share can be asked for. */
static bool parse_share(double *share, const char *text)
{
    size_t length = strspn(text, "0123456789.eE-+");
    bool percent = strcmp(text + length, "%") == 0;
    char *end;

    *share = strtod(text, &end) / (percent ? 100 : 1);
    return end == text + length && (percent || *end == '\0') && *share >= 1e-4 && *share < 1;
}

static bool read_share(double *share, const OptionRow *row, const char *value, Error *err)
{
    if (parse_share(share, value))
        return true;
    fail_status(err, STATUS_USAGE, "--%s must be a share between 0.01%% and 100%%, not `%s`",
                row->name, value);
    return fail_help(err, "for example --%s 1%%", row->name);
}

static bool read_names(Options *options, Words *names, const OptionRow *row, const char *value,
                       Error *err)
{
    for (;; value++) {
        size_t length = strcspn(value, ",");
        if (length == 0)
            return fail_status(err, STATUS_USAGE, "--%s has an empty name in its list",
                               row->name);
        add_word(names, arena_text_n(&options->arena, value, length));
        value += length;
        if (*value == '\0')
            return true;
    }
}

static bool needs_value(const OptionRow *row, Error *err)
{
    return fail_status(err, STATUS_USAGE, "--%s needs a value: --%s=%s", row->name, row->name,
                       row->argument);
}

static bool store(Options *options, size_t option, const char *value, Error *err)
{
    const OptionRow *row = &option_rows[option];
    void *field = (char *)options + row->field;

    options->given[option] = true;
    if (value && value[0] == '\0')
        return needs_value(row, err);
    switch (row->kind) {
    case SWITCH:
        *(bool *)field = true;
        return true;
    case TEXT:
        *(const char **)field = value;
        return true;
    case LIST:
        add_word(field, value);
        return true;
    case NAMES:
        return read_names(options, field, row, value, err);
    case NUMBER:
    case COUNT:
        return read_number(field, row, value, err);
    case SHARE:
        return read_share(field, row, value, err);
    }
    return true;
}

/* --- words -------------------------------------------------------------------- */

static bool unknown_long(const char *name, Error *err)
{
    const char *names[OPTION_COUNT];

    for (size_t i = 0; i < OPTION_COUNT; i++)
        names[i] = option_rows[i].name;
    const char *nearest = text_nearest(name, names, OPTION_COUNT);
    fail_status(err, STATUS_USAGE, "unknown option `--%s`", name);
    if (nearest)
        return fail_help(err, "did you mean --%s?", nearest);
    return fail_help(err, "forkcast help COMMAND lists the options of a command");
}

/* word is what follows the two dashes; next the word after it, or NULL. *used
 * says whether next was taken as the value. */
static bool read_long(Options *options, const char *word, const char *next, bool *used,
                      Error *err)
{
    size_t length = strcspn(word, "="), option = 0;
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    const char *name = arena_text_n(&options->arena, word, length);

    while (option < OPTION_COUNT && strcmp(option_rows[option].name, name) != 0)
        option++;
    if (option == OPTION_COUNT)
        return unknown_long(name, err);
    const OptionRow *row = &option_rows[option];
    if (row->kind == SWITCH && value)
        return fail_status(err, STATUS_USAGE, "--%s takes no value, but has `%s`", name, value);
    if (row->kind != SWITCH && !value) {
        if (!next)
            return needs_value(row, err);
        value = next;
        *used = true;
    }
    return store(options, option, value, err);
}

/* letters are what follows one dash: switches, and at most one option with a
 * value, which is the rest of the word or the next one. */
static bool read_short(Options *options, const char *letters, const char *next, bool *used,
                       Error *err)
{
    for (; *letters; letters++) {
        size_t option = 0;
        while (option < OPTION_COUNT && option_rows[option].letter != *letters)
            option++;
        if (option == OPTION_COUNT) {
            fail_status(err, STATUS_USAGE, "unknown option `-%.*s`",
                        (int)text_character(letters, strlen(letters)), letters);
            return fail_help(err, "forkcast help COMMAND lists the options of a command");
        }
        if (option_rows[option].kind == SWITCH) {
            if (!store(options, option, NULL, err))
                return false;
            continue;
        }
        *used = letters[1] == '\0';
        if (*used && !next)
            return needs_value(&option_rows[option], err);
        return store(options, option, *used ? next : letters + 1, err);
    }
    return true;
}

bool options_parse(Options *options, int count, char *const words[], Error *err)
{
    bool only_arguments = false;

    *options = (Options){ 0 };
    for (int i = 0; i < count; i++) {
        const char *word = words[i], *next = i + 1 < count ? words[i + 1] : NULL;
        bool used = false, read = true;

        if (only_arguments || word[0] != '-' || word[1] == '\0')
            add_word(&options->arguments, word);
        else if (strcmp(word, "--") == 0)
            only_arguments = true;
        else if (word[1] == '-')
            read = read_long(options, word + 2, next, &used, err);
        else
            read = read_short(options, word + 1, next, &used, err);
        if (!read)
            return false;
        i += used;
    }
    return true;
}

void options_free(Options *options)
{
    free(options->arguments.items);
    free(options->set.items);
    free(options->what_ifs.items);
    free(options->designs.items);
    free(options->pair.items);
    free(options->require.items);
    arena_free(&options->arena);
    *options = (Options){ 0 };
}

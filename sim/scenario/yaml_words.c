#include "sim/scenario/yaml_words.h"

#include <stdbool.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/scenario/bytes.h"

/* Complaints that one sentence answers. */
typedef struct {
    const char *problem, *context;          /* what they begin with; NULL: anything */
    bool at_begin;                          /* the place to show is where it began */
    const char *code, *text, *label, *help; /* text NULL: see bad_start() */
} Phrase;

static const Phrase phrases[] = {
    { "did not find expected comment", NULL, true, "E011", NULL,
      "YAML takes it for a block of text", "write `over 500`, or put the value in quotes" },
    { "did not find expected alphabetic", "while scanning an a", true, "E011", NULL,
      "YAML takes it for an alias or an anchor",
      "to multiply write × 0.5, otherwise put the value in quotes" },
    { "found unexpected non-alphabetical", "while scanning a directive", true, "E011",
      "a line cannot start with `%`", "YAML takes it for a directive", "put it in quotes" },
    { "could not find expected directive", NULL, true, "E011", "a line cannot start with `%`",
      "YAML takes it for a directive", "put it in quotes" },
    { "found a tab character", NULL, false, "E012", "tabs cannot indent YAML",
      "use blanks here", "" },
    { "block sequence entries are not allowed", NULL, false, "E013",
      "a list cannot start behind a key", "put `- ` on a line of its own",
      "or write the list as [a, b]" },
    { "did not find expected key", "while parsing a block mapping", false, "E013",
      "this does not continue the entry above", "expected `key: value` or an end",
      "look for text behind a closing quote or bracket, or for a line that is indented less "
      "than its neighbours" },
    { "did not find expected '-'", NULL, false, "E013", "a list and keys cannot be mixed",
      "expected `- ` like the items above", "" },
    { "did not find expected <document start>", NULL, false, "E013",
      "this does not belong to anything above", "",
      "look for a line that is indented less than its neighbours, or for a bracket too many" },
    { "did not find expected node content", NULL, false, "E018", "a value is missing here",
      "a value cannot start with this character", "put it in quotes if it is meant" },
    { "found unexpected end of stream", "while scanning a quoted", true, "E015",
      "this quote is never closed", "it starts here", "" },
    { "found unexpected document indicator", NULL, true, "E015", "this quote is never closed",
      "it starts here", "" },
    { "found unknown escape", NULL, false, "E016", "an unknown escape after `\\`", "",
      "single quotes take every character as it is" },
    { "did not find expected hexdecimal", NULL, false, "E016", "a broken escape after `\\`", "",
      "single quotes take every character as it is" },
    { "found invalid Unicode", NULL, false, "E016", "an escape that is no character", "", "" },
    { "could not find expected ':'", NULL, true, "E017", "expected `key: value`",
      "there is no `: ` behind this", "" },
    { NULL, "while parsing a tag", true, "E007", "tags are not supported",
      "a value cannot start with `!`", "delete it, or put the value in quotes" },
    { NULL, "while scanning a tag", true, "E007", "tags are not supported",
      "a value cannot start with `!`", "delete it, or put the value in quotes" },
    { "found undefined tag", NULL, true, "E007", "tags are not supported", "delete this", "" },
};

static bool begins(const char *text, const char *prefix)
{
    return !prefix || (text && strncmp(text, prefix, strlen(prefix)) == 0);
}

/* A colon where none can be: in a second `key: ` of a line, or in a line that is
 * indented under a finished value. */
static bool stray_colon(Error *err, Mark where)
{
    const char *colon = bytes_at(where), *line = colon;
    while (line > where.source && line[-1] != '\n')
        line--;
    const char *key = line + strspn(line, " \t");

    if (memchr(key, ':', (size_t)(colon - key))) {
        fail_at(err, where, "E013", "a second `: ` in one line");
        const char *table = strstr(key, "quantiles(");
        if (table && table < colon)
            return fail_label(err, "put quantiles(...) in quotes");
        return fail_label(err, "put the value in quotes, or use { key: value }");
    }
    where = bytes_mark(where.file, where.source, key, colon);
    fail_at(err, where, "E013", "line %d is indented under a value", where.line);
    fail_label(err, "the line above already has its value");
    return fail_help(err, "indent it like the line above, and write a blank after each `:`");
}

/* A bracket is open and something else than `,` or the closing one follows. */
static bool broken_list(Error *err, const Complaint *c, char open, char closing)
{
    if (c->where.line != c->begin.line) {
        fail_at(err, c->begin, "E014", "this `%c` is never closed", open);
        return fail_label(err, "expected a `%c` behind it", closing);
    }
    fail_at(err, c->where, "E014", "expected `,` or `%c`", closing);
    return fail_label(err, "the `%c` in column %d is still open", open, c->begin.column);
}

/* A character that has a meaning in YAML stands where a value should. */
static bool bad_start(Error *err, Mark where)
{
    const char *at = bytes_at(where);

    if (*at == '\t') {
        fail_at(err, where, "E012", "tabs cannot indent YAML");
        return fail_label(err, "use blanks here");
    }
    fail_at(err, where, "E011", "a value cannot start with `%.*s`",
            (int)text_character(at, strlen(at)), at);
    return fail_label(err, "put the value in quotes");
}

bool yaml_words(Error *err, const Complaint *c)
{
    if (begins(c->problem, "mapping values are not allowed"))
        return stray_colon(err, c->where);
    if (begins(c->problem, "did not find expected ',' or '}'"))
        return broken_list(err, c, '{', '}');
    if (begins(c->problem, "did not find expected ',' or ']'"))
        return broken_list(err, c, '[', ']');
    if (begins(c->problem, "did not find expected node content") && !*bytes_at(c->where))
        return fail_at(err, c->where, "E014", "the file ends inside of brackets");
    if (begins(c->problem, "found character that cannot start"))
        return bad_start(err, c->where);

    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        const Phrase *phrase = &phrases[i];
        if (!begins(c->problem, phrase->problem) || !begins(c->context, phrase->context))
            continue;
        Mark where = phrase->at_begin && c->begin.line > 0 ? c->begin : c->where;
        if (phrase->text)
            fail_at(err, where, phrase->code, "%s", phrase->text);
        else
            bad_start(err, where);
        fail_label(err, "%s", phrase->label);
        return fail_help(err, "%s", phrase->help);
    }
    return fail_at(err, c->where, "E018", "this is not YAML: %s",
                   c->problem ? c->problem : "unknown problem");
}

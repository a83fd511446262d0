/* options.h - the command line as data.
 *
 * Options are rows of options.def and may stand anywhere: before the command,
 * between its arguments, after them; short ones cluster (`-qn 1000`), long ones
 * take their value after `=` or as the next word, `--` ends them.
 */
#ifndef SIM_CLI_OPTIONS_H
#define SIM_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/base/arena.h"
#include "sim/base/error.h"

#define OPTION(id, ...) OPTION_##id,
typedef enum {
#include "sim/cli/options.def"
    OPTION_COUNT
} OptionId;
#undef OPTION

/* What every command takes stands last in options.def, from here on. */
enum { OPTION_COMMON = OPTION_QUIET };

typedef struct {
    const char **items;
    size_t count, capacity;
} Words;

typedef struct {
    Words arguments;          /* the words that are no options; the first is the command */
    bool given[OPTION_COUNT]; /* [OptionId]                                     */
    Words set, what_ifs, designs, pair, require;
    const char *x, *y, *find;           /* NULL unless given                             */
    uint64_t trials, seed, trial, jobs; /* 0 unless given                       */
    double precision;                   /* a share; 0 unless given              */
    const char *samples;                /* a file; NULL unless given             */
    const char *rank;                   /* NULL unless given                            */
    const char *base;                   /* a scenario; NULL unless given         */
    const char *format, *output, *type, *as_of, *template_name, *color; /* NULL unless given */
    bool quick, by_month, all, strict, force, quiet, verbose, ascii, help, version;
    Arena arena;
} Options;

/* How an option's value is read. */
typedef enum {
    SWITCH, /* has none                         */
    TEXT,   /* as it stands                     */
    LIST,   /* appended to the values before it */
    NAMES,  /* the same, split at commas        */
    NUMBER, /* a whole number                   */
    COUNT,  /* one from 1 to 1B; 10k, 1M           */
    SHARE,  /* from 0.01% to 100%; 1%, 0.01     */
} OptionKind;

typedef struct {
    char letter; /* 0: no short form                   */
    const char *name, *argument, *help;
    OptionKind kind;
    size_t field; /* offset in Options                  */
} OptionRow;

/* [OptionId] */
extern const OptionRow option_rows[OPTION_COUNT];

/* Read the words after the program's name. The words must outlive the options,
 * which the caller frees in any case. */
bool options_parse(Options *options, int count, char *const words[], Error *err);
void options_free(Options *options);

/* Fail when an option was given that a command does not take. accepted ends with
 * OPTION_COUNT and leaves out the common ones. */
bool options_check(const Options *options, const OptionId *accepted, const char *command,
                   Error *err);

/* Whether the list of a command has an option. */
bool options_accept(const OptionId *accepted, OptionId option);

/* Which of the NULL-terminated choices a text is; fails with the nearest. A text
 * of NULL is choice 0. */
bool options_choose(size_t *chosen, const char *option, const char *text,
                    const char *const choices[], Error *err);

/* The formats that most commands write; the first is the usual one. */
typedef enum { FORMAT_TABLE, FORMAT_JSON, FORMAT_CSV, FORMAT_MARKDOWN } Format;
bool options_format(Format *chosen, const Options *options, Error *err);

/* As in RunOptions: --jobs, or 0 for all processors. */
int options_threads(const Options *options);

#endif

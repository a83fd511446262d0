/* error.h - one way to say what went wrong, where, and what to do about it.
 *
 * A function that can fail takes an Error * as its last argument and returns
 * false (or NULL) after filling it. Callers pass the failure on unchanged;
 * main() prints it, once. Readers of scenario files collect several in a
 * Problems list instead. Broken promises inside the program are assert()s.
 *
 * Wording: start in lower case, end without a full stop, quote what the user
 * wrote in `backquotes`, say what is wrong before saying where or why.
 */
#ifndef SIM_BASE_ERROR_H
#define SIM_BASE_ERROR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The exit statuses of the program (documented by `forkcast help exit-codes`). */
typedef enum {
    STATUS_OK = 0,
    STATUS_NO = 1,       /* done, and the answer is no        */
    STATUS_USAGE = 2,    /* wrong command line                */
    STATUS_SCENARIO = 3, /* the scenario or catalogue is wrong */
    STATUS_OUTSIDE = 4,  /* something outside the program failed */
    STATUS_BUG = 5,      /* our mistake                       */
    STATUS_INTERRUPTED = 130,
    STATUS_ELSEWHERE = -1, /* no exit status: another process has the answer */
} Status;

/* A place in a text file. Line and column count from 1 in characters (code
 * points), 0 means unknown; width is how many characters are meant. source is
 * the text of the whole file, for the excerpt; NULL when there is none. */
typedef struct {
    const char *file;
    int line, column, width;
    const char *source;
} Mark;

typedef struct {
    Status status;
    char code[8]; /* "E014", stable, explained by `forkcast help E014`; may be empty */
    Mark where;
    char text[512];  /* "unknown key `traffic.request`"                     */
    char label[256]; /* beside the caret: "did you mean ...?"; may be empty */
    char help[512];  /* what to write instead; may be empty                 */
} Error;

/* Fill err and return false, so that a check reads: return fail(err, ...). The
 * status is STATUS_OUTSIDE for fail() and STATUS_SCENARIO for fail_at(). */
bool fail(Error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool fail_at(Error *err, Mark where, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool fail_status(Error *err, Status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Add a label or a help text to a failure; both return false too. */
bool fail_label(Error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool fail_help(Error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Several errors, or several warnings, of one file. The list owns its items;
 * the marks point into memory of the reader of the file. */
typedef struct {
    Error *items;
    size_t count, capacity;
} Problems;

/* Append a copy of err. */
void problems_add(Problems *list, const Error *err);

/* Sort by line and column, what has no line last; equal places keep their order. */
void problems_sort(Problems *list);

void problems_free(Problems *list);

/* Print one message: the headline, the source line with a caret, the help.
 * kind is "error" or "warning"; control characters of the text are replaced. */
void error_print(const Error *err, const char *kind, bool color, FILE *out);

#endif

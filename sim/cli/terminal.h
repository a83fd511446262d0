/* terminal.h - what the streams can show: colour, characters, columns. */
#ifndef SIM_CLI_TERMINAL_H
#define SIM_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

#include "sim/cli/options.h"
#include "sim/output/writer.h"

/* Whether to colour what goes to a stream: --color, then NO_COLOR, CLICOLOR_FORCE,
 * then whether it is a terminal that can. */
bool terminal_color(const Options *options, FILE *stream);

/* How to write the result, which goes to standard output or to --output. */
Style terminal_style(const Options *options);

/* Whether to write only ASCII: --ascii, or a locale that is not UTF-8. */
bool terminal_ascii(const Options *options);

/* Whether a person is watching standard error: progress and next steps. */
bool terminal_watched(const Options *options);

/* Tell a failure at once, for what it points to is about to go; returns its status, which
 * is that of a wrong command line where it points into an option (`--set`, `-x`) and not
 * into a file. Others are told by command_main(). */
Status terminal_fail(const Options *options, const Error *err);

/* Something by the way for a person, on standard error; nothing with --quiet. */
void terminal_note(const Options *options, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif

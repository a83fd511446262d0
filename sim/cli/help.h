/* help.h - the help pages: of the program, of a command, of a topic. */
#ifndef SIM_CLI_HELP_H
#define SIM_CLI_HELP_H

#include "sim/base/text.h"
#include "sim/cli/command.h"

typedef struct {
    const char *name, *summary, *text;
} Topic;

/* What no single command owns: ranges, units, ...; a name of NULL ends the list. */
extern const Topic help_topics[];

/* What `forkcast` alone prints: examples first. */
void help_overview(Text *page);

/* All commands, topics and common options. */
void help_program(Text *page);

/* One command: made from its row and the rows of its options. */
void help_command(Text *page, const Command *command);

/* Words from a column on, broken before the edge of the page and where the text
 * breaks a line. */
void help_wrapped(Text *page, int column, const char *text);

#endif

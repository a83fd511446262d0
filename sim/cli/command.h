/* command.h - the commands of the program.
 *
 * To add one: write sim/cli/cmd_NAME.c with `const Command cmd_NAME` and add
 * COMMAND(NAME) to commands.def. Options are rows of options.def; a command
 * lists the ones it takes, and its help page and the parser are made from the
 * same rows.
 */
#ifndef SIM_CLI_COMMAND_H
#define SIM_CLI_COMMAND_H

#include "sim/cli/options.h"

typedef struct {
    const char *name;
    const char *summary;              /* one line for `forkcast help`                  */
    const char *usage;                /* "FILE [WHAT]"                                 */
    const char *details;              /* paragraphs for `help COMMAND`                 */
    const char *examples;             /* lines to copy                                 */
    const OptionId *options;          /* OPTIONS(...): what it takes                */
    int min_arguments, max_arguments; /* after the command; -1: any number */
    /* words[0..count-1] are the arguments. Prints what it has to say; on failure
     * returns the status, with err filled unless it has told everything. */
    Status (*run)(const Options *options, size_t count, const char *const words[], Error *err);
} Command;

#define OPTIONS(...) ((const OptionId[]){ __VA_ARGS__, OPTION_COUNT })
#define NO_OPTIONS   ((const OptionId[]){ OPTION_COUNT })

#define COMMAND(name) extern const Command cmd_##name;
#include "sim/cli/commands.def"
#undef COMMAND

extern const Command *const commands[];
extern const size_t command_count;
const Command *command_find(const char *name);

/* Run the program: parse, dispatch, print the error. Returns the exit status. */
int command_main(int argc, char *argv[]);

#endif

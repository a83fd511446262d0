/* cmd_help.c - the help pages. */
#include <string.h>

#include "sim/base/text.h"
#include "sim/cli/command.h"
#include "sim/cli/help.h"
#include "sim/output/file.h"
#include "sim/scenario/codes.h"

static bool add_page(Text *page, const char *name)
{
    const Command *command = command_find(name);

    if (command) {
        help_command(page, command);
        return true;
    }
    for (const Topic *topic = help_topics; topic->name; topic++)
        if (strcmp(topic->name, name) == 0) {
            text_format(page, "%s - %s\n\n%s", topic->name, topic->summary, topic->text);
            return true;
        }
    for (size_t i = 0; i < error_code_count; i++)
        if (strcmp(error_codes[i].code, name) == 0) {
            text_format(page, "%s - %s\n\n", name, error_codes[i].title);
            help_wrapped(page, 0, error_codes[i].help);
            return true;
        }
    return false;
}

static Status unknown_page(const char *name, Error *err)
{
    enum { MOST = 64 };
    const char *names[MOST];
    size_t count = 0;

    for (size_t i = 0; i < command_count && count < MOST; i++)
        names[count++] = commands[i]->name;
    for (const Topic *topic = help_topics; topic->name && count < MOST; topic++)
        names[count++] = topic->name;
    const char *nearest = text_nearest(name, names, count);
    fail_status(err, STATUS_USAGE, "there is no help on `%s`", name);
    if (nearest)
        fail_help(err, "did you mean forkcast help %s?", nearest);
    else
        fail_help(err, "forkcast help lists the pages");
    return STATUS_USAGE;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    Text page = { 0 };
    Status status = STATUS_OK;

    if (count == 0)
        help_program(&page);
    else if (!add_page(&page, words[0]))
        status = unknown_page(words[0], err);
    if (status == STATUS_OK && !file_write(NULL, page.data, page.length, err))
        status = err->status;
    text_free(&page);
    return status;
}

const Command cmd_help = {
    .name = "help",
    .summary = "explain a command, a topic or an error code",
    .usage = "[COMMAND|TOPIC|CODE]",
    .details =
        "Topics are ranges, units, requirements, conditions, exit-codes and output. Codes are "
        "those behind error messages, such as E014.",
    .examples = "  forkcast help run\n"
                "  forkcast help ranges\n",
    .options = NO_OPTIONS,
    .min_arguments = 0,
    .max_arguments = 1,
    .run = run,
};

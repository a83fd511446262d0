#include "sim/cli/command.h"

#include <string.h>

#include "sim/base/text.h"
#include "sim/base/version.h"
#include "sim/cli/help.h"
#include "sim/cli/terminal.h"
#include "sim/engine/ranks.h"
#include "sim/output/file.h"

#define COMMAND(name) &cmd_##name,
const Command *const commands[] = {
#include "sim/cli/commands.def"
};
#undef COMMAND

const size_t command_count = sizeof commands / sizeof commands[0];

const Command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static Status unknown_command(const char *name, Error *err)
{
    enum { MOST = 64 };
    const char *names[MOST];

    for (size_t i = 0; i < command_count && i < MOST; i++)
        names[i] = commands[i]->name;
    const char *nearest = text_nearest(name, names, command_count);
    fail_status(err, STATUS_USAGE, "unknown command `%s`", name);
    if (nearest)
        fail_help(err, "did you mean forkcast %s?", nearest);
    else
        fail_help(err, "forkcast help lists the commands");
    return STATUS_USAGE;
}

static Status print_page(Text *page, Error *err)
{
    bool written = file_write(NULL, page->data, page->length, err);
    text_free(page);
    return written ? STATUS_OK : err->status;
}

static bool right_arguments(const Command *command, size_t count, Error *err)
{
    bool few = (int)count < command->min_arguments;
    bool many = command->max_arguments >= 0 && (int)count > command->max_arguments;

    if (!few && !many)
        return true;
    fail_status(err, STATUS_USAGE, "forkcast %s %s", command->name,
                few ? "needs more arguments" : "has too many arguments");
    return fail_help(err, "usage: forkcast %s %s", command->name, command->usage);
}

static bool takes(const Command *command, OptionId option)
{
    const OptionId *at = command->options;

    while (*at != option && *at != OPTION_COUNT)
        at++;
    return *at == option;
}

static Status dispatch(const Options *options, Error *err)
{
    Text page = { 0 };

    if (options->version) {
        text_format(&page, "forkcast %s\n", FORKCAST_VERSION);
        return print_page(&page, err);
    }
    if (options->arguments.count == 0) {
        if (options->help)
            help_program(&page);
        else
            help_overview(&page);
        return print_page(&page, err);
    }
    const char *const *words = options->arguments.items;
    const Command *command = command_find(words[0]);
    if (!command)
        return unknown_command(words[0], err);
    if (options->help) {
        help_command(&page, command);
        return print_page(&page, err);
    }
    if (!options_check(options, command->options, command->name, err) ||
        !right_arguments(command, options->arguments.count - 1, err))
        return STATUS_USAGE;
    if (!ranks_first() && !takes(command, OPTION_JOBS))
        return STATUS_ELSEWHERE;
    return command->run(options, options->arguments.count - 1, words + 1, err);
}

int command_main(int argc, char *argv[])
{
    static const char *const when[] = { "auto", "always", "never", NULL };
    Options options;
    Error err = { 0 };
    Status status = STATUS_USAGE;
    size_t color;

    ranks_begin();
    file_guard_interrupts();
    if (options_parse(&options, argc > 0 ? argc - 1 : 0, argv + 1, &err) &&
        options_choose(&color, "color", options.color, when, &err))
        status = dispatch(&options, &err);
    if (status != STATUS_OK && err.text[0])
        error_print(&err, "error", terminal_color(&options, stderr), stderr);
    options_free(&options);
    ranks_end();
    return status == STATUS_ELSEWHERE ? STATUS_OK : (int)status;
}

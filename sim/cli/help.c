#include "sim/cli/help.h"

#include <string.h>

enum { PAGE_WIDTH = 80, OPTION_COLUMN = 26 };

void help_overview(Text *page)
{
    text_add(
        page,
        "forkcast - what will this LLM design cost, how fast is it, and how sure are we?\n\n"
        "  forkcast init shop.yaml             start from a commented example\n"
        "  forkcast run shop.yaml              the answer\n"
        "  forkcast run shop.yaml --set traffic.requests_per_day=60k/day\n"
        "  forkcast compare shop.yaml --what-if launch-hype\n"
        "  forkcast explain shop.yaml rag      where a number comes from\n"
        "  forkcast plot shop.yaml -o charts/  the answer as charts\n\n"
        "Other commands: check, sweep, sensitivity, catalog, help\n"
        "forkcast help COMMAND tells more about one\n");
}

void help_wrapped(Text *page, int column, const char *text)
{
    int at = column;

    while (*text) {
        size_t length = strcspn(text, " \n");
        if (*text == '\n' || (at > column && at + 1 + (int)length > PAGE_WIDTH)) {
            text_format(page, "\n%*s", column, "");
            at = column;
        } else if (at > column) {
            text_add(page, " ");
            at++;
        }
        if (*text == '\n') {
            text++;
            continue;
        }
        text_add_n(page, text, length);
        at += (int)length;
        text += length;
        text += *text == ' ';
    }
    text_add(page, "\n");
}

static void add_option(Text *page, const OptionRow *row)
{
    Text left = { 0 };

    if (row->letter)
        text_format(&left, "  -%c, --%s", row->letter, row->name);
    else
        text_format(&left, "      --%s", row->name);
    if (row->argument)
        text_format(&left, " %s", row->argument);
    text_add(page, left.data);
    if (left.length + 2 > OPTION_COLUMN)
        text_format(page, "\n%*s", OPTION_COLUMN, "");
    else
        text_format(page, "%*s", OPTION_COLUMN - (int)left.length, "");
    help_wrapped(page, OPTION_COLUMN, row->help);
    text_free(&left);
}

static void add_common_options(Text *page)
{
    text_add(page, "\nCommon options\n");
    for (int i = OPTION_COMMON; i < OPTION_COUNT; i++)
        add_option(page, &option_rows[i]);
}

void help_program(Text *page)
{
    text_add(page, "usage: forkcast COMMAND [ARGUMENTS] [OPTIONS]\n\nCommands\n");
    for (size_t i = 0; i < command_count; i++)
        text_format(page, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
    text_add(page, "\nTopics\n");
    for (const Topic *topic = help_topics; topic->name; topic++)
        text_format(page, "  %-13s %s\n", topic->name, topic->summary);
    add_common_options(page);
    text_add(page, "\nforkcast help COMMAND or TOPIC tells more about one\n");
}

void help_command(Text *page, const Command *command)
{
    text_format(page, "forkcast %s - %s\n\nusage: forkcast %s %s\n\n", command->name,
                command->summary, command->name, command->usage);
    help_wrapped(page, 0, command->details);
    if (command->options[0] != OPTION_COUNT)
        text_add(page, "\nOptions\n");
    for (int i = 0; i < OPTION_COMMON; i++)
        if (options_accept(command->options, (OptionId)i))
            add_option(page, &option_rows[i]);
    add_common_options(page);
    text_format(page, "\nExamples\n%s", command->examples);
}

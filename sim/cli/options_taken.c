/* options_taken.c - what a command makes of the options that it was given. */
#include <assert.h>
#include <limits.h>
#include <string.h>

#include "sim/base/text.h"
#include "sim/cli/options.h"

bool options_accept(const OptionId *accepted, OptionId option)
{
    while (*accepted != OPTION_COUNT && *accepted != option)
        accepted++;
    return *accepted == option || (int)option >= OPTION_COMMON;
}

bool options_check(const Options *options, const OptionId *accepted, const char *command,
                   Error *err)
{
    for (OptionId i = 0; i < OPTION_COUNT; i++) {
        if (!options->given[i] || options_accept(accepted, i))
            continue;
        fail_status(err, STATUS_USAGE, "forkcast %s does not take --%s", command,
                    option_rows[i].name);
        return fail_help(err, "forkcast help %s lists what it takes", command);
    }
    return true;
}

bool options_choose(size_t *chosen, const char *option, const char *text,
                    const char *const choices[], Error *err)
{
    Text list = { 0 };
    size_t count = 0;

    assert(choices[0]);
    *chosen = 0;
    for (; choices[count]; count++) {
        if (text && strcmp(choices[count], text) == 0)
            *chosen = count;
        text_format(&list, "%s%s", count ? ", " : "", choices[count]);
    }
    bool known = !text || strcmp(choices[*chosen], text) == 0;
    if (!known) {
        const char *nearest = text_nearest(text, choices, count);
        fail_status(err, STATUS_USAGE, "--%s is one of %s, not `%s`", option, list.data, text);
        if (nearest)
            fail_help(err, "did you mean %s?", nearest);
    }
    text_free(&list);
    return known;
}

bool options_format(Format *chosen, const Options *options, Error *err)
{
    static const char *const names[] = {
        [FORMAT_TABLE] = "table",
        [FORMAT_JSON] = "json",
        [FORMAT_CSV] = "csv",
        [FORMAT_MARKDOWN] = "markdown",
        NULL,
    };
    size_t format;
    bool known = options_choose(&format, "format", options->format, names, err);

    *chosen = (Format)format;
    return known;
}

int options_threads(const Options *options)
{
    return options->jobs > INT_MAX ? INT_MAX : (int)options->jobs;
}

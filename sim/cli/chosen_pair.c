#include "sim/cli/chosen_pair.h"

#include <stdlib.h>
#include <string.h>

#include "sim/base/text.h"

static bool find_design(size_t *found, const Scenario *scenario, const char *name, Error *err)
{
    const char **names = memory_grow(NULL, scenario->design_count + 1, sizeof *names);

    for (*found = 0; *found < scenario->design_count; ++*found) {
        names[*found] = scenario->designs[*found].name;
        if (strcmp(names[*found], name) == 0)
            break;
    }
    bool known = *found < scenario->design_count;
    if (!known) {
        const char *nearest = text_nearest(name, names, scenario->design_count);
        fail_status(err, STATUS_USAGE, "the scenario has no design `%s`", name);
        if (nearest)
            fail_help(err, "did you mean %s?", nearest);
    }
    free(names);
    return known;
}

bool chosen_pair(size_t pair[2], const Scenario *scenario, const Options *options, Error *err)
{
    pair[0] = pair[1] = 0;
    if (!options->given[OPTION_PAIR])
        return true;
    if (options->pair.count != 2) {
        fail_status(err, STATUS_USAGE, "--pair takes two designs, not %zu",
                    options->pair.count);
        return fail_help(err, "for example --pair rag,combined");
    }
    for (size_t k = 0; k < 2; k++)
        if (!find_design(&pair[k], scenario, options->pair.items[k], err))
            return false;
    return pair[0] != pair[1] ||
           fail_status(err, STATUS_USAGE, "--pair takes two different designs");
}

#include "sim/cli/chosen_pair.h"

#include <stdlib.h>

static bool find_design(size_t *found, const Scenario *scenario, const char *name, Error *err)
{
    const char **names = memory_grow(NULL, scenario->design_count + 1, sizeof *names);

    for (size_t d = 0; d < scenario->design_count; d++)
        names[d] = scenario->designs[d].name;
    names[scenario->design_count] = NULL;
    bool known = options_choose(found, "pair", name, names, err);
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

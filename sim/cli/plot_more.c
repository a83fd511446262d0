#include "sim/cli/plot_more.h"

#include <limits.h>

Status plot_more_map(PlotMore *more, const PlotNeeds *needs, const Options *options,
                     const char *path)
{
    if (!needs->map)
        return STATUS_OK;
    more->more.map = &more->map.sweep;
    return map_make(&more->map, options, path);
}

/* The designs that --pair names, for charts that set two against each other. */
static bool take_pair(Answer *answer, const Options *options, Error *err)
{
    enum { MOST = 64 };
    const char *names[MOST + 1] = { NULL };

    if (!options->given[OPTION_PAIR])
        return true;
    if (options->pair.count != 2)
        return fail_status(err, STATUS_USAGE, "--pair takes the names of two designs");
    for (size_t d = 0; d < answer->design_count && d < MOST; d++)
        names[d] = answer->designs[d].design->name;
    for (size_t i = 0; i < 2; i++)
        if (!options_choose(&answer->versus[i], "pair", options->pair.items[i], names, err))
            return false;
    return answer->versus[0] != answer->versus[1] ||
           fail_status(err, STATUS_USAGE, "--pair names the same design twice");
}

static bool make_sensitivity(PlotMore *more, const Answer *answer, const Options *options,
                             Error *err)
{
    int threads = options->jobs > INT_MAX ? INT_MAX : (int)options->jobs;
    bool chosen = answer->versus[0] != answer->versus[1];

    more->more.sensitivity = &more->sensitivity;
    return sensitivity_make(&more->sensitivity, answer->scenario,
                            chosen ? answer->versus[0] : answer->order[0],
                            chosen ? answer->versus[1] : answer->order[1], threads, err);
}

bool plot_more_pair(PlotMore *more, Simulation *simulation, const PlotNeeds *needs,
                    const Options *options, Error *err)
{
    Answer *answer = &simulation->answer;

    if (!take_pair(answer, options, err))
        return false;
    if (payback_make(&more->payback, simulation->run, answer))
        more->more.payback = &more->payback;
    return !needs->sensitivity || answer->design_count < 2 ||
           make_sensitivity(more, answer, options, err);
}

void plot_more_free(PlotMore *more)
{
    payback_free(&more->payback);
    sensitivity_free(&more->sensitivity);
    map_free(&more->map);
}

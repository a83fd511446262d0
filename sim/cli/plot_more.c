#include "sim/cli/plot_more.h"

#include "sim/cli/chosen_pair.h"

Status plot_more_map(PlotMore *more, const PlotNeeds *needs, const Options *options,
                     const char *path)
{
    if (!needs->map)
        return STATUS_OK;
    more->more.map = &more->map.sweep;
    return map_make(&more->map, options, path);
}

bool plot_more_pair(PlotMore *more, const Simulation *simulation, const PlotNeeds *needs,
                    const Options *options, Error *err)
{
    const Answer *answer = &simulation->answer;
    size_t *pair = more->more.pair;

    if (!chosen_pair(pair, answer->scenario, options, err))
        return false;
    if (pair[0] == pair[1] && !answer_leaders(pair, answer))
        return true;
    if (payback_make(&more->payback, simulation->run, answer, pair[0], pair[1]))
        more->more.payback = &more->payback;
    if (needs->sensitivity)
        more->more.sensitivity = &more->sensitivity;
    return !needs->sensitivity ||
           sensitivity_make(&more->sensitivity, answer->scenario, pair[0], pair[1],
                            options_threads(options), err);
}

void plot_more_free(PlotMore *more)
{
    payback_free(&more->payback);
    sensitivity_free(&more->sensitivity);
    map_free(&more->map);
}

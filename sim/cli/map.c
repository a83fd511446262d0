#include "sim/cli/map.h"

#include <string.h>

#include "sim/cli/progress.h"
#include "sim/cli/terminal.h"

enum { POINTS = 24 };

static Status read_inputs(GridMap *map, const Options *options)
{
    const Scenario *scenario = &map->varied.scenario;
    Error err = { 0 };

    if (!sweep_input_parse(&map->x, "-x", options->x, POINTS, scenario, &map->varied.arena,
                           &err) ||
        !sweep_input_parse(&map->y, "-y", options->y, POINTS, scenario, &map->varied.arena,
                           &err) ||
        !sweep_inputs_differ(&map->x, &map->y, &err))
        return terminal_fail(options, &err);
    return STATUS_OK;
}

Status map_make(GridMap *map, const Options *options, const char *path)
{
    Error err = { 0 };

    *map = (GridMap){ 0 };
    if (!options->x || !options->y || strcmp(path, "-") == 0) {
        fail_status(&err, STATUS_USAGE,
                    options->x && options->y ? "the map is not drawn from standard input"
                                             : "the map needs -x and -y");
        fail_help(&err, "for example -x traffic.requests_per_day -y gaps.knowledge");
        return terminal_fail(options, &err);
    }
    Status status = varied_load(&map->varied, options, path, true);
    if (status == STATUS_OK)
        status = read_inputs(map, options);
    if (status != STATUS_OK)
        return status;
    sweep_lower_trials(&map->varied.base, &map->varied.scenario);
    Progress progress = progress_begin(terminal_watched(options));
    sweep_make(&map->sweep, &map->varied.base, &map->varied.scenario, &map->x, &map->y);
    while (status == STATUS_OK && map->sweep.done < map->sweep.count) {
        if (!sweep_step(&map->sweep, varied_tell, &map->varied))
            status = map->varied.status;
        progress_show(&progress, map->sweep.done * map->sweep.trials,
                      map->sweep.count * map->sweep.trials);
    }
    progress_end(&progress);
    return status;
}

void map_free(GridMap *map)
{
    sweep_free(&map->sweep);
    varied_free(&map->varied);
}

#include "sim/cli/varied.h"

#include <string.h>

#include "sim/cli/simulate.h"
#include "sim/cli/terminal.h"
#include "sim/decision/anchoring.h"
#include "sim/decision/cheapest.h"
#include "sim/engine/ranks.h"
#include "sim/scenario/bytes.h"

/* As many bytes as a scenario may have (E001). */
enum { MOST_BYTES = 10000000 };

void varied_tell(void *context, const Problems *problems)
{
    Varied *varied = context;

    varied->status = simulate_tell(varied->options, problems, varied->path);
}

Status varied_load(Varied *varied, const Options *options, const char *path, bool quick)
{
    Options how = *options;
    Problems problems = { 0 };
    Status status = STATUS_OK;
    Error err = { 0 };
    size_t length;
    char *text;

    how.quick = quick;
    *varied = (Varied){ .options = options, .path = path };
    if (ranks_count() > 1) {
        fail_status(&err, STATUS_USAGE, "this is not spread over several processes");
        return terminal_fail(options, &err);
    }
    if (!bytes_read(&text, &length, path, MOST_BYTES, &varied->arena, &err))
        return terminal_fail(options, &err);
    varied->base = (VariantBase){ .registry = &model_registry,
                                  .name = strcmp(path, "-") == 0 ? "standard input" : path,
                                  .text = text,
                                  .length = length,
                                  .overrides = simulate_overrides(&how, &varied->arena) };
    if (!scenario_parse(&varied->scenario, &model_registry, varied->base.name, text, length,
                        &varied->base.overrides, &problems))
        status = simulate_tell(options, &problems, path);
    else if (!cheapest_apply(&varied->scenario, &err) ||
             !anchoring_apply(&varied->scenario, &err))
        status = terminal_fail(options, &err);
    problems_free(&problems);
    return status;
}

void varied_free(Varied *varied)
{
    scenario_free(&varied->scenario);
    arena_free(&varied->arena);
    *varied = (Varied){ 0 };
}

#include "tests/bench/engine_bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/refwork_registry.h"

static void die(const char *what, const char *why)
{
    fprintf(stderr, "bench: %s: %s\n", what, why);
    exit(1);
}

static void wire(Prepared *p, const char *name, bool read, Problems *problems)
{
    Error err;

    if (!read)
        die(name, problems->count ? problems->items[0].text : "cannot be read");
    problems_free(problems);
    if (!wiring_make(&p->wiring, &p->scenario, &err))
        die(name, err.text);
}

void prepare_refwork(Prepared *p, uint64_t trials, int seed)
{
    Problems problems = { 0 };
    Text text = { 0 };

    *p = (Prepared){ .options = { .threads = 1 } };
    refwork_text(&text, (unsigned long)trials, seed);
    bool read = scenario_parse(&p->scenario, &refwork_registry, "refwork-1", text.data,
                               text.length, NULL, &problems);
    wire(p, "refwork-1", read, &problems);
    text_free(&text);
}

void prepare_file(Prepared *p, const char *path)
{
    prepare_file_with(p, path, NULL);
}

void prepare_file_with(Prepared *p, const char *path, const Overrides *overrides)
{
    Problems problems = { 0 };

    *p = (Prepared){ .options = run_defaults };
    bool read = scenario_load(&p->scenario, &model_registry, path, overrides, &problems);
    wire(p, path, read, &problems);
}

void prepared_free(Prepared *p)
{
    run_free(p->run);
    wiring_free(&p->wiring);
    scenario_free(&p->scenario);
}

void run_prepared(void *prepared)
{
    Prepared *p = prepared;
    Error err;

    run_free(p->run);
    p->run = run_make(&p->wiring, &p->options, &err);
    if (!p->run)
        die(p->scenario.name, err.text);
    while (run_step(p->run, UINT64_MAX))
        if (p->use && run_round(p->run).complete)
            p->use(p->context, p->run);
}

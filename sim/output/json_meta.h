/* json_meta.h - what a document is about, and how to get the same again, as JSON. */
#ifndef SIM_OUTPUT_JSON_META_H
#define SIM_OUTPUT_JSON_META_H

#include "sim/base/version.h"
#include "sim/output/json_values.h"
#include "sim/scenario/scenario.h"

/* The fields that come before those of the document's own. */
static inline json_t *meta_begin(const Scenario *s, uint64_t trials)
{
    json_t *meta = json_object();

    set(meta, "version", text(FORKCAST_VERSION));
    set(meta, "name", text(s->name));
    set(meta, "file", text(s->path));
    set(meta, "sha256", text(s->sha256));
    set(meta, "catalog_as_of", text(s->catalog_as_of));
    set(meta, "seed", count(s->seed));
    set(meta, "trials", count(trials));
    return meta;
}

/* The fields that come behind those of its own. */
static inline void meta_end(json_t *meta, const Scenario *s)
{
    set(meta, "sampler", text(sampler_names[s->sampler]));
    set(meta, "months", json_integer(s->months));
    set(meta, "currency", text(s->currency.code));
}

#endif

/* yaml_words.h - what the YAML library complains about, in words that help. */
#ifndef SIM_SCENARIO_YAML_WORDS_H
#define SIM_SCENARIO_YAML_WORDS_H

#include "sim/base/error.h"

/* A complaint: the library's own words, where it noticed, what it was reading and
 * where that began (the opening bracket or quote). */
typedef struct {
    const char *problem, *context; /* either may be NULL */
    Mark where, begin;
} Complaint;

/* Fill err; returns false. */
bool yaml_words(Error *err, const Complaint *complaint);

#endif

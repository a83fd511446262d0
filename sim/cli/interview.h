/* interview.h - five questions that make a scenario one's own. */
#ifndef SIM_CLI_INTERVIEW_H
#define SIM_CLI_INTERVIEW_H

#include <stdio.h>

#include "sim/base/text.h"

/* Ask on `out`, read the answers from `in` (an empty one or the end of the file
 * takes the default), and add to `scenario` the template with its marked lines
 * changed to what was answered. */
void interview_make(Text *scenario, const char *template_text, FILE *in, FILE *out);

/* Replace the value of `key: value` on the first line of a scenario that has
 * the key, keeping the comment behind it; without value, drop the line. Lines
 * are copied from text to changed. */
void interview_change(Text *changed, const char *text, const char *key, const char *value);

#endif

/* sweep_out.h - a sweep, and what a goal needs, in the formats of an answer. */
#ifndef SIM_OUTPUT_SWEEP_OUT_H
#define SIM_OUTPUT_SWEEP_OUT_H

#include "sim/decision/find.h"
#include "sim/decision/sweep.h"
#include "sim/output/writer.h"

void sweep_table(Text *out, Sweep *sweep, const Style *style);
void sweep_json(Text *out, Sweep *sweep, const Style *style);
void sweep_csv(Text *out, Sweep *sweep, const Style *style);
void sweep_markdown(Text *out, Sweep *sweep, const Style *style);

void find_table(Text *out, const Find *find, const Style *style);
void find_json(Text *out, const Find *find, const Style *style);
void find_csv(Text *out, const Find *find, const Style *style);
void find_markdown(Text *out, const Find *find, const Style *style);

/* --- what they share --------------------------------------------------------------- */

/* The title line, and the line that says how to get the same again. */
void sweep_title(Text *out, const Scenario *scenario, const Style *style);
void sweep_footer(Text *out, const Scenario *scenario, uint64_t trials, const Style *style);

/* Where the condition begins or ceases to hold, a paragraph each. */
typedef void FindSay(void *context, const char *paragraph);
void find_sentences(const Find *find, FindSay *say, void *context);

/* `traffic.requests_per_day (today 2.5k /day..6k /day)`, and only the part in parentheses
 * where the scenario's own value is known. */
void sweep_input_words(Text *out, const SweepInput *input);

/* "Ruled out: Prompt only (citations) at every value, RAG (latency) at 3 of 8 values." */
void sweep_ruled_out(Text *out, const Sweep *sweep);

/* Which designs are ruled out and, of one input, where which is the cheapest: sentences. */
void sweep_sentences(Text *out, Sweep *sweep);

/* "93 of 100 of today's futures": a share of what the scenario says of an input. */
void sweep_share_words(Text *out, double share);

/* "77", "<1", ">99" of 100, into a buffer of 32 bytes. */
char *sweep_of_100(char *buffer, double chance);

#endif

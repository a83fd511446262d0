/* sensitivity_out.h - a sensitivity analysis in the formats of a run's answer. */
#ifndef SIM_OUTPUT_SENSITIVITY_OUT_H
#define SIM_OUTPUT_SENSITIVITY_OUT_H

#include "sim/decision/sensitivity.h"
#include "sim/output/writer.h"

/* What is written; all: every input, and what moves the difference. */
void sensitivity_table(Text *out, const Sensitivity *s, bool all, const Style *style);
void sensitivity_json(Text *out, const Sensitivity *s, bool all, const Style *style);
void sensitivity_csv(Text *out, const Sensitivity *s, bool all, const Style *style);
void sensitivity_markdown(Text *out, const Sensitivity *s, bool all, const Style *style);

/* --- what the formats and the charts share ---------------------------------------- */

/* The label of design a or b of the analysis, plain and short; appended. */
void sensitivity_label(Text *out, const Sensitivity *s, size_t design, bool ascii);

/* "What could change the choice between RAG and Combined (RAG is $124k cheaper on average)" */
void sensitivity_headline(Text *out, const Sensitivity *s, bool ascii);

/* What to conclude: what everything is worth, where to look first, what is wide but worth
 * nothing, and what is correlated; a paragraph each, appended with a line end. */
typedef void SensitivitySay(void *context, const char *paragraph);
void sensitivity_conclude(const Sensitivity *s, bool ascii, SensitivitySay *say, void *context);

/* "Requests", or "RAG: Requests" where the designs differ; appended. */
void sensitivity_title(Text *out, const InputEffect *input, const Sensitivity *s);

/* Whether an input can switch the choice or is worth knowing. */
bool sensitivity_matters(const InputEffect *input);

/* "1.73k /day", "1.30M (x1.5)" or "never", "11%" or "-", "$7k", into 64 bytes. */
char *sensitivity_now(char *buffer, const InputEffect *input, const Sensitivity *s);
char *sensitivity_switch(char *buffer, const InputEffect *input, const Sensitivity *s,
                         bool ascii);
char *sensitivity_chance(char *buffer, const InputEffect *input);
char *sensitivity_worth(char *buffer, const InputEffect *input, const Sensitivity *s);

#endif

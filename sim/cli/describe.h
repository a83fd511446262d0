/* describe.h - words about a loaded scenario that check and explain share. */
#ifndef SIM_CLI_DESCRIBE_H
#define SIM_CLI_DESCRIBE_H

#include "sim/base/text.h"
#include "sim/scenario/scenario.h"

/* Whether a binding is the first to appear of those of its quantity, designs in
 * their order: so that a value that designs share is told once. */
bool describe_is_first(const Scenario *scenario, size_t design, size_t row);

/* The key of a value: `rag.store.minimum` where designs differ, else `store.minimum`. */
const char *describe_key(const Scenario *scenario, size_t design, size_t row, Arena *arena);

/* Where a value stands: "shop.yaml:12", "catalog llm/gpt-5.4-mini", "model default". */
const char *describe_place(const Binding *binding, Arena *arena);

/* What vouches for it: "S4: Support analytics (data/q1.csv, measured)"; or NULL. */
const char *describe_source(const Scenario *scenario, const Binding *binding, Arena *arena);

/* Text that fills `width` columns, on the left or on the right; longer text stays. */
void describe_pad(Text *out, const char *text, int width);
void describe_pad_left(Text *out, const char *text, int width);

/* A line across, of n columns. */
void describe_rule(Text *out, int n, bool ascii);

#endif

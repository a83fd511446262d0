/* changes.h - what differs between two catalogues, in the formats of a run's answer. */
#ifndef SIM_OUTPUT_CHANGES_H
#define SIM_OUTPUT_CHANGES_H

#include "sim/output/writer.h"
#include "sim/scenario/catalog_changes.h"

/* A comparison with the names of what was compared. */
typedef struct {
    const CatalogChanges *changes;
    const char *before, *after;
    bool all; /* every entry that was added or removed, and not only the first few */
} Comparison;

void changes_table(Text *out, const Comparison *comparison, const Style *style);
void changes_json(Text *out, const Comparison *comparison, const Style *style);
void changes_csv(Text *out, const Comparison *comparison, const Style *style);
void changes_markdown(Text *out, const Comparison *comparison, const Style *style);

/* "-20%", "+0.4%", "x 3"; "" for NAN. The buffer has 32 bytes. */
char *changes_percent(char *buffer, double relative);

#endif

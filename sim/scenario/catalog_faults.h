/* catalog_faults.h - what is wrong with a catalogue entry, and what is odd about it. */
#ifndef SIM_SCENARIO_CATALOG_FAULTS_H
#define SIM_SCENARIO_CATALOG_FAULTS_H

#include "sim/scenario/catalog_facts.h"

/* Add to `errors` the facts that no scenario could read, and to `warnings` (W011) what
 * nothing reads, what is missing, and prices that contradict each other. */
void catalog_faults(const CatalogEntry *entry, const FactReader *reader, Problems *errors,
                    Problems *warnings);

/* Add W005 to `warnings` if the prices of an entry are too old on a day. */
void catalog_age_fault(const CatalogEntry *entry, const char *day, Problems *warnings);

#endif

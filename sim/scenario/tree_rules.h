/* tree_rules.h - what YAML allows and a scenario does not. */
#ifndef SIM_SCENARIO_TREE_RULES_H
#define SIM_SCENARIO_TREE_RULES_H

#include "sim/scenario/tree.h"

/* Add to the problems of a file, up to a number that nobody reads. */
void tree_tell(Problems *problems, const Error *err);

/* Report what would let one line of a file mean another. */
void tree_refuse_anchor(Mark where, const char *anchor, Problems *problems);
void tree_refuse_alias(Mark where, Problems *problems);
void tree_refuse_merge(Mark where, Problems *problems);
void tree_refuse_tag(Mark where, const char *tag, Problems *problems);

/* Report keys that are given twice, and take the later ones out. count is the
 * number of children. False if there were any. */
bool tree_drop_duplicates(Node *mapping, size_t count, Arena *arena, Problems *problems);

/* In flow style `{ value: 2,500 }` is `value: 2` and a key `500` without a value.
 * Report it, and go on with the number that was meant. False if there was any. */
bool tree_join_numbers(Node *mapping, Arena *arena, Problems *problems);

#endif

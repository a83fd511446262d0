/* leaders.c - the two designs that a question about a choice is about, where nobody names
 * them: what drives it, what it is worth, when one overtakes the other.
 *
 * The first is the verdict's. The second is the next in rank, which is eligible if any other
 * design is; so where fewer than two are eligible it is the cheapest of the rest, because
 * what a requirement costs is the choice then.
 */
#include "sim/results/answer.h"

bool answer_leaders(size_t pair[2], const Answer *answer)
{
    size_t first = answer->verdict.design;

    pair[0] = pair[1] = first;
    for (size_t k = 0; k < answer->design_count && pair[1] == first; k++)
        pair[1] = answer->order[k];
    return pair[0] != pair[1];
}

bool answer_competes(const Answer *answer, size_t design)
{
    return !answer->designs[design].ruled_out || !answer->verdict.eligible;
}

size_t answer_competing(const Answer *answer)
{
    size_t count = 0;

    for (size_t d = 0; d < answer->design_count; d++)
        count += answer_competes(answer, d);
    return count;
}

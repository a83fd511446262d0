/* substitutes.h - inputs that a run takes otherwise than its scenario says.
 *
 * An analysis of sensitivity runs the same wiring again and again with one input held at
 * a value, or drawn from other points, and all else as it was. Nothing is read or wired
 * anew for that.
 */
#ifndef SIM_ENGINE_SUBSTITUTES_H
#define SIM_ENGINE_SUBSTITUTES_H

#include <stdbool.h>
#include <stddef.h>

/* The column of a PER_TRIAL input that varies. */
typedef struct {
    int column;
    double value; /* held at this, in its unit; NAN: drawn from the second set of points.
                     Of correlated inputs, either all are drawn from there or none       */
} Substitute;

typedef struct {
    const Substitute *items;
    size_t count;
    bool second;       /* the sampler has a second set of points (sampler.h)             */
    bool second_draws; /* draws by month and by request come from another seed, too      */
} Substitutes;

#endif

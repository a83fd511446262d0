/* registry.c - the .def tables as arrays. */
#include "models/model.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

#define QUANTITY(id) &id,
static const Quantity *const quantities[] = {
#include "models/models.def"
};
#undef QUANTITY

#define DESIGN(name, label, parts, help) { #name, label, help, parts },
static const Design designs[] = {
#include "models/designs.def"
};
#undef DESIGN

#define PART(id, name, title, help) { name, title, help },
static const PartInfo parts[] = {
#include "models/parts.def"
};
#undef PART

#define REFERENCE(key, kind, prefix, part, prior, title, help)                                 \
    { key, kind, prefix, title, help, part, prior },
static const Reference references[] = {
#include "models/references.def"
};
#undef REFERENCE

#define DIMENSION(key) key,
static const char *const dimensions[] = {
#include "models/dimensions.def"
};
#undef DIMENSION

const Registry model_registry = {
    .quantities = quantities,
    .quantity_count = COUNT_OF(quantities),
    .designs = designs,
    .design_count = COUNT_OF(designs),
    .parts = parts,
    .part_count = COUNT_OF(parts),
    .references = references,
    .reference_count = COUNT_OF(references),
    .extras = extra_kinds,
    .extra_count = EXTRA_KINDS,
    .staging = &model_staging,
    .dimensions = dimensions,
    .dimension_count = COUNT_OF(dimensions),
    .build = &cost_build,
    .monthly = &cost_monthly,
    .cash = &cost_cash,
};

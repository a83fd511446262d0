/* arena.h - memory that is freed all at once.
 *
 * A scenario, a report, a catalogue: each owns one arena and everything it
 * points to lives there. Running out of memory prints a message and exits,
 * because a command line tool can do nothing better.
 */
#ifndef SIM_BASE_ARENA_H
#define SIM_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct ArenaPage ArenaPage;
typedef struct {
    ArenaPage *pages;
} Arena;

/* size zeroed bytes, aligned for any type. */
void *arena_alloc(Arena *arena, size_t size);

/* count zeroed items of a type. */
#define arena_array(arena, Type, count) ((Type *)arena_alloc((arena), sizeof(Type) * (count)))

/* Copies of text: all of it, its first length bytes, or formatted. */
char *arena_text(Arena *arena, const char *text);
char *arena_text_n(Arena *arena, const char *text, size_t length);
char *arena_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

void arena_free(Arena *arena);

/* malloc and realloc that exit when memory is out; for lists that grow. */
void *memory_grow(void *old, size_t count, size_t item_size);

/* calloc that exits when memory is out: what is not touched takes no memory. */
void *memory_zeros(size_t count, size_t item_size);

#endif

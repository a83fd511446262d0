#include "sim/base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ArenaPage {
    ArenaPage *next;
    size_t used, size;
    _Alignas(max_align_t) unsigned char data[];
};

enum { PAGE_SIZE = 64 * 1024 - sizeof(ArenaPage) };

static void *out_of_memory(void)
{
    fputs("forkcast: out of memory\n", stderr);
    exit(4);
}

void *memory_grow(void *old, size_t count, size_t item_size)
{
    void *grown = count <= SIZE_MAX / item_size ? realloc(old, count * item_size) : NULL;
    return grown ? grown : out_of_memory();
}

void *memory_zeros(size_t count, size_t item_size)
{
    void *zeros = calloc(count, item_size);
    if (!zeros)
        return out_of_memory();
    return zeros;
}

static ArenaPage *add_page(Arena *arena, size_t size)
{
    ArenaPage *page = calloc(1, sizeof *page + size);
    if (!page)
        return out_of_memory();
    page->size = size;
    page->next = arena->pages;
    arena->pages = page;
    return page;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size_t align = _Alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        return out_of_memory();
    size = (size + align - 1) / align * align;

    ArenaPage *page = arena->pages;
    if (!page || page->size - page->used < size)
        page = add_page(arena, size > PAGE_SIZE ? size : PAGE_SIZE);
    void *memory = page->data + page->used;
    page->used += size;
    return memory;
}

char *arena_text_n(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_text(Arena *arena, const char *text)
{
    return arena_text_n(arena, text, strlen(text));
}

char *arena_format(Arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void arena_free(Arena *arena)
{
    while (arena->pages) {
        ArenaPage *page = arena->pages;
        arena->pages = page->next;
        free(page);
    }
}
